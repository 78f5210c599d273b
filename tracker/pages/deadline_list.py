"""All deadlines: late, target passed, due soon ... The state is in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from deadlines.codes import Bindingness
from deadlines.models import DeadlinePeriod
from deadlines.models.deadline import DeadlinePeriodQuerySet
from projects.models import Pledge
from projects.models.update import bringing_by
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.partials import wants_part
from tracker.pages.standing import CODES, grouped, listed, long_past, of_pledge, rows

PER_PAGE = 50
LAST_PAGE = 2000
RANK = Case(
    *(When(group=code, then=Value(rank)) for rank, (code, _words) in enumerate(CODES)),
    output_field=IntegerField(),
)
LONG_PAST = "long"
GROUPS = (*CODES[:2], (LONG_PAST, _("of these over 90 days past")), *CODES[2:])
SORTS: dict[str, tuple[Any, ...]] = {
    "urgency": (RANK, F("late_at").asc(nulls_last=True), "pk"),
    "date": (F("due_to").asc(nulls_last=True), "due_from", "pk"),
    "slips": ("-slip_days", "-slips", "pk"),
    "title": ("deadline__title", "pk"),
}
SORT_WORDS = (
    ("urgency", _("urgency")),
    ("date", _("date")),
    ("slips", _("days of slip")),
    ("title", _("title")),
)


@dataclass(frozen=True, slots=True)
class Search:
    """What the address asks for. What it does not know, it leaves out."""

    q: str = ""
    show: str = ""
    binding: str = ""
    pledge: str = ""
    sort: str = "urgency"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        page = query.get("page", "1")
        return cls(
            q=query.get("q", "").replace("\x00", "").strip()[:100],
            show=_known(query.get("show", ""), dict(GROUPS)),
            binding=_known(query.get("binding", ""), Bindingness.values),
            pledge=query.get("pledge", "").replace("\x00", "")[:80],
            sort=_known(query.get("sort", ""), SORTS) or "urgency",
            page=min(int(page), LAST_PAGE) if page.isdecimal() and int(page) else 1,
        )

    def address(self, **changes: Any) -> str:
        """The query string of this search with something changed."""
        fields = replace(self, **changes)
        plain = type(self)()
        named = {
            name: value
            for name in self.__slots__
            if (value := getattr(fields, name)) != getattr(plain, name)
        }
        return f"?{urlencode(named)}"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of deadlines, as a link with its count."""

    code: str
    words: str
    count: int
    address: str


@require_safe
@at_moment
@vary_on_headers("HX-Request")
def deadlines(request: Request) -> HttpResponse:
    moment = request.moment
    search = Search.read(request.GET)
    found = matching(search, moment)
    groups = group_counts(found, search, moment)
    chosen = found.filter(_shown(search.show, moment)) if search.show else found
    first = (search.page - 1) * PER_PAGE
    page = list(chosen.order_by(*SORTS[search.sort])[first : first + PER_PAGE + 1])
    context = {
        "search": search,
        "groups": groups,
        "rows": rows(page[:PER_PAGE], moment),
        "earlier": search.address(page=search.page - 1) if search.page > 1 else "",
        "further": search.address(page=search.page + 1) if page[PER_PAGE:] else "",
        "bindings": Bindingness.choices,
        "pledges": Pledge.objects.seen(moment).order_by("name", "pk"),
        "sorts": SORT_WORDS,
    }
    template = "deadlines.html" + ("#list" if wants_part(request) else "")
    return render(request, template, context)


def matching(search: Search, moment: Moment) -> DeadlinePeriodQuerySet:
    """The period of each deadline that fits, in whichever group it stands."""
    found = grouped(listed(DeadlinePeriod.objects.seen(moment)), moment.now)
    if search.q:
        found = found.filter(
            Q(deadline__title__icontains=search.q)
            | Q(deadline__pledge__name__icontains=search.q)
            | Q(deadline__project__name__icontains=search.q)
            & bringing_by(moment, "deadline__project__brought_in_by")
        )
    if search.binding:
        found = found.filter(deadline__bindingness=search.binding)
    if search.pledge:
        found = found.filter(of_pledge(search.pledge))
    return found


def group_counts(
    found: DeadlinePeriodQuerySet, search: Search, moment: Moment
) -> list[Group]:
    """How many stand in each group, in one query; "all" comes first."""
    long = Count("pk", filter=long_past(moment))
    each = found.order_by().values_list(F("group"))
    rows = each.annotate(n=Count("pk"), long=long)
    counts = {"": 0, LONG_PAST: 0}
    for group, count, long_ago in rows:
        counts[group] = count
        counts[""] += count
        counts[LONG_PAST] += long_ago
    return [
        Group(
            code=code,
            words=str(words),
            count=counts.get(code, 0),
            address=search.address(show=code, page=1),
        )
        for code, words in (("", _("all")), *GROUPS)
    ]


def _shown(show: str, moment: Moment) -> Q:
    return long_past(moment) if show == LONG_PAST else Q(group=show)


def _known(value: str, values: Any) -> str:
    return value if value in values else ""
