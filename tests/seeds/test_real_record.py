"""The facts about Japan's pledge, as the record has them once the seeds are loaded."""

from datetime import UTC, date, datetime

import pytest

from deadlines.actions.verification import differences as deadline_differences
from deadlines.models import Alert, DateClaim, Deadline, DeadlinePeriod, Delivery
from deadlines.rules.status import verdict
from deadlines.rules.windows import Window
from deadlines.sweep import sweep
from projects.actions.verification import differences
from projects.codes import Basis, ClaimKind
from projects.models import Claim, FactClaim, Pledge, Project, QuantityClaim, Source
from projects.rules.moment import Moment
from projects.rules.quantity import agree, interval
from tests.factories import WatchFactory
from tests.seeded import seeded  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def now(slug: str) -> DeadlinePeriod:
    return DeadlinePeriod.objects.current().get(deadline__slug=slug)


def operative(slug: str) -> list[date]:
    claims = DateClaim.objects.operative().filter(deadline__slug=slug)
    return [claim.latest_on for claim in claims.in_order()]


def test_the_first_project_slipped_twice_by_59_days():
    period = now("japan-550-first-project")

    assert operative("japan-550-first-project") == [
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
    ]
    assert (period.slips, period.slip_days) == (2, 59)
    assert period.deadline.zone == "America/New_York"


def test_the_first_project_was_met_48_days_after_the_first_date():
    period = now("japan-550-first-project")
    original = Window(period.original_from, period.original_to)
    due = Window(period.due_from, period.due_to)

    verdict_ = verdict(original, due, period.met_on)

    assert period.met_on == date(2026, 2, 17)
    assert verdict_.words == (
        "met 48 days after the original date, 11 days before the operative date"
    )
    assert verdict_.short == "target date passed, met before the operative date"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2025, 10, 26), None),
        (date(2025, 10, 27), date(2025, 12, 31)),
        (date(2026, 2, 11), date(2025, 12, 31)),
        (date(2026, 2, 12), date(2026, 2, 28)),
    ],
)
def test_the_first_project_s_date_as_it_was_known(day, due):
    period = DeadlinePeriod.objects.seen(Moment.at(day)).filter(
        deadline__slug="japan-550-first-project"
    )

    assert (period.get().due_to if period else None) == due


@pytest.mark.parametrize(
    ("known_on", "by", "said_on", "words", "due"),
    [
        (
            date(2025, 12, 17),
            ["sources-unnamed"],
            None,
            "early in 2026",
            (date(2026, 3, 31), ""),
        ),
        (
            date(2025, 12, 24),
            ["meti", "mofa-japan"],
            date(2025, 12, 24),
            "as soon as possible",
            (None, ""),
        ),
        (
            date(2026, 1, 31),
            ["sources-unnamed"],
            None,
            "ahead of Prime Minister Takaichi's visit",
            (None, "before the Prime Minister's visit to the United States in spring"),
        ),
        (
            date(2026, 2, 13),
            ["akazawa-ryosei"],
            date(2026, 2, 12),
            "before the summit of 19 March",
            (date(2026, 3, 18), ""),
        ),
    ],
)
def test_another_speaker_s_line_stands_beside_the_operative_one(
    known_on, by, said_on, words, due
):
    claim = DateClaim.objects.get(
        deadline__slug="japan-550-first-project", update__known_on=known_on
    )

    latest_on, event = due
    assert [party.slug for party in claim.speakers.order_by("slug")] == by
    assert (claim.said_on, claim.latest_on) == (said_on, latest_on)
    assert words in claim.words
    assert claim.event.startswith(event)
    assert bool(claim.event) == bool(event)
    assert not claim.acceptances.exists()


def test_an_earlier_defence_date_is_no_slip():
    period = now("japan-defence-2-percent-gdp")

    assert (period.original_to, period.due_to) == (
        date(2028, 3, 31),
        date(2026, 3, 31),
    )
    assert (period.revisions, period.slips) == (1, 0)


def test_within_the_president_s_term_is_no_move_of_the_last_day():
    period = now("japan-550-full-amount")

    assert (period.due_to, period.revisions) == (date(2029, 1, 19), 0)
    assert Claim.objects.filter(words__icontains="Trump's term").exists()


def test_six_trillion_yen_stands_for_one_project_and_for_three():
    six = QuantityClaim.objects.filter(unit="JPY", low=6_000_000_000_000)
    subjects = {subject.thing for claim in six for subject in claim.subjects.all()}

    assert Project.objects.get(slug="portsmouth-gas-power") in subjects
    assert len(subjects) > 1


