"""What the list of projects is narrowed to and sorted by, as its address says it."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models import Max as Latest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from projects.codes import OFF_LADDER, Sector, Stage
from projects.models import Pledge, Project, ProjectName, Tranche
from projects.models.update import seen_by
from projects.rules.moment import Moment
from tracker.pages.facts_given import claims_given

NO_STAGE = NO_TRANCHE = "none"
LONGEST = 200
SORTS = (
    ("name", _("name")),
    ("stage", _("furthest stage first")),
    ("news", _("latest news first")),
    ("pledge", _("pledge and tranche")),
)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """One select of the form; the first option stands for all."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for. What is not known narrows to nothing."""

    q: str
    pledge: str
    tranche: str
    stage: str
    sector: str
    sort: str

    @property
    def narrows(self) -> bool:
        return any((self.q, self.pledge, self.tranche, self.stage, self.sector))


def read(query: QueryDict) -> Filters:
    sort = query.get("sort", "")
    return Filters(
        q=unicodedata.normalize("NFKC", _text(query, "q")),
        pledge=_text(query, "pledge"),
        tranche=_text(query, "tranche"),
        stage=_text(query, "stage"),
        sector=_text(query, "sector"),
        sort=sort if sort in dict(SORTS) else SORTS[0][0],
    )


def _text(query: QueryDict, name: str) -> str:
    """What PostgreSQL can take as a text, and no longer than a name."""
    return query.get(name, "").replace("\x00", "").strip()[:LONGEST]


def apply(
    filters: Filters, projects: QuerySet[Project], moment: Moment
) -> QuerySet[Project]:
    """The projects asked for, which come at their stage, in a decided order."""
    if filters.q:
        named = ProjectName.objects.filter(
            project=OuterRef("pk"), name__icontains=filters.q
        )
        given = claims_given(moment).filter(
            subjects__project=OuterRef("pk"), value__icontains=filters.q
        )
        projects = projects.filter(
            Q(name__icontains=filters.q) | Exists(named) | Exists(given)
        )
    if filters.pledge:
        projects = projects.filter(pledge__slug=filters.pledge)
    if filters.tranche == NO_TRANCHE:
        projects = projects.exclude(tranche__in=Tranche.objects.seen(moment))
    elif filters.tranche:
        projects = projects.filter(tranche__slug=filters.tranche)
    if filters.stage:
        stage = "" if filters.stage == NO_STAGE else filters.stage
        projects = projects.filter(Q(stage_then=stage))
    if filters.sector:
        projects = projects.filter(sector=filters.sector)
    if filters.sort == "news":
        return _by_news(projects, moment)
    return _ORDERS[filters.sort](projects)


def selects(filters: Filters, moment: Moment) -> list[Select]:
    """The form's selects, with what is chosen. Only pledges that have projects."""
    pledges = Pledge.objects.seen(moment).filter(
        Exists(Project.objects.seen(moment).filter(pledge=OuterRef("pk")))
    )
    tranches = Tranche.objects.seen(moment).select_related("pledge")
    return [
        select(
            "pledge", _("Pledge"), filters.pledge, pledges.values_list("slug", "name")
        ),
        select(
            "tranche",
            _("Tranche"),
            filters.tranche,
            [
                (NO_TRANCHE, _("in no tranche")),
                *((each.slug, f"{each.pledge}: {each}") for each in tranches),
            ],
        ),
        select(
            "stage",
            _("Stage"),
            filters.stage,
            [*Stage.choices, (NO_STAGE, _("no stage accepted"))],
        ),
        select("sector", _("Sector"), filters.sector, Sector.choices),
        select("sort", _("Sort by"), filters.sort, SORTS, with_all=False),
    ]


def select(
    name: str,
    label: object,
    chosen: str,
    choices: Iterable[tuple[object, object]],
    *,
    with_all: bool = True,
) -> Select:
    found = [("", _("all")), *choices] if with_all else list(choices)
    return Select(
        name=name,
        label=str(label),
        options=tuple(
            Option(value=str(value), text=str(text), chosen=value == chosen)
            for value, text in found
        ),
    )


def _by_name(projects: QuerySet[Project]) -> QuerySet[Project]:
    return projects.order_by("name", "pk")


def _by_stage(projects: QuerySet[Project]) -> QuerySet[Project]:
    places = [When(stage_then=stage, then=n) for n, stage in enumerate(Stage)]
    left = [When(stage_then__in=OFF_LADDER, then=-1)]
    rung = Case(*left, *places, default=-2, output_field=IntegerField())
    return projects.annotate(rung=rung).order_by("-rung", "name", "pk")


def _by_news(projects: QuerySet[Project], moment: Moment) -> QuerySet[Project]:
    newest = Latest("updates__known_on", filter=seen_by(moment, "updates"))
    return projects.annotate(newest=newest).order_by(
        F("newest").desc(nulls_last=True), "name", "pk"
    )


def _by_pledge(projects: QuerySet[Project]) -> QuerySet[Project]:
    return projects.order_by("pledge__name", "tranche__number", "name", "pk")


_ORDERS: dict[str, Callable[[QuerySet[Project]], QuerySet[Project]]] = {
    "name": _by_name,
    "stage": _by_stage,
    "pledge": _by_pledge,
}
