"""A chart's rows as words and as a file, and its title in a picture of its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import shortened


def chart(*rows, title="Two rows; evidence to 12 Feb 2026"):
    return Chart("test", title, "", ("A", "B"), rows, drawn)


def drawn(theme, narrow):
    return {"mark": "bar"}


def test_a_row_is_shown_in_words_and_filed_as_it_sorts():
    row = Row((date(2026, 2, 12), 1234567), "/updates/1/")

    assert row.words == ("12 Feb 2026", "1,234,567")
    assert chart(row).csv() == "A,B,Evidence\r\n2026-02-12,1234567,/updates/1/\r\n"


def test_a_file_taken_along_says_on_which_site_its_evidence_is():
    rows = Row(("a", 1), "/updates/1/"), Row(("b", 2))

    filed = chart(*rows).csv("https://book.example").splitlines()

    assert filed[1:] == ["a,1,https://book.example/updates/1/", "b,2,"]


@pytest.mark.parametrize(
    ("value", "filed"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("a=b", "a=b"),
        (-3, "-3"),
        (0, "0"),
        (None, ""),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_filed_as_text(value, filed):
    assert chart(Row((value, "b"))).csv().splitlines()[1] == f"{filed},b,"


def test_an_exact_amount_keeps_every_digit():
    row = Row((Decimal("340000000000.01"), None))

    assert row.words == ("340,000,000,000.01", "")


def test_the_title_is_in_the_picture_that_stands_alone_and_described_in_the_other():
    long = chart(title=" ".join(["words"] * 40))

    assert "title" not in long.spec()
    assert long.spec()["description"] == long.title
    assert " ".join(long.titled()["title"]["text"]) == long.title
    assert len(long.titled()["title"]["text"]) > 1


def test_what_it_is_about_stands_above_the_title_and_in_its_description():
    about = replace(chart(), subject="Japan")

    heading = about.titled()["title"]
    assert (heading["text"], heading["subtitle"]) == (["Japan"], [about.title])
    assert about.spec()["description"] == f"Japan. {about.title}"
    assert about.alt.startswith(f"Japan. {about.title}. The table")
    assert "title" not in about.spec()


def test_a_title_says_how_far_the_evidence_goes():
    assert to_evidence(date(2026, 2, 12)) == "evidence to 12 Feb 2026"
    assert to_evidence(None) == "no evidence found"


@pytest.mark.parametrize(("length", "short"), [(5, "a b c"), (4, "a b…"), (3, "a…")])
def test_a_name_is_cut_only_where_it_does_not_fit(length, short):
    assert shortened("a b c", length) == short
