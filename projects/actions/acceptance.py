"""Taking a claim as operative, or ceasing to."""

from datetime import date

from projects.actions.refusals import NotAcceptable
from projects.codes import Grade
from projects.models import Acceptance, Claim, Update

GOOD = (Grade.A, Grade.B)


def accept(
    claim: Claim,
    *,
    update: Update,
    reason: str,
    operative: bool = True,
    from_on: date | None = None,
) -> Acceptance:
    """Append an acceptance of a claim, counting from the day the claim was known.

    A claim held only through grade C is marked secondary where a citation names an
    origin of grade A or B, and refused where none does. Raises NotAcceptable.
    """
    known_on = claim.update.known_on
    if not reason.strip():
        raise NotAcceptable("Say why this claim is taken as operative.")
    if from_on is not None and from_on < known_on:
        raise NotAcceptable(
            f"A claim known on {known_on} cannot count from {from_on}: "
            "leave the day out or give a later one."
        )
    return Acceptance.objects.create(
        claim=claim,
        update=update,
        operative=operative,
        from_on=from_on or known_on,
        reason=reason,
        secondary=operative and _is_secondary(claim),
    )


def _is_secondary(claim: Claim) -> bool:
    """Is it held through grade C only? Refuses what names no better origin."""
    citations = list(claim.citations.select_related("source", "origin"))
    if any(citation.source.grade in GOOD for citation in citations):
        return False
    if any(citation.origin.grade in GOOD for citation in citations):
        return True
    raise NotAcceptable(
        "A grade-C carrier can be accepted only if its citation names an A or B "
        "origin: add the origin to the chain, or cite a better source."
    )
