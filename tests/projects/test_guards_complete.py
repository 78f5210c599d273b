"""Nothing is added to what was published, by whatever road; the same rows, written
together, are taken."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from deadlines.models import DateClaim, StatementBearing
from projects.models import (
    Acceptance,
    CashFlow,
    Citation,
    CitationStep,
    SourceStatus,
    Update,
)
from tests.factories import (
    AcceptanceFactory,
    AgreementFactory,
    CitationFactory,
    ClauseReadingFactory,
    DateClaimFactory,
    DeadlineFactory,
    FactClaimFactory,
    FinancingLineFactory,
    FindingFactory,
    LegalBasisFactory,
    OutcomeClaimFactory,
    PartyFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    StatementFactory,
    TariffComponentFactory,
    UpdateFactory,
)

REFUSED = "nothing is added to a row of projects_"
PARTS = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    WHERE tgname LIKE 'complete%%' AND tgenabled = 'A' ORDER BY 1, 2
"""
ONCE = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'guard'"
KINDS = (
    OutcomeClaimFactory,
    QuantityClaimFactory,
    FactClaimFactory,
    FindingFactory,
    LegalBasisFactory,
    TariffComponentFactory,
)
SPEAKER = (
    "INSERT INTO projects_claimspeaker (claim_id, party_id, place, role) "
    "VALUES (%s, %s, 9, '')"
)


def run(sql: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@transaction.atomic
def one_of_each():
    for factory in KINDS:
        factory()
    StageClaimFactory(of=[ProjectFactory()])
    dated = DateClaimFactory(accepted=True)
    said = StatementFactory()
    said.bears_on_agreements.add(AgreementFactory())
    StatementBearing.objects.create(statement=said, deadline=DeadlineFactory())
    ClauseReadingFactory().holders.add(PartyFactory())
    step = {"citation": Citation.objects.first(), "place": 1, "source": SourceFactory()}
    CitationStep.objects.create(**step)
    CitationFactory(update=UpdateFactory())
    told = {"source": SourceFactory(), "status": "gone", "reason": "It answers 404."}
    SourceStatus.objects.create(from_on=date(2026, 2, 1), update=dated.update, **told)
    cash = {"kind": "paid_out", "on": date(2026, 2, 1), "amount": 1, "currency": "USD"}
    line = FinancingLineFactory()
    CashFlow.objects.create(line=line, update=dated.update, **cash)
    return dated


@pytest.mark.django_db
def test_every_table_that_is_written_once_is_a_part_of_something():
    parts = {table for table, _name in asked(PARTS)}

    assert {table for (table,) in asked(ONCE)} - {"projects_update"} == parts


@pytest.mark.django_db(transaction=True)
def test_nothing_is_added_to_what_another_transaction_wrote():
    dated = one_of_each()

    for table in sorted({table for table, _name in asked(PARTS)}):
        assert asked(f"SELECT count(*) FROM {table}") != [(0,)], table
        with pytest.raises(IntegrityError, match=REFUSED):
            run(f"INSERT INTO {table} SELECT r.* FROM {table} r")
    with pytest.raises(IntegrityError, match=REFUSED):
        run(SPEAKER, dated.pk, PartyFactory().pk)
    with pytest.raises(IntegrityError, match=REFUSED):
        run("SET LOCAL session_replication_role = replica; " + SPEAKER, dated.pk, 1)


@pytest.mark.django_db(transaction=True)
def test_a_later_update_accepts_an_old_claim_and_says_nothing_for_an_older_update():
    dated = one_of_each()
    with transaction.atomic():
        later = UpdateFactory()
        AcceptanceFactory(claim=dated, update=later, operative=False)

    assert Acceptance.objects.filter(claim=dated).count() == 2
    with pytest.raises(IntegrityError, match=REFUSED):
        AcceptanceFactory(claim=dated, update=later)


@pytest.mark.django_db
def test_what_is_written_together_is_taken():
    dated = DateClaimFactory()

    run(SPEAKER, dated.pk, PartyFactory().pk)

    assert DateClaim.objects.get(pk=dated.pk).said_by.count() == 2


@pytest.mark.django_db
def test_nobody_says_himself_in_which_transaction_he_writes():
    UpdateFactory()
    fields = "headline, note, language, known_on, known_precision, zone, recorded_at, "
    fields += "author_id, published_by_id, kind, status, retracted_why"
    forged = f"INSERT INTO projects_update ({fields}, public_id, written_in) "

    run(f"{forged} SELECT {fields}, %s, 1 FROM projects_update", uuid4())

    assert Update.objects.count() == 2
    marks = asked("SELECT DISTINCT written_in = txid_current() FROM projects_update")
    assert marks == [(True,)]
