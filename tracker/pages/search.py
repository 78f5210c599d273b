"""Full-text search over the whole record, in any script, grouped by what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from projects.rules.moment import Moment
from projects.rules.searching import Term, terms
from tracker.moment import Request, at_moment
from tracker.pages.search_fields import KINDS
from tracker.pages.search_hits import Hit, hits
from tracker.pages.search_query import Found, things

LONGEST = 200
PER_KIND = 5
PER_PAGE = 20
LAST_PAGE = 100_000
WORDS = {
    "project": _("Projects"),
    "deadline": _("Deadlines"),
    "pledge": _("Pledges"),
    "agreement": _("Agreements"),
    "party": _("Parties"),
    "update": _("Updates"),
    "claim": _("Claims"),
    "source": _("Sources"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What the address asks for; without a kind, the best of each."""

    q: str
    kind: str
    page: int

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        kind, page = query.get("kind", ""), query.get("page", "")[:9]
        number = int(page) if page.isascii() and page.isdecimal() else 1
        return cls(
            q=query.get("q", "").replace("\x00", "").strip(),
            kind=kind if kind in KINDS else "",
            page=min(max(number, 1), LAST_PAGE),
        )

    @property
    def size(self) -> int:
        return PER_PAGE if self.kind else PER_KIND

    def address(self, kind: str = "", page: int = 1) -> str:
        asked = {"q": self.q, "kind": kind, "page": "" if page == 1 else str(page)}
        return f"?{urlencode({name: each for name, each in asked.items() if each})}"


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many, and those that the page shows."""

    kind: str
    words: str
    total: int
    hits: tuple[Hit, ...]
    address: str
    earlier: str
    further: str


@require_safe
@at_moment
def search(request: Request) -> HttpResponse:
    asked = Search.read(request.GET)
    too_long = len(asked.q) > LONGEST
    wanted = [] if too_long else terms(asked.q)
    # Archived texts are not ours to publish: only those who may draft read them.
    staff = request.user.has_perm("projects.add_draft")
    groups = groups_of(asked, wanted, request.moment, staff=staff) if wanted else []
    context = {
        "search": asked,
        "asks": bool(wanted),
        "too_long": too_long,
        "longest": LONGEST,
        "groups": groups,
        "shown": [group for group in groups if group.hits],
        "total": sum(group.total for group in groups),
        "everything": asked.address(),
    }
    return render(request, "search.html", context, status=400 if too_long else 200)


def groups_of(
    asked: Search, wanted: Sequence[Term], moment: Moment, *, staff: bool
) -> list[Group]:
    """What was found, kind by kind, each with its count."""
    page = asked.page if asked.kind else 1
    found = things(
        wanted, moment, staff=staff, kind=asked.kind, page=page, size=asked.size
    )
    totals = {each.kind: each.total for each in found}
    shown = [each for each in found if _is_shown(each, asked)]
    made = hits([(each.kind, each.key) for each in shown], wanted, moment, staff=staff)
    return [
        _group(
            asked,
            kind,
            totals[kind],
            page=min(page, _pages(totals[kind], asked.size)),
            hits=[
                made[each.kind, each.key]
                for each in shown
                if each.kind == kind and (each.kind, each.key) in made
            ],
        )
        for kind in KINDS
        if kind in totals
    ]


def _is_shown(found: Found, asked: Search) -> bool:
    """The first of each kind comes for its count; it need not be on this page."""
    if not asked.kind:
        return True
    last = _pages(found.total, asked.size)
    return found.kind == asked.kind and found.page == min(asked.page, last)


def _group(
    asked: Search, kind: str, total: int, *, page: int, hits: Sequence[Hit]
) -> Group:
    paged = asked.kind == kind
    behind = paged and page < _pages(total, asked.size)
    return Group(
        kind=kind,
        words=str(WORDS[kind]),
        total=total,
        hits=tuple(hits),
        address=asked.address(kind),
        earlier=asked.address(kind, page - 1) if paged and page > 1 else "",
        further=asked.address(kind, page + 1) if behind else "",
    )


def _pages(total: int, size: int) -> int:
    return (total - 1) // size + 1
