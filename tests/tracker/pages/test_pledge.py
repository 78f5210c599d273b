"""The pages of pledges."""

import re
from datetime import date
from html import unescape

import pytest

from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    QuestionFactory,
    StageClaimFactory,
    StatementFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given
from tracker.pages.pledge_rows import FURTHEST

pytestmark = pytest.mark.django_db


def page_of(client, pledge):
    return client.get(f"/pledges/{pledge.slug}/").content.decode()


def test_anyone_may_read_all_pledges(client):
    QuantityClaimFactory(of=[PledgeFactory(name="Japan")], accepted=True)

    page = client.get("/pledges/").content.decode()

    assert "Japan" in page
    assert "US$550bn" in page


def test_a_part_is_not_listed_beside_its_whole(client):
    PledgeFactory(name="Part", parent=PledgeFactory(name="Whole"), additive=True)

    page = client.get("/pledges/").content.decode()

    assert "Whole" in page
    assert "Part" not in page


def test_an_unknown_pledge_is_not_found(client):
    assert client.get("/pledges/nobody-promised/").status_code == 404


@pytest.mark.parametrize(
    ("day", "shown"), [("2025-09-04", False), ("2025-09-05", True)]
)
def test_a_window_is_known_from_the_agreements_that_open_it(client, day, shown):
    window = {"opens_on": date(2025, 9, 4), "closes_on": date(2029, 1, 19)}
    pledge = PledgeFactory(slug="promise", **window)
    for known_on in (date(2025, 9, 4), date(2025, 9, 5)):
        update = UpdateFactory(known_on=known_on)
        signed = AgreementFactory(dated_on=date(2025, 9, 4), brought_in_by=update)
        signed.pledges.add(pledge)

    answer = client.get(f"/pledges/promise/?as_of={day}").text
    assert ("19 Jan 2029" in answer) is shown


def test_a_pledge_shows_its_verb_as_written_and_its_window(client):
    page = page_of(
        client, PledgeFactory(verb="is expected", closes_on=date(2029, 1, 19))
    )

    assert "<q>is expected</q>" in page
    assert 'datetime="2029-01-19"' in page


@pytest.mark.parametrize(
    ("additive", "words"),
    [(True, "yes: a part of the sum"), (False, "no: stands beside it")],
)
def test_a_part_says_whether_it_adds_up(client, additive, words):
    whole = PledgeFactory()
    PledgeFactory(parent=whole, additive=additive)

    assert words in page_of(client, whole)


@pytest.mark.parametrize(
    ("direction", "words"),
    [("outward", "no evidence found"), ("purchases", "No evidence found.")],
)
def test_no_amount_is_no_evidence_and_not_zero(client, direction, words):
    page = page_of(client, PledgeFactory(direction=direction))

    assert words in page.split('id="amounts"')[1]
    assert "US$0" not in page


def test_a_tranche_shows_its_total_and_its_projects(client):
    tranche = TrancheFactory(name="First tranche")
    ProjectFactory(pledge=tranche.pledge, tranche=tranche, name="Gas power")
    QuantityClaimFactory(of=[tranche], low=36_000_000_000, accepted=True)

    page = page_of(client, tranche.pledge)

    assert "US$36bn" in page
    assert "Gas power" in page


def test_an_update_about_the_pledge_is_in_its_timeline(client):
    pledge = PledgeFactory()
    UpdateFactory(headline="Signed").pledges.add(pledge)
    UpdateFactory(headline="Elsewhere")

    page = page_of(client, pledge)

    assert "Signed" in page
    assert "Elsewhere" not in page


def test_news_of_a_project_is_news_of_its_pledge(client):
    project = ProjectFactory()
    about, said = (
        UpdateFactory(headline=words) for words in ("About it", "Said of it")
    )
    about.projects.add(project)
    QuantityClaimFactory(of=[project], update=said)

    page = page_of(client, project.pledge)

    assert "About it" in page
    assert "Said of it" in page


