"""What a change of mind is about: the subjects of the claim that it decides on."""

from projects.models import Claim
from projects.models.claim import SUBJECTS
from tracker.seeding.rows import Row
from tracker.seeding.shelf import public_id

# The kinds of claim of which one is operative, and where each says of what.
ON_DEADLINE = {"date": "dateclaim", "outcome": "outcomeclaim"}


def subjects_decided(row: Row) -> list[str]:
    """The deadline or the projects whose operative claim an acceptance can change."""
    claim = _decided_on(row)
    if claim is None or claim.kind not in (*ON_DEADLINE, "stage"):
        return []
    return subjects_of(claim)


def about_decided(row: Row) -> list[str]:
    """Everything that the claim of an acceptance is about, of whatever kind it is."""
    claim = _decided_on(row)
    return subjects_of(claim) if claim else []


def subjects_of(claim: Claim) -> list[str]:
    """What a claim of the record is about, as rows name it."""
    if claim.kind in ON_DEADLINE:
        dated = getattr(claim, ON_DEADLINE[claim.kind])
        return [f"deadline:{dated.deadline.slug}"]
    return [
        f"{name}:{getattr(subject, name).slug}"
        for subject in claim.subjects.select_related(*SUBJECTS)
        for name in SUBJECTS
        if getattr(subject, name)
    ]


def _decided_on(row: Row) -> Claim | None:
    if row.table != "acceptance" or "claim" not in row.values:
        return None
    return Claim.objects.filter(
        public_id=public_id("claim", row.values["claim"])
    ).first()