def test_33_and_33_3_agree_within_rounding():
    costs = QuantityClaim.objects.filter(
        subjects__project__slug="portsmouth-gas-power",
        basis=Basis.PROJECT_COST,
        unit="USD",
    )
    american, japanese = (
        costs.get(low=low).quantity for low in (33_000_000_000, 33_300_000_000)
    )

    assert agree(american, japanese)


@pytest.mark.parametrize("announced", [33_000_000_000, 33_300_000_000])
def test_each_estimate_of_40_is_superseded_by_an_announced_figure(announced):
    estimate = QuantityClaim.objects.get(
        claim_ptr__superseded_by__quantityclaim__low=announced
    )

    assert (estimate.low, estimate.basis) == (40_000_000_000, Basis.ESTIMATE)


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("the first projects could be settled by the end of 2025", "nikkei"),
        ("moved to the end of January", "nikkei"),
        ("then to the end of February", "nikkei"),
        ("gas power plan, the core of the first batch", "nikkei-asia"),
    ],
)
def test_what_two_texts_pass_on_from_one_report_has_one_origin(words, origin):
    claim = Claim.objects.get(words__contains=words)
    publishers = claim.citations.values_list("origin__publisher__slug", flat=True)

    assert list(publishers) == [origin, origin]


def test_the_texas_terminal_is_lng_to_one_and_crude_to_another():
    products = FactClaim.objects.filter(
        subjects__project__slug="texas-gulflink", attribute="product"
    )

    said = " ".join(claim.value.lower() for claim in products)
    assert "lng" in said or "liquefied" in said
    assert "crude" in said


def test_the_first_loans_are_signed_open_ended_and_not_paid_out():
    loan = QuantityClaim.objects.get(basis=Basis.SIGNED, unit="JPY")

    assert (loan.low, loan.high) == (340_000_000_000, None)
    assert interval(loan.quantity).high is None
    assert loan.subjects.filter(project__isnull=False).count() == 3
    assert not QuantityClaim.objects.filter(basis=Basis.PAID_OUT).exists()


def test_korea_s_parts_say_whether_they_add_up():
    parts = Pledge.objects.get(slug="korea-350").parts.order_by("slug")

    assert {part.slug: part.additive for part in parts} == {
        "korea-150-private": False,
        "korea-150-ship": True,
        "korea-200": True,
    }


def test_every_claim_names_a_speaker_and_a_source():
    assert not Claim.objects.filter(said_by=None).exists()
    assert not Claim.objects.filter(citations=None).exists()


def test_nothing_unverified_is_in_the_record():
    words = " ".join(Claim.objects.values_list("words", flat=True))

    for unverified in ("US$7bn", "4.3 GW", "5.2 GW", " 5 business days"):
        assert unverified not in words


def test_the_five_articles_are_sources_with_their_hash():
    articles = Source.objects.exclude(sha256="")

    assert articles.count() == 5
    assert not articles.exclude(archived_text="").exists()


def test_accepted_claims_rest_on_more_than_reposts():
    hearsay = (
        Claim.objects.operative()
        .exclude(citations__source__grade__in="AB")
        .exclude(citations__origin__grade__in="AB")
    )

    assert not hearsay.exists()


def test_loading_the_record_mails_nobody():
    WatchFactory(created_at=datetime(2025, 1, 1, tzinfo=UTC))
    sweep(now=datetime(2026, 11, 22, 12, tzinfo=UTC))

    assert Alert.objects.filter(kind="missed").exists()
    assert not Alert.objects.filter(found_late=False).exists()
    assert Delivery.objects.count() == 0


def test_the_record_verifies():
    assert list(differences()) == []
    assert list(deadline_differences()) == []


def test_only_dates_due_by_a_day_can_be_missed():
    never = Deadline.objects.exclude(bound="by")

    assert never.exists()
    assert not DeadlinePeriod.objects.filter(
        deadline__in=never, late_at__isnull=False
    ).exists()


def test_each_kind_of_claim_occurs_but_findings_which_nobody_has_made():
    kinds = set(Claim.objects.values_list("kind", flat=True))

    assert kinds == set(ClaimKind.values) - {ClaimKind.FINDING}


def test_no_mere_idea_or_candidate_stands_as_announced(client):
    page = client.get("/").content.decode()
    announced = page.split(">Announced<")[1].split(">Selected<")[0]

    assert "US$40bn" in announced
    assert "US$80bn" not in announced
    assert "candidate" not in announced
