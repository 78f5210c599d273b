"""Projects, who has a part in them, and how they hang together."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from projects.codes import LinkKind, PartyInProject, Sector, Stage
from projects.models.claims import StageClaim
from projects.models.party import Party
from projects.models.pledge import Pledge, Tranche
from projects.models.subject import Subject, SubjectQuerySet
from projects.rules.moment import Moment


class ProjectQuerySet(SubjectQuerySet["Project"]):
    def at_stage(self, moment: Moment) -> Self:
        """Those seen, with the stage they had reached by what was known then."""
        claims = StageClaim.objects.operative(moment)
        latest = claims.filter(subjects__project=OuterRef("pk")).in_order().reverse()
        return self.seen(moment).annotate(
            stage_then=Coalesce(Subquery(latest.values("stage")[:1]), Value("")),
            stage_claim_then=Subquery(latest.values("pk")[:1]),
        )


class Project(Subject):
    """One undertaking under a pledge.

    Its `stage` is a cache of what the accepted claims add up to now, for who writes;
    pages show `stage_then`, which comes with `at_stage`.
    """

    stage_then: str
    stage_claim_then: int | None

    slug = models.SlugField(max_length=80, unique=True)
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="projects")
    tranche = models.ForeignKey(
        Tranche, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=12, choices=Sector)
    place = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    stage_claim = models.ForeignKey(
        "projects.StageClaim",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def stage_words(self) -> str:
        """The stage it had reached at the moment it was asked for."""
        return str(Stage(self.stage_then).label) if self.stage_then else ""


class ProjectName(models.Model):
    """Another name of a project, in any script."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class ProjectParty(Subject):
    """A party's part in a project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, models.PROTECT, related_name="projects")
    role = models.CharField(max_length=12, choices=PartyInProject)

    class Meta:
        ordering = ("project", "role", "party")
        verbose_name_plural = "project parties"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "party", "role"], name="project_party_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_role_display()}"


class ProjectLink(Subject):
    """Two entries that are, became, belong to or may overlap one another."""

    from_project = models.ForeignKey(Project, models.PROTECT, related_name="links_out")
    to_project = models.ForeignKey(Project, models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=12, choices=LinkKind)
    reason = models.TextField()

    class Meta:
        ordering = ("from_project", "to_project", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["from_project", "to_project", "kind"],
                name="project_link_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_project=F("to_project")),
                name="project_link_joins_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_project} {self.get_kind_display()} {self.to_project}"