def fill(pledge, times):
    for _ in range(times):
        tranche = TrancheFactory(pledge=pledge)
        ProjectFactory(pledge=pledge, tranche=tranche)
        QuantityClaimFactory(of=[pledge], accepted=True)
        QuantityClaimFactory(of=[tranche], accepted=True)
        part = PledgeFactory(parent=pledge, additive=True)
        QuantityClaimFactory(of=[part], accepted=True)
        StatementFactory(of=[pledge], question=QuestionFactory())
        agreement = AgreementFactory()
        agreement.pledges.add(pledge)
        agreement.parties.add(pledge.promisor)
        ClauseReadingFactory(clause__agreement=agreement).holders.add(pledge.promisor)
        given(date(2026, 3, 31), pledge=pledge)


def test_three_times_the_rows_take_as_many_queries(client):
    pledge = PledgeFactory()
    fill(pledge, 2)
    few = queries(client, f"/pledges/{pledge.slug}/")
    fill(pledge, 4)

    assert queries(client, f"/pledges/{pledge.slug}/") == few


def section(page, name):
    return page.split(f'<h2 id="{name}">')[1].split("</section>")[0]


def test_the_first_screen_says_how_far_it_came(client):
    pledge = PledgeFactory()
    plant = ProjectFactory(pledge=pledge, name="Plant")
    three = {"low": 3_000_000_000, "high": 3_000_000_000}
    QuantityClaimFactory(of=[plant], basis="signed", accepted=True, **three)

    answer = page_of(client, pledge).split('class="contents"')[0]

    assert "<strong>Signed: US$3bn</strong>" in answer
    assert "Paid out:" in answer


@pytest.mark.parametrize(
    ("accepted", "words"), [(True, "100 aircraft"), (False, "80 aircraft")]
)
def test_the_first_screen_of_a_purchase_says_what_is_promised(client, accepted, words):
    pledge = PledgeFactory(direction="purchases")
    of = {"of": [pledge], "basis": "purchase", "unit": "aircraft"}
    QuantityClaimFactory(low=80, high=80, printed="80 aircraft", **of)
    hundred = {"low": 100, "high": 100, "printed": "100 aircraft"}
    QuantityClaimFactory(accepted=accepted, **hundred, **of)

    answer = page_of(client, pledge).split('class="contents"')[0]

    assert f"<strong>{words}</strong>" in answer
    assert "How far" not in answer


def test_the_first_screen_says_what_is_late_of_this_pledge_alone(client):
    pledge = PledgeFactory()
    given(date(2025, 1, 1), pledge=pledge, title="Own", bindingness="law")
    given(date(2025, 1, 1), title="Of another", bindingness="law")

    page = page_of(client, pledge)

    assert "1 date that binds" in page.split('class="contents"')[0]
    assert "Own" in section(page, "deadlines")
    assert "Of another" not in page


def test_the_first_screen_says_what_moved_last_of_this_pledge_alone(client):
    pledge = PledgeFactory()
    moved = given(date(2026, 3, 31), date(2026, 4, 30), pledge=pledge, title="Own")
    given(date(2026, 3, 31), date(2026, 5, 31), title="Of another")

    answer = client.get(f"/pledges/{pledge.slug}/")

    assert [each.deadline for each in answer.context["moves"]] == [moved]
    assert "30 Apr 2026" in answer.text


def test_what_is_contested_most_comes_first_with_who_says_what(client):
    pledge, question = PledgeFactory(), QuestionFactory(text="What is it?")
    for words in ("a ceiling", "a sum to invest"):
        StatementFactory(question=question, of=[pledge], words=words)
    StatementFactory(question=QuestionFactory(text="And this?"), of=[pledge])

    page = page_of(client, pledge)
    contested = section(page, "answers")

    assert "What is it?" in page.split('class="contents"')[0]
    assert "2 different answers" in contested
    assert "a ceiling" in contested
    assert "And this?" not in contested
    assert "All 2 questions" in contested


