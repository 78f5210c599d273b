"""How the record is made, and what it covers."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from projects.models import Source
from projects.rules.moment import Moment
from tests.factories import (
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    QuestionFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tracker.pages import coverage
from tracker.pages.formulas import FORMULAS, Formula
from tracker.pages.timeline import about_pledge

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
TODAY = Moment.today(NOW)


def page_of(client, path="/methodology/"):
    return client.get(path).content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [("Jane Roe, editor", "Edited by Jane Roe, editor."), ("", "No editor is named.")],
)
def test_the_editor_is_named_or_said_not_to_be(client, settings, name, words):
    settings.EDITOR_NAME = name

    assert words in page_of(client)


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.slug)
def test_each_formula_is_told_in_plain_words_and_in_full(formula):
    assert str(formula.words).endswith(".")
    assert formula.paragraphs
    assert formula.paragraphs[0].endswith((".", "?"))
    assert formula.source.split(".")[1] == "rules"


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.slug)
def test_what_a_formula_says_of_itself_is_for_readers(formula):
    text = " ".join(formula.paragraphs)

    assert not re.search(r"Raises|None|`|\"|_", text)
    assert re.findall("[“”]", text) == ["“", "”"] * text.count("“")


def test_of_a_rule_the_reader_sees_what_it_does_and_not_its_code():
    def rule():
        """Say "late" of a date. ``now`` is an instant.

        None if undated. A day counts whole. Raises ValueError for an unknown code.
        """

    assert Formula("f", "f", "f", rule).paragraphs == [
        "Say “late” of a date.",
        "A day counts whole.",
    ]


def test_each_formula_has_an_anchor_of_its_own(client):
    page = page_of(client)

    for formula in FORMULAS:
        assert page.count(f'id="formula-{formula.slug}"') == 1


def test_sources_are_counted_by_language_and_grade():
    for grade in "AAC":
        SourceFactory(language="ja", grade=grade, published_on=date(2026, 1, 5))
    SourceFactory(language="ja", held=False)
    for source in Source.objects.all():
        QuantityClaimFactory(source=source)
    (row,) = [each for each in coverage.languages(TODAY) if each.name == "Japanese"]

    assert (row.sources, row.grades) == (3, (("A", 2), ("B", 0), ("C", 1)))
    assert (row.oldest, row.newest) == (date(2026, 1, 5), date(2026, 1, 5))


def test_a_month_of_which_nothing_was_found_is_shown():
    UpdateFactory(known_on=date(2025, 12, 31))
    UpdateFactory(known_on=date(2026, 2, 1))

    assert [(m.first.month, m.updates) for m in coverage.months(TODAY)] == [
        (3, 0),
        (2, 1),
        (1, 0),
        (12, 1),
    ]


@pytest.mark.parametrize(
    ("kind", "checks"), [("verification", 1), ("news", 0)], ids=["check", "news"]
)
def test_a_check_that_found_nothing_counts_as_looking(kind, checks):
    UpdateFactory(kind=kind, known_on=date(2026, 2, 20))
    found = coverage.looked(TODAY)

    assert found.checks == checks
    assert found.checked_on == (date(2026, 2, 20) if checks else None)


def test_what_is_left_out_is_counted_from_the_rows():
    QuantityClaimFactory(source=SourceFactory(grade="C", url=""))
    QuantityClaimFactory(accepted=True, source=SourceFactory(grade="B"))
    QuantityClaimFactory(accepted=True, source=SourceFactory(grade="B", held=False))
    UpdateFactory(retracted=True)
    StatementFactory(question=QuestionFactory())
    StatementFactory(question=QuestionFactory(), update=UpdateFactory(retracted=True))
    found = coverage.left_out(TODAY)

    assert (found.named_only, found.without_address, found.weak) == (1, 1, 1)
    assert (found.not_accepted, found.retracted, found.unanswered) == (2, 2, 1)


@pytest.mark.parametrize(
    ("day", "unanswered"),
    [(date(2026, 2, 1), 0), (date(2026, 2, 2), 1), (date(2026, 2, 3), 0)],
    ids=["not put yet", "its answer taken back", "answered"],
)
def test_on_a_past_day_a_question_nobody_had_put_is_not_counted(day, unanswered):
    question = QuestionFactory()
    back = UpdateFactory(known_on=date(2026, 2, 2), retracted=True)
    StatementFactory(question=question, update=back)
    later = UpdateFactory(known_on=date(2026, 2, 3))
    StatementFactory(question=question, update=later)
    QuestionFactory()

    assert coverage.left_out(Moment.at(day)).unanswered == unanswered


def test_today_and_its_own_permalink_count_the_same():
    SourceFactory(language="ko")
    SourceFactory(held=False)
    QuestionFactory()
    QuantityClaimFactory(source=SourceFactory(language="ja", published_on=None))
    cited = Moment.at(NOW.date(), recorded=NOW)

    assert coverage.left_out(TODAY) == coverage.left_out(cited)
    assert coverage.languages(TODAY) == coverage.languages(cited)
    assert [row.name for row in coverage.languages(TODAY)] == ["Japanese"]


def test_updates_of_a_pledge_are_counted_as_on_its_own_page():
    pledge = PledgeFactory()
    UpdateFactory().pledges.add(pledge)
    UpdateFactory().projects.add(ProjectFactory(pledge=pledge))
    UpdateFactory(kind="verification", known_on=date(2026, 3, 1)).pledges.add(pledge)
    QuantityClaimFactory(of=[pledge])
    UpdateFactory(retracted=True).pledges.add(pledge)
    (row,) = [each for each in coverage.pledges(TODAY) if each.pledge == pledge]

    assert row.updates == about_pledge(pledge, TODAY).count() == 4
    assert row.newest == date(2026, 1, 10)


def test_what_was_taken_back_later_had_not_been_taken_back_then():
    made = UpdateFactory(known_on=date(2026, 2, 2), retracted=True)
    before = made.retracted_at - timedelta(seconds=1)
    day = date(2026, 2, 2)

    assert coverage.left_out(Moment.at(day, recorded=before)).retracted == 0
    assert coverage.left_out(Moment.at(day, recorded=made.retracted_at)).retracted == 1


@time_machine.travel(NOW, tick=False)
def test_a_pledge_says_how_old_its_newest_evidence_is(client):
    update = UpdateFactory(known_on=date(2026, 3, 1))
    update.pledges.add(PledgeFactory(name="Promise"))

    assert "14 days old" in page_of(client, "/coverage/")


def test_an_empty_record_covers_nothing_and_says_so(client):
    page = page_of(client, "/coverage/")

    assert "no check on record" in page
    assert "never" in page


def test_more_rows_take_no_more_queries(client):
    def more():
        UpdateFactory().pledges.add(PledgeFactory())
        SourceFactory(language="ko")

    more()
    before = queries(client, "/coverage/")
    more()
    assert queries(client, "/coverage/") == before
