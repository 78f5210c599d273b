"""Where the projects of a pledge are to stand."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from projects.charts import places
from projects.charts.chart import Chart
from projects.codes import FactAttribute
from projects.models import FactClaim, Pledge, Project, Update
from projects.models.claim import ClaimQuerySet
from projects.rules.moment import Moment
from projects.rules.states import states_in
from tracker.pages.amounts import roots_of
from tracker.pages.facts_given import facts_given


def projects_by_place(pledge: Pledge, moment: Moment) -> Chart:
    """Its projects and those of its additive parts, each at its latest accepted place.

    A project of whose place nobody's word was accepted stands where the update that
    brought it in places it.
    """
    seen = Project.objects.at_stage(moment)
    roots = roots_of([pledge], moment)
    found = list(seen.filter(pledge__in=roots).order_by("name", "pk"))
    given = facts_given(found, moment)
    placed = [
        _placed(each, given[each.pk].get(FactAttribute.PLACE, each.place))
        for each in found
    ]
    return places.chart(placed, newest=_newest(found, moment))


def _newest(projects: Iterable[Project], moment: Moment) -> date | None:
    """When the last of what is shown became known."""
    claims = _claims(moment).filter(subjects__project__in=projects)
    given = Q(pk__in=claims.values("update"))
    brought = Q(pk__in=[project.brought_in_by_id for project in projects])
    updates = Update.objects.filter(given | brought).order_by("-known_on")
    return updates.values_list("known_on", flat=True).first()


def _claims(moment: Moment) -> ClaimQuerySet[FactClaim]:
    return FactClaim.objects.operative(moment).filter(attribute=FactAttribute.PLACE)


def _placed(project: Project, place: str) -> places.Placed:
    return places.Placed(
        name=project.name,
        place=place,
        states=states_in(place),
        stage=project.stage_words,
        url=reverse("project", args=[project.slug]),
    )
