"""A correction begins as a copy of what it corrects, and loses nothing of it."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import F, Q

from projects.actions.refusals import NotRetractable
from projects.models import CashFlow, SourceStatus, Update
from tests.factories import (
    AcceptanceFactory,
    ClauseReadingFactory,
    FinancingLineFactory,
    FindingFactory,
    LegalBasisFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    SourceFactory,
    StageClaimFactory,
    TariffComponentFactory,
    UpdateFactory,
    UserFactory,
)
from tests.seeded import LOADED_AT, seeded  # noqa: F401
from tests.tracker.desk.holdings import about_held, holdings
from tracker.desk.claim_kinds import OF_CLAIM
from tracker.desk.copying import copy_of
from tracker.desk.copying_claims import OF_KIND
from tracker.desk.copying_clauses import toml_lines
from tracker.desk.entries import build
from tracker.desk.parts import CLAIM_KINDS
from tracker.desk.plan import publish
from tracker.desk.reading import toml_of
from tracker.seeding.evidence import as_stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


class Undone(Exception):
    """Ends a comparison, so that the record is as before."""


def correction_of(update, by):
    """A published correction that changes nothing."""
    raw = copy_of(update) | {"0-why": ["Nothing."]}
    built = build(raw, draft=update.pk, now=LOADED_AT, corrects=update)
    assert built.notes.wrong == {}, update
    return publish(built.entry, by=by, now=LOADED_AT)


@pytest.fixture(scope="module")
def sampled(seeded, django_db_blocker):  # noqa: F811
    """Every fifth update, and all with what is rare: an event, an own conversion."""
    with django_db_blocker.unblock():
        rare = Q(claims=None) | Q(claims__quantityclaim__quoted_amount__isnull=False)
        rare |= Q(claims__dateclaim__date_type__in=["undated", "event_bound", "offset"])
        rare |= Q(claims__responds_to__update=F("pk")) | Q(claims__kind="fact")
        wanted = Update.objects.annotate(fifth=F("pk") % 5).filter(rare | Q(fifth=0))
        return list(wanted.values_list("pk", flat=True).distinct())


def test_a_correction_that_changes_nothing_holds_the_same_claims(sampled):
    by, compared = UserFactory(), set()
    for update in Update.objects.filter(pk__in=sampled):
        try:
            with transaction.atomic():
                assert holdings(correction_of(update, by)) == holdings(update), update
                raise Undone
        except NotRetractable:
            continue  # later updates rest on it
        except Undone:
            compared |= {claim.kind for claim in update.claims.all()} or {"event"}

    assert compared >= {kind.code for kind in CLAIM_KINDS} | {"event"}


def test_every_kind_of_claim_in_the_form_can_be_copied():
    assert set(OF_KIND) == set(OF_CLAIM)


def test_a_correction_is_about_all_that_the_other_was_about(sampled):
    by, update = UserFactory(), Update.objects.get(pk=sampled[0])
    with transaction.atomic():
        about = about_held(update)
        assert about_held(correction_of(update, by)) >= about
        transaction.set_rollback(True)


def test_what_no_seed_has_is_copied_too():
    update, source = UpdateFactory(), SourceFactory()
    project = ProjectFactory()
    claim = StageClaimFactory(update=update, place=1, of=[project])
    accept = {"update": update, "claim": claim, "reason": "Its own word."}
    AcceptanceFactory(**accept, from_on=date(2026, 9, 1))
    AcceptanceFactory(**accept, from_on=date(2026, 9, 2), operative=False)
    AcceptanceFactory(update=update, claim=StageClaimFactory(of=[project]))
    status = {"source": source, "status": "gone", "reason": "Page not found."}
    SourceStatus.objects.create(update=update, from_on=date(2026, 9, 1), **status)
    line = FinancingLineFactory()
    CashFlow.objects.create(
        update=update,
        line=line,
        kind="paid_out",
        on=date(2026, 9, 1),
        amount="1234567.5",
        currency="JPY",
    )
    held = holdings(update)

    assert len(held["accepted"]) == 3
    assert holdings(correction_of(update, UserFactory())) == held


def test_claims_about_clauses_are_copied():
    update, holders = UpdateFactory(), [PartyFactory(), PartyFactory()]
    reading = ClauseReadingFactory(update=update, place=1, words="Within 45 days.")
    reading.holders.set(holders)
    FindingFactory(update=update, place=2, clause=reading.clause, holds=False)
    LegalBasisFactory(update=update, place=3)
    pledge = PledgeFactory()
    TariffComponentFactory(update=update, place=4, rate="0.125", of=[pledge])

    held = holdings(update)
    assert [claim["kind"] for claim in held["claims"]] == list(OF_CLAIM)[-4:]
    assert holdings(correction_of(update, UserFactory())) == held


def test_parameters_are_typed_as_the_seed_files_write_them():
    lines = ['steps = [{ "up to" = 10, then = true }]', 'share = "0.5"', "days = 45"]
    stored = as_stored(toml_of("\n".join([*lines, "from = 2026-03-01"])))

    typed = "\n".join(toml_lines(stored))
    assert typed.splitlines() == [*lines, "from = 2026-03-01"]
    assert as_stored(toml_of(typed)) == stored
