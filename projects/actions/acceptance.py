"""Taking a claim as operative, or ceasing to."""

from datetime import UTC, date

from django.db import transaction

from projects.actions.refusals import NotAcceptable
from projects.codes import Grade, UpdateStatus
from projects.models import Acceptance, Claim, Update

GOOD = (Grade.A, Grade.B)


@transaction.atomic
def accept(
    claim: Claim,
    *,
    update: Update,
    reason: str,
    operative: bool = True,
    from_on: date | None = None,
) -> Acceptance:
    """Append an acceptance of a claim.

    The first one counts from the day the claim was known, a change of mind from the day
    its own update was known: the past stays as it was seen then. A claim held only
    through grade C is marked secondary where a citation names an origin of grade A or
    B, and refused where none does. Raises NotAcceptable.
    """
    if not reason.strip():
        raise NotAcceptable("Say why this claim is taken as operative.")
    _hold(claim)
    before = Acceptance.objects.live().filter(claim=claim).latest_first().first()
    if (before.operative if before else False) == operative:
        state = "is operative" if operative else "is not operative"
        raise NotAcceptable(f"The claim {state} already: there is nothing to change.")
    return Acceptance.objects.create(
        claim=claim,
        update=update,
        operative=operative,
        from_on=_counting_from(claim, update, from_on, first=before is None),
        reason=reason,
        secondary=operative and _is_secondary(claim),
    )


def _hold(claim: Claim) -> None:
    """Keep the claim's update from being retracted meanwhile; refuse one that was."""
    held = Update.objects.select_for_update(no_key=True).get(pk=claim.update_id)
    if held.status != UpdateStatus.PUBLISHED:
        raise NotAcceptable(f"“{held}” was retracted: its claims cannot be accepted.")


def _counting_from(
    claim: Claim, update: Update, from_on: date | None, *, first: bool
) -> date:
    """The day an acceptance counts from: not before the claim, and not to come."""
    known_on = claim.update.known_on
    day = from_on or (known_on if first else max(known_on, update.known_on))
    today = update.recorded_at.astimezone(UTC).date()
    if day < known_on:
        raise NotAcceptable(
            f"A claim known on {known_on} cannot count from {day}: "
            "leave the day out or give a later one."
        )
    if day > today:
        raise NotAcceptable(
            f"Nothing counts from a day to come, {day}: leave the day out or give "
            f"{today} at the latest."
        )
    return day


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
