"""The charts of a pledge, as pages and as files."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from projects.actions import refresh_stages
from projects.models import Citation
from tests.factories import (
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given
from tests.tracker.seeding.samples import SOUND
from tracker.pages.charts.views import KINDS
from tracker.seeding.loading import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def japan():
    """A pledge of 550bn, of which 33bn are planned; a deadline slipped by 59 days."""
    pledge = PledgeFactory(
        slug="japan", opens_on=date(2025, 9, 4), closes_on=date(2029, 1, 19)
    )
    QuantityClaimFactory(of=[pledge], basis="headline", accepted=True)
    planned(pledge, "announced")
    given(date(2025, 12, 31), date(2026, 2, 28), pledge=pledge, title="First project")
    return pledge


def planned(pledge, *stages):
    """An amount of as many projects as stages are given, else of one without any."""
    projects = [ProjectFactory(pledge=pledge) for _ in stages or [""]]
    for project, stage in zip(projects, stages, strict=False):
        StageClaimFactory(of=[project], stage=stage, accepted=True)
    refresh_stages(projects)
    QuantityClaimFactory(of=projects, basis="business_scale", accepted=True)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_chart_stands_on_the_page_with_its_title_its_table_and_its_files(
    client, japan
):
    page = read(client, "/pledges/japan/charts/")

    assert "1 of 1 deadline slipped, 59 days in all" in page
    assert "2 accepted amounts, rung by rung" in page
    for kind in KINDS:
        assert f'href="/pledges/japan/charts/{kind}/"' in page
        assert f'href="/pledges/japan/charts/{kind}.csv"' in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["html", "svg", "csv", "json", "png"])
def test_every_chart_comes_in_every_form(client, japan, kind, form):
    answer = client.get(f"/pledges/japan/charts/{kind}.{form}")

    assert answer.status_code == 200
    assert len(answer.content) > 50


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_of_a_pledge_without_rows_says_so(client, kind):
    PledgeFactory(slug="bare")

    page = read(client, f"/pledges/bare/charts/{kind}/")

    assert "There is nothing to draw" in page
    assert client.get(f"/pledges/bare/charts/{kind}.svg").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/pledges/nobody/charts/",
        "/pledges/nobody/charts/rungs/",
        "/pledges/japan/charts/pie/",
        "/pledges/japan/charts/pie.svg",
        "/pledges/japan/charts/rungs.gif",
        "/pledges/japan/charts/rungs.svg?theme=loud",
    ],
)
def test_what_there_is_not_is_not_found(client, japan, address):
    assert client.get(address).status_code == 404


def test_an_amount_that_was_not_accepted_is_in_no_rung(client, japan):
    before = read(client, "/pledges/japan/charts/rungs.csv")
    QuantityClaimFactory(of=[japan], basis="headline", accepted=False)

    assert read(client, "/pledges/japan/charts/rungs.csv") == before
    assert ",no," in read(client, "/pledges/japan/charts/amounts.csv")


NAMED, ON_A_RUNG = "Named but not announced", "Announced or selected"
DROPPED = "Declined or withdrawn"


@pytest.mark.parametrize(
    ("stages", "panel"),
    [
        ((), NAMED),
        (("candidate",), NAMED),
        (("recommended",), NAMED),
        (("announced",), ON_A_RUNG),
        (("operating",), ON_A_RUNG),
        (("announced", "selected"), ON_A_RUNG),
        (("announced", "candidate"), NAMED),
        (("withdrawn",), DROPPED),
        (("announced", "declined"), DROPPED),
    ],
)
def test_an_amount_is_on_a_rung_once_all_its_projects_are(client, stages, panel):
    planned(PledgeFactory(slug="bare"), *stages)

    _head, row = read(client, "/pledges/bare/charts/rungs.csv").splitlines()

    assert row.startswith(f"{panel},")


def test_a_candidate_of_then_is_beside_the_rungs_then(client):
    pledge = PledgeFactory(slug="bare")
    planned(pledge, "candidate")
    project, later = pledge.projects.get(), UpdateFactory(known_on=date(2026, 2, 17))
    StageClaimFactory(of=[project], stage="selected", update=later, accepted=True)
    StageClaimFactory(of=[project], stage="withdrawn", update=later)
    refresh_stages([project])

    address = "/pledges/bare/charts/rungs.csv?as_of="
    assert f"{NAMED}," in read(client, f"{address}2026-02-16")
    assert f"{ON_A_RUNG}," in read(client, f"{address}2026-02-17")


def test_candidates_are_no_part_of_the_count_of_the_rungs(client, japan):
    planned(japan, "candidate")
    page = read(client, "/pledges/japan/charts/rungs/")

    assert (
        "2 accepted amounts, rung by rung, and 1 of projects that stand on no rung"
        in page
    )
    assert "business scale" in page.split(NAMED)[1]


def test_the_line_of_equal_amounts_is_cited_as_ours(client, japan):
    planned(PledgeFactory(slug="undated"), "announced")

    assert "#formula-pace" in read(client, "/pledges/japan/charts/rungs/")
    assert "#formula-" not in read(client, "/pledges/undated/charts/rungs/")


def test_an_amount_of_another_pledge_is_in_none_of_its_charts(client, japan):
    before = [read(client, f"/pledges/japan/charts/{kind}.csv") for kind in KINDS]
    other = PledgeFactory()
    planned(other)
    given(date(2026, 1, 1), date(2026, 3, 1), pledge=other)

    assert before == [read(client, f"/pledges/japan/charts/{k}.csv") for k in KINDS]


def test_the_number_of_queries_does_not_grow_with_the_rows(client, japan):
    address = "/pledges/japan/charts/"
    given(date(2026, 1, 1), date(2026, 3, 1), pledge=japan)
    before = queries(client, address)
    for _ in range(3):
        planned(japan)
        given(date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1), pledge=japan)

    assert queries(client, address) == before


def test_days_counted_from_clauses_take_no_more_queries(client, japan):
    given(date(2026, 4, 1), counted=True, pledge=japan)
    before = queries(client, "/pledges/japan/charts/")
    for _ in range(2):
        given(date(2026, 4, 1), counted=True, pledge=japan)

    assert queries(client, "/pledges/japan/charts/") == before


def test_a_chart_of_a_past_day_knows_nothing_of_later(client, japan):
    before = read(client, "/pledges/japan/charts/rungs.csv?as_of=2026-01-31")
    later = UpdateFactory(known_on=date(2026, 2, 1))
    QuantityClaimFactory(of=[japan], basis="headline", accepted=True, update=later)

    address = "/pledges/japan/charts/rungs.csv?as_of="
    assert read(client, f"{address}2026-01-31") == before
    assert "2026-02-01" in read(client, f"{address}2026-02-01")


def test_the_pictures_and_files_of_a_past_day_stay_at_it(client, japan):
    page = read(client, "/pledges/japan/charts/rungs/?as_of=2026-01-31")

    assert "rungs.svg?as_of=2026-01-31&amp;theme=dark" in page
    assert "rungs.csv?as_of=2026-01-31" in page


def test_the_page_of_the_pledge_counts_its_slips_and_leads_to_them(client, japan):
    page = read(client, "/pledges/japan/")

    assert "1 of 1 deadline slipped, 59 days in all" in page
    assert 'href="/pledges/japan/charts/slips/"' in page


@pytest.mark.parametrize(("most", "drawn"), [(1, False), (2, True)])
def test_slips_beyond_those_drawn_are_counted_and_named(
    client, japan, monkeypatch, most, drawn
):
    given(date(2026, 1, 1), date(2026, 1, 11), pledge=japan, title="Tenth later")
    monkeypatch.setattr("tracker.pages.slips_found.DRAWN", most)
    page = read(client, "/pledges/japan/charts/slips/")

    assert "2 of 2 deadlines slipped, 69 days in all" in page
    assert ("Tenth later" in page) is drawn
    assert ("1 deadline that slipped less is not drawn" in page) is not drawn


@pytest.mark.parametrize(("most", "drawn"), [(1, False), (2, True)])
def test_deadlines_beyond_those_drawn_are_named(
    client, japan, monkeypatch, most, drawn
):
    given(date(2026, 1, 1), pledge=japan, title="Never later")
    monkeypatch.setattr("tracker.pages.charts.dates.MOST", most)
    page = read(client, "/pledges/japan/charts/milestones/")

    assert ("Never later" in page) is drawn
    assert ("1 more, which slipped less or never" in page) is not drawn


AMOUNT = """
[[update.claim]]
key = "550"
kind = "quantity"
by = ["japan"]
of = ["pledge:japan-550"]
basis = "headline"
low = 550_000_000_000
high = 550_000_000_000
unit = "USD"
printed = "550"
citations = [{ source = "n1" }]
"""


def test_the_rows_of_a_chart_are_cited_alike_in_every_copy_of_the_record(
    client, tmp_path
):
    claim = SOUND.index("[[pledge]]")
    (tmp_path / "all.toml").write_text(SOUND[:claim] + AMOUNT + SOUND[claim:])

    def copied():
        """The rows, and how the database numbers what they cite."""
        with transaction.atomic():
            load(tmp_path, now=datetime(2026, 1, 1, tzinfo=UTC))
            numbers = list(Citation.objects.values_list("pk", flat=True))
            rows = read(client, "/pledges/japan-550/charts/amounts.csv")
            transaction.set_rollback(True)
        return rows, numbers

    (first, one), (second, other) = copied(), copied()

    assert not {*one} & {*other}
    assert "#citation-" in first
    assert first == second
