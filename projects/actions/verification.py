"""Comparing what is cached of the ledger with what its rows add up to."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from projects.actions.acceptance import GOOD
from projects.actions.stages import expected_stages
from projects.actions.vanished import vanished
from projects.models import Acceptance, Citation, CitationStep, Project


def differences() -> Iterator[str]:
    """Each cached value that is not what its rows add up to, and rows that vanished."""
    yield from _stages()
    yield from _origins()
    yield from _secondary()
    yield from vanished()


def _stages() -> Iterator[str]:
    expected = expected_stages(Project.objects.values_list("pk", flat=True))
    for project in Project.objects.order_by("slug"):
        claim = expected.get(project.pk)
        stage, key = (claim.stage, claim.pk) if claim else ("", None)
        if project.stage != stage:
            yield _differs(f"project {project.slug}", "stage", project.stage, stage)
        if project.stage_claim_id != key:
            yield _differs(
                f"project {project.slug}", "stage_claim", project.stage_claim_id, key
            )


def _origins() -> Iterator[str]:
    last = CitationStep.objects.filter(citation=OuterRef("pk")).order_by("-place")
    expected = Coalesce(Subquery(last.values("source")[:1]), F("source"))
    wrong = Citation.objects.alias(expected=expected).exclude(origin=F("expected"))
    for key, origin in wrong.values_list("pk", "origin_id"):
        yield _differs(f"citation {key}", "origin", origin, "the end of its chain")


def _secondary() -> Iterator[str]:
    """Acceptances marked as resting on grade C, or not, against the grades now."""
    cited = Citation.objects.filter(claim=OuterRef("claim"))
    expected = ~Exists(cited.filter(source__grade__in=GOOD))
    wrong = (
        Acceptance.objects.filter(operative=True)
        .annotate(expected=expected)
        .exclude(secondary=F("expected"))
    )
    for acceptance in wrong:
        yield _differs(
            f"acceptance {acceptance.pk}",
            "secondary",
            acceptance.secondary,
            not acceptance.secondary,
        )


def _differs(thing: str, field: str, stored: object, expected: object) -> str:
    return f"{thing}: {field} is {stored!r}, its rows add up to {expected!r}"
