"""Seed files become rows, each with the line where it begins."""

from decimal import Decimal

import pytest

from tests.tracker.seeding.samples import row
from tracker.seeding.reading import read_file


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "some.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_file(path)

    return read


def test_a_row_knows_its_file_and_line(read, tmp_path):
    [japan, korea] = read(
        '# parties\n[[party]]\nkey = "japan"\n\n  [[ party ]] # second\nkey = "korea"\n'
    ).rows

    assert (japan.table, japan.key, japan.line) == ("party", "japan", 2)
    assert (korea.key, korea.line) == ("korea", 5)
    assert korea.file == str(tmp_path / "some.toml")


@pytest.mark.parametrize(
    "note",
    ['"""\n[[party]]\n"""', "'''\n[[party]]\n'''", '"""a\\"""\n[[party]]\n"""'],
)
def test_a_header_inside_a_text_is_no_row(read, note):
    rows = read(f'[[party]]\nkey = "japan"\nnote = {note}\n[[party]]\nkey = "b"').rows

    assert [(row.key, row.line) for row in rows] == [("japan", 1), ("b", 6)]


def test_a_header_in_a_comment_is_no_row(read):
    assert len(read('# [[party]] or "\n[[party]]\nkey = "japan"').rows) == 1


def test_claims_belong_to_the_update_above_them(read):
    [first, other, second] = read(
        '[[update]]\nkey = "a"\n[[update.claim]]\nkey = "x"\n[[update.claim]]\n'
        '[[party]]\nkey = "p"\n[[update]]\nkey = "b"\n[[update.claim]]\n'
    ).rows

    assert [(claim.key, claim.line) for claim in first.claims] == [
        ("a/x", 3),
        ("a/2", 5),
    ]
    assert [(claim.key, claim.place) for claim in second.claims] == [("b/1", 1)]
    assert other.claims == ()


def test_citations_may_be_tables_of_their_own(read):
    [update] = read(
        '[[update]]\nkey = "a"\n[[update.claim]]\nwords = "x"\n'
        '[[update.claim.citations]]\nsource = "n1"\n'
    ).rows

    [claim] = update.claims
    assert claim.values["citations"] == [{"source": "n1"}]


def test_a_claim_without_an_update_is_a_problem(read):
    [problem] = read('\n[[update.claim]]\nwords = "x"\n').problems

    assert problem.line == 2
    assert problem.message == "[[update.claim]] has no [[update]] above it"


def test_fields_of_an_update_come_before_its_claims(read):
    [problem] = read(
        '[[update]]\nkey = "a"\n[[update.claim]]\n[[update.citations]]\nsource = "n1"'
    ).problems

    assert problem.message == "citations: write it above the first claim"


def test_a_row_without_key_is_known_by_what_it_says(read):
    [role] = read('[[role]]\nparty = "ito"\ntitle = "MP"\nfrom_on = 2025-10-21\n').rows

    assert role.key == "ito/MP/2025-10-21"


def test_empty_texts_and_lists_say_nothing(read):
    [row] = read('[[party]]\nkey = "a"\nnote = ""\nnames = []\nx = [{ y = "" }]').rows

    assert row.values == {"key": "a", "x": [{}]}


def test_decimals_stay_exact(read):
    [row] = read("[[cash_flow]]\namount = 0.1").rows

    assert row.values["amount"] == Decimal("0.1")


def test_a_syntax_error_is_told_with_its_line(read):
    reading = read('[[party]]\nkey = "a"\nname = Japan\n\n[[party]]\nkey = "b"\n')

    [problem] = reading.problems
    assert (problem.line, problem.message) == (3, "not TOML: Invalid value")
    assert [row.key for row in reading.rows] == ["a", "b"]


def test_an_inline_table_over_two_lines_is_explained(read):
    [problem] = read("[[a]]\nx = [\n  { y = 1,\n    z = 2 },\n]").problems

    assert problem.message.endswith("keep each { ... } on one line")


def test_a_malformed_day_in_an_inline_table_is_told(read):
    text = "[[a]]\ndate = { earliest = 2026-02-17, latest = 2026-2-18 }"
    [problem] = read(text).problems

    assert (problem.line, problem.message) == (
        2,
        "date: latest: 2026-2-18 is no day: write 2026-02-18, unquoted",
    )


def test_a_single_bracket_is_told_apart(read):
    assert [p.message for p in read('[party]\nkey = "a"').problems] == [
        "[party]: write rows as [[party]]"
    ]


def test_text_that_is_not_utf8_is_told_with_its_line(read):
    [problem] = read(b'[[party]]\nname = "\xe9"\n').problems

    assert (problem.line, problem.message) == (2, "save the file as UTF-8")


def test_a_malformed_line_hides_neither_its_row_nor_the_next(problems):
    assert problems(
        row("update", "known_on = 2026-2-17", "zone = 3") + row("party", "kind = 1")
    ) == [
        'more.toml:1: zone: 3 is no time zone: write its name as "America/New_York"',
        "more.toml:4: known_on: 2026-2-17 is no day: write 2026-02-17, unquoted",
        "more.toml:8: kind: 1 is not one of government, agency, company, person, "
        "court, legislature, outlet, anonymous",
    ]
