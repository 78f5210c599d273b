"""How far the projects of a pledge have come."""

from django.urls import reverse

from projects.charts import ladder
from projects.charts.chart import Chart
from projects.models import Pledge, Project, StageClaim
from projects.rules.moment import Moment
from tracker.pages.amounts import roots_of


def projects_by_stage(pledge: Pledge, moment: Moment) -> Chart:
    """Its projects and those of its additive parts, as far as they had come."""
    seen = Project.objects.at_stage(moment)
    found = list(
        seen.filter(pledge__in=roots_of([pledge], moment)).order_by("name", "pk")
    )
    claims = StageClaim.objects.filter(pk__in=[p.stage_claim_then for p in found])
    known = claims.values_list("update__known_on", flat=True)
    standings = [
        ladder.Standing(p.name, p.stage_then, reverse("project", args=[p.slug]))
        for p in found
    ]
    return ladder.chart(standings, newest=max(known, default=None))
