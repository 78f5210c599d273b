"""On what a value rests is counted and said the same way everywhere."""

from datetime import date

import pytest

from deadlines.models import DateClaim
from projects.models import CitationStep, Claim, SourceStatus
from projects.rules.moment import Moment
from tests.factories import (
    AcceptanceFactory,
    CitationFactory,
    DateClaimFactory,
    PartyFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tracker.pages.evidence import claim_row, evidence_of, with_evidence

pytestmark = pytest.mark.django_db


def shown(claim):
    return claim_row(with_evidence(Claim.objects.filter(pk=claim.pk)).get())


def test_two_carriers_of_one_origin_are_one_origin():
    wire = SourceFactory()
    claim = QuantityClaimFactory(source=wire)
    for _ in range(2):
        CitationFactory(claim=claim, source=SourceFactory(repost=True), origin=wire)

    assert shown(claim).evidence.origins == 1


def test_a_live_claim_that_confirms_adds_its_origin_and_a_denial_does_not():
    claim = QuantityClaimFactory()
    QuantityClaimFactory(responds_to=claim, stance="confirms")
    denier = PartyFactory(name="The ministry")
    QuantityClaimFactory(responds_to=claim, stance="denies", by=[denier])

    evidence = shown(claim).evidence

    assert evidence.origins == 2
    assert evidence.denied_by == ("The ministry",)


def test_the_grade_is_that_of_the_most_direct_citation():
    claim = QuantityClaimFactory(source=SourceFactory(repost=True))
    best = CitationFactory(claim=claim, source=SourceFactory(grade="A"), place=2)

    evidence = shown(claim).evidence

    assert evidence.grade == "A"
    assert evidence.url.endswith(f"/updates/{claim.update.public_id}/#{best.anchor}")


def becomes(source, status, known_on):
    update = UpdateFactory(known_on=known_on)
    told = {"source": source, "status": status, "from_on": known_on, "reason": "Said."}
    SourceStatus.objects.create(update=update, **told)


@pytest.mark.parametrize(
    ("status", "day", "said"),
    [
        ("retracted", date(2026, 3, 2), "retracted by its publisher"),
        ("retracted", date(2026, 3, 1), ""),
        ("amended", date(2026, 3, 2), ""),
    ],
)
def test_whose_only_source_was_withdrawn_says_so_from_that_day(status, day, said):
    claim = QuantityClaimFactory(update=UpdateFactory(known_on=date(2026, 2, 1)))
    becomes(claim.citations.get().origin, status, date(2026, 3, 2))
    claims = with_evidence(Claim.objects.filter(pk=claim.pk), Moment.at(day))

    assert claim_row(claims.get()).evidence.withdrawn == said


def test_a_claim_with_another_source_rests_on_that():
    claim = QuantityClaimFactory(source=SourceFactory(grade="A"))
    other = CitationFactory(claim=claim, source=SourceFactory(grade="B"), place=2)
    becomes(claim.citations.first().source, "retracted", date(2026, 3, 2))
    evidence = shown(claim).evidence

    assert (evidence.withdrawn, evidence.grade) == ("", "B")
    assert evidence.url.endswith(f"#{other.anchor}")


def test_a_repost_is_secondary_where_its_acceptance_says_so():
    claim = QuantityClaimFactory(source=SourceFactory(repost=True))
    AcceptanceFactory(claim=claim, secondary=True)

    assert shown(claim).evidence.secondary


@pytest.mark.parametrize(
    ("known", "said_on", "hindsight"),
    [
        pytest.param("exact", date(2026, 1, 9), False, id="a day before"),
        pytest.param("exact", date(2026, 1, 8), True, id="two days before"),
        pytest.param("at_latest", date(2026, 1, 10), True, id="known at latest"),
    ],
)
def test_what_we_know_only_from_later_is_hindsight(known, said_on, hindsight):
    update = UpdateFactory(known_on=date(2026, 1, 10), known_precision=known)
    claim = QuantityClaimFactory(update=update, said_on=said_on)

    assert shown(claim).evidence.hindsight is hindsight


@pytest.mark.parametrize(
    ("latest", "hindsight"),
    [
        pytest.param(date(2026, 1, 8), True, id="over for two days"),
        pytest.param(date(2026, 1, 9), False, id="the day before, elsewhere the day"),
        pytest.param(date(2026, 1, 31), False, id="ahead"),
    ],
)
def test_a_day_that_was_over_when_it_became_known_is_hindsight(latest, hindsight):
    update = UpdateFactory(known_on=date(2026, 1, 10))
    claim = DateClaimFactory(update=update, latest_on=latest)
    (row,) = with_evidence(DateClaim.objects.filter(pk=claim.pk))

    assert evidence_of(row).hindsight is hindsight


def test_a_claim_set_aside_later_is_not_operative():
    claim = QuantityClaimFactory(accepted=True)
    assert shown(claim).operative
    AcceptanceFactory(claim=claim, operative=False, from_on=date(2026, 2, 1))

    assert not shown(claim).operative


def test_evidence_costs_the_same_for_one_claim_and_for_many(
    django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(3):
        claim = QuantityClaimFactory(accepted=True)
        CitationStep.objects.create(
            citation=claim.citations.get(), place=1, source=SourceFactory()
        )
        StageClaimFactory(responds_to=claim, stance="confirms")
    one = Claim.objects.filter(pk=claim.pk)

    with django_assert_max_num_queries(12) as first:
        [claim_row(each) for each in with_evidence(one)]
    with django_assert_num_queries(len(first)):
        [evidence_of(each) for each in with_evidence(Claim.objects.order_by("pk"))]
