"""Rows are loaded after the rows they name; a past day knows only its own."""

from datetime import date

import pytest

from tests.tracker.seeding.conftest import TODAY
from tests.tracker.seeding.samples import SOUND, claim, claimed, row
from tracker.seeding import check_folder, known_by, loading_order
from tracker.seeding.references import references_of

EARLY = ('key = "2025-10-01-early"', "known_on = 2025-10-01")


@pytest.fixture
def rows(tmp_path):
    def read(*texts):
        (tmp_path / "a.toml").write_text("".join(texts), "utf-8")
        checked = check_folder(tmp_path, today=TODAY)
        assert checked.problems == []
        return checked.rows

    return read


def test_each_row_comes_after_the_rows_it_names(rows):
    child = row("party", 'key = "a"', 'parent = "japan"')
    ordered = loading_order(rows(child, claimed("statement"), SOUND))
    done = set()

    for one in ordered:
        named = {(ref.table, ref.key) for ref in references_of(one)}
        assert named <= done
        done.add((one.table, one.key))


def test_parents_come_before_their_children(rows):
    texts = [row("party", f'key = "{a}"', f'parent = "{b}"') for a, b in ("ab", "bc")]
    ordered = loading_order(rows(*texts, row("party", 'key = "c"')))

    assert [row.key for row in ordered] == ["c", "b", "a"]


def test_claims_come_last_by_day_and_place(rows):
    early = row("update", *EARLY, "citations")
    about = 'of = ["party:japan"]'
    early += claim("statement", about) + claim("statement", about)
    ordered = loading_order(rows(SOUND, claimed("statement"), early))

    assert [row.key for row in ordered if row.table == "claim"] == [
        "2025-10-01-early/1",
        "2025-10-01-early/2",
        "2025-10-27-interview/what",
        "2026-02-17-first/1",
    ]


def test_a_claim_of_the_same_day_waits_for_the_one_it_answers(rows):
    answer = row("update", 'key = "2025-10-27-answer"', "known_on = 2025-10-27")
    answer += claim("statement", 'supersedes = "2025-10-27-interview/what"')
    ordered = loading_order(rows(SOUND, answer))

    assert [row.key for row in ordered][-2:] == [
        "2025-10-27-interview/what",
        "2025-10-27-answer/1",
    ]


@pytest.mark.parametrize(
    ("day", "pledges"),
    [(date(2025, 10, 26), []), (date(2025, 10, 27), ["japan-550"])],
)
def test_a_subject_is_known_from_the_day_of_its_update(rows, day, pledges):
    known = known_by(rows(SOUND), day)

    assert [row.key for row in known if row.table == "pledge"] == pledges


def test_parties_sources_and_questions_are_always_known(rows):
    known = known_by(rows(SOUND), date(2000, 1, 1))

    assert {row.table for row in known} == {"party", "source", "question"}


@pytest.mark.parametrize(
    ("day", "projects"),
    [
        (date(2025, 10, 26), None),
        (date(2025, 10, 27), ["gas-power"]),
        (date(2026, 2, 17), ["gas-power", "gulflink"]),
    ],
)
def test_an_update_is_only_about_what_is_known(rows, day, projects):
    later = row("update") + row("project", 'update = "2026-02-17-first"')
    early = row("update", *EARLY, 'projects = ["gas-power", "gulflink"]')
    known = known_by(rows(SOUND, early, later), day)

    [update] = [row for row in known if row.key == "2025-10-01-early"]
    assert update.values.get("projects") == projects


def test_a_project_is_in_its_tranche_once_that_is_known(rows):
    tranche = 'key = "t2"\npledge = "japan-550"\nnumber = 2\nname = "Second"\n'
    tranche += 'update = "2026-02-17-first"\n'
    project = row("project", 'tranche = "t2"')
    all_rows = rows(SOUND, row("update"), f"[[tranche]]\n{tranche}", project)

    def tranche_on(day):
        [found] = [r for r in known_by(all_rows, day) if r.key == "gulflink"]
        return found.values.get("tranche")

    assert tranche_on(date(2026, 2, 16)) is None
    assert tranche_on(date(2026, 2, 17)) == "t2"