@pytest.mark.parametrize("shown", [2, 1])
def test_of_many_deadlines_the_open_ones_come_first(client, monkeypatch, shown):
    monkeypatch.setattr("tracker.pages.pledge.DEADLINES", shown)
    pledge = PledgeFactory(slug="big")
    given(date(2025, 1, 1), met=date(2025, 1, 1), title="Settled", pledge=pledge)
    given(date(2025, 6, 1), title="Still open", pledge=pledge)

    answer = client.get("/pledges/big/")
    titles = [each.row.deadline.title for each in answer.context["deadlines"]]

    assert titles == ["Still open", "Settled"][:shown]
    assert "/deadlines/?pledge=big" in answer.text
    assert "All 2 deadlines" in answer.text


@pytest.mark.parametrize(("count", "more"), [(3, False), (4, True)])
def test_of_many_projects_the_furthest_stand_for_all(client, count, more):
    tranche = TrancheFactory(slug="first")
    for number in range(count - 1):
        ProjectFactory(pledge=tranche.pledge, tranche=tranche, name=f"Idea {number}")
    far = ProjectFactory(pledge=tranche.pledge, tranche=tranche, name="Zinc mine")
    StageClaimFactory(of=[far], stage="selected", accepted=True)

    projects = section(page_of(client, tranche.pledge), "tranches")

    assert projects.index("Zinc mine") < projects.index("Idea 0")
    assert (f"All {count} projects" in projects) is more
    assert ("tranche=first" in projects) is more


def test_a_declined_project_is_not_the_furthest():
    assert FURTHEST.index("declined") < FURTHEST.index("idea")


@pytest.mark.parametrize("shown", [1, 3])
def test_instruments_with_most_clauses_stand_for_all(client, monkeypatch, shown):
    monkeypatch.setattr("tracker.pages.pledge.AGREEMENTS", shown)
    pledge, old, new = PledgeFactory(), AgreementFactory(), AgreementFactory()
    for each in (old, new):
        each.pledges.add(pledge)
    ClauseFactory(agreement=new)

    answer = client.get(f"/pledges/{pledge.slug}/")

    assert answer.context["agreements"] == [new, old][:shown]
    assert "All 2 instruments" in answer.text


def test_the_clauses_answer_for_the_day_asked(client):
    pledge, agreement = PledgeFactory(), AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement, kind="funding_clock", slug="clock")
    ClauseReadingFactory(clause=clause)

    page = client.get(f"/pledges/{pledge.slug}/?on=2026-03-01").text

    assert "/clauses/clock/?on=2026-03-01" in section(page, "clauses")
    assert "/clauses/?on=2026-03-01" in section(page, "clauses")


@pytest.mark.parametrize("part", ["amounts", "clauses", "updates"])
def test_a_list_behind_the_page_stays_at_its_moment(client, part):
    pledge = PledgeFactory(brought_in_by=UpdateFactory(known_on=date(2025, 9, 1)))
    QuantityClaimFactory(of=[pledge], update=pledge.brought_in_by)
    agreement = AgreementFactory(brought_in_by=pledge.brought_in_by)
    agreement.pledges.add(pledge)
    ClauseFactory(agreement=agreement, brought_in_by=pledge.brought_in_by)

    page = client.get(f"/pledges/{pledge.slug}/?as_of=2025-10-01").text
    links = re.findall(rf'"(/pledges/{pledge.slug}/{part}/[^"]*)"', page)

    assert links
    assert all("as_of=2025-10-01" in link for link in links)
    for link in links:
        assert client.get(unescape(link)).status_code == 200


@pytest.mark.parametrize("page", ["", "brief/"])
def test_a_deadline_of_an_additive_part_stands_with_the_name_of_the_part(client, page):
    whole = PledgeFactory(slug="whole")
    part = PledgeFactory(parent=whole, additive=True, name="In cash")
    beside = PledgeFactory(parent=whole, additive=False, name="Purchases")
    given(date(2099, 1, 31), title="Projects selected", pledge=part)
    given(date(2098, 1, 31), title="Goods bought", pledge=beside)

    text = client.get(f"/pledges/whole/{page}").text
    main = " ".join(text.split("<main")[1].split())
    assert re.search("Projects selected</a>.{1,400}of its part In cash", main)
    assert "No open deadline has a date ahead" not in main
    assert "Goods bought" not in main
