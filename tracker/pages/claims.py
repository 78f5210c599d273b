"""Who says what: the same question, each party's latest answer, what conflicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from projects.codes import Basis
from projects.models import Claim, Pledge, QuantityClaim, Statement
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.beside import shown
from tracker.pages.claims_matrix import (
    Asked,
    amounts_by_question,
    only_of,
    speakers_of,
    statements_by_question,
)
from tracker.pages.counted import standing
from tracker.pages.partials import wants_part
from tracker.pages.project_filters import Select, select

PER_PAGE = 10
LONGEST = 200
AMOUNTS = (
    Basis.HEADLINE,
    Basis.CEILING,
    Basis.BUSINESS_SCALE,
    Basis.PROJECT_COST,
    Basis.FINANCING,
    Basis.SIGNED,
    Basis.PAID_OUT,
    Basis.ESTIMATE,
    Basis.COUNT,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; what is not known narrows to nothing."""

    pledge: str
    question: str
    party: str

    @property
    def narrows(self) -> bool:
        return any((self.pledge, self.question, self.party))


@require_safe
@vary_on_headers("HX-Request")
@at_moment
def claims(request: Request) -> HttpResponse:
    filters = read(request.GET)
    moment = request.moment
    statements = list(statements_of(filters.pledge, moment))
    amounts = amounts_of(filters.pledge, moment)
    asked = questions(statements, amounts)
    page = _page(narrowed(asked, filters), request.GET.get("page"))
    context = {
        "filters": filters,
        "selects": selects(filters, asked, chain(statements, amounts), moment),
        "page": page,
    }
    template = "claims.html" + ("#list" if wants_part(request) else "")
    return render(request, template, context)


def read(query: QueryDict) -> Filters:
    return Filters(
        *(
            query.get(name, "").replace("\x00", "").strip()[:LONGEST]
            for name in ("pledge", "question", "party")
        )
    )


def statements_of(pledge: str, moment: Moment) -> QuerySet[Statement]:
    """Answers to questions, as they became known; retracted ones are none."""
    answers: QuerySet[Statement] = Statement.objects.seen(moment)
    answers = answers.filter(question__isnull=False)
    if pledge:
        about = Statement.objects.filter(
            Q(subjects__pledge__slug=pledge)
            | Q(subjects__tranche__pledge__slug=pledge)
            | Q(subjects__project__pledge__slug=pledge)
            | Q(subjects__agreement__pledges__slug=pledge)
        )
        answers = answers.filter(pk__in=about.values("pk"))
    return shown(answers, moment)


def amounts_of(pledge: str, moment: Moment) -> list[QuantityClaim]:
    """Amounts of whole pledges and tranches that somebody stands by."""
    of = Q(subjects__pledge__isnull=False) | Q(subjects__tranche__isnull=False)
    if pledge:
        of &= Q(subjects__pledge__slug=pledge) | Q(
            subjects__tranche__pledge__slug=pledge
        )
    about = QuantityClaim.objects.filter(of, basis__in=AMOUNTS)
    seen: QuerySet[QuantityClaim] = QuantityClaim.objects.seen(moment)
    return standing(shown(seen.filter(pk__in=about.values("pk")), moment))


def asked_about(pledge: str, moment: Moment) -> list[Asked]:
    """All questions about a pledge, by its slug."""
    return questions(statements_of(pledge, moment), amounts_of(pledge, moment))


def questions(
    statements: Iterable[Statement], amounts: Iterable[QuantityClaim]
) -> list[Asked]:
    """The code book's questions and those of how much, the most contested first."""
    return contested_first(
        [*statements_by_question(statements), *amounts_by_question(amounts)]
    )


def contested_first(asked: Iterable[Asked]) -> list[Asked]:
    """Most answers first, then most who hold one."""
    return sorted(
        asked, key=lambda each: (-len(each.answers), -each.holders, each.text)
    )


def narrowed(asked: Sequence[Asked], filters: Filters) -> list[Asked]:
    found = [each for each in asked if filters.question in ("", each.slug)]
    return only_of(found, filters.party) if filters.party else found


def selects(
    filters: Filters, asked: Iterable[Asked], claims: Iterable[Claim], moment: Moment
) -> list[Select]:
    pledges = Pledge.objects.seen(moment).order_by("name", "pk")
    questions = sorted((each.text, each.slug) for each in asked)
    return [
        select(
            "pledge", _("Pledge"), filters.pledge, pledges.values_list("slug", "name")
        ),
        select(
            "question",
            _("Question"),
            filters.question,
            [(slug, text) for text, slug in questions],
        ),
        select("party", _("Party"), filters.party, speakers_of(claims).items()),
    ]


def _page(asked: Sequence[Asked], number: str | None) -> Page[Asked]:
    paginator: Paginator[Asked] = Paginator(asked, PER_PAGE)
    page: Page[Asked] = paginator.get_page(number)
    return page
