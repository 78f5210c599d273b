"""Projects, who has a part in them, and how they hang together."""

from django.db import models
from django.db.models import F, Q

from projects.codes import LinkKind, PartyInProject, Sector, Stage
from projects.models.party import Party
from projects.models.pledge import Pledge, Tranche
from projects.models.subject import Subject


class Project(Subject):
    """One undertaking under a pledge. Its stage here is a cache of accepted claims."""

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

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


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
