"""A page of a past day shows the texts of its rows: none may name a later day.

A day ahead may be named if a row had given it by then: as a date for a deadline, as the
start or end of a rate, a legal basis or a clause. What a text tells without naming a
day nobody can check so: `seeds/README.md` asks for it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from tests.seeded import SEEDS

MONTHS = (
    "January February March April May June "
    "July August September October November December"
).split()
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")
MONTH = re.compile(rf"(?<!\d )\b({'|'.join(MONTHS)}) (\d{{4}})\b")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
AHEAD = ("earliest", "latest", "valid_from", "valid_to", "ends_on")
# A day begins in Tokyo before it ends in Washington.
ZONES = timedelta(days=1)
NOT_READ = {"key", "update", "supersedes", "responds_to", "claim", "edtf", "url"}
NOT_READ |= {"excerpt", "translation", "slug", "corrects"}
# A day ahead that no field of a row holds, and why its text may name it.
NAMED_AHEAD = {
    ("2025-07-07-trump-letter-25-percent", date(2025, 8, 1)): "the tariff's first day",
}
TABLES = ("update", "pledge", "tranche", "project", "agreement", "clause", "deadline")
TABLES += ("acceptance", "financing_line", "project_link")


@dataclass(frozen=True)
class Text:
    row: str
    known_on: date
    words: str


def tables() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted(SEEDS.glob("*.toml")):
        if path.name != "coverage.toml":
            found = tomllib.loads(path.read_text())
            yield from ((name, row) for name in TABLES for row in found.get(name, ()))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_READ:
                yield from strings(each)


def days_ahead(value: Any) -> Iterator[date]:
    if isinstance(value, list):
        for each in value:
            yield from days_ahead(each)
    elif isinstance(value, dict):
        yield from (value[name] for name in AHEAD if name in value)
        for each in value.values():
            yield from days_ahead(each)


def named(words: str, known_on: date) -> Iterator[date]:
    """The days in a text. Without a year it is the one nearest to its row's day."""
    for day, month, year in DAY.findall(words):
        years = [int(year)] if year else [known_on.year + more for more in (-1, 0, 1)]
        found = [date(each, MONTHS.index(month) + 1, int(day)) for each in years]
        yield min(found, key=lambda each: abs(each - known_on))
    yield from (date(int(y), MONTHS.index(m) + 1, 1) for m, y in MONTH.findall(words))
    yield from (date(int(y), int(m), int(d)) for y, m, d in ISO.findall(words))


@pytest.fixture(scope="module")
def rows() -> list[tuple[date, str, Mapping[str, Any]]]:
    found = list(tables())
    known = {row["key"]: row["known_on"] for name, row in found if name == "update"}
    return [
        (row.get("known_on") or known[row["update"]], row.get("key", name), row)
        for name, row in found
    ]


def too_early(texts: list[Text], given: list[tuple[date, date]]) -> list[str]:
    """The texts that name a day which lay ahead and which nobody had given."""
    return [
        f"{text.row} of {text.known_on} names {day}: {text.words}"
        for text in texts
        for day in named(text.words, text.known_on)
        if day > text.known_on + ZONES
        and (text.row, day) not in NAMED_AHEAD
        and not any(on <= text.known_on and ahead == day for on, ahead in given)
    ]


def test_no_text_of_the_record_names_a_day_later_than_its_own(rows):
    texts = [Text(key, on, words) for on, key, row in rows for words in strings(row)]
    given = [(on, day) for on, _key, row in rows for day in days_ahead(row)]

    assert len(texts) > 1000
    assert too_early(texts, given) == []


def test_no_update_known_on_its_day_rests_on_a_source_of_a_later_one(rows):
    found = [tomllib.loads(path.read_text()) for path in SEEDS.glob("*.toml")]
    sources = [row for each in found for row in each.get("source", ())]
    days = {row["key"]: row.get("published_on") for row in sources}
    later = [
        (key, cited["source"])
        for on, key, row in rows
        if row.get("known") == "exact"
        for claim in (row, *row.get("claim", ()))
        for cited in claim.get("citations", ())
        if (day := days[cited["source"]]) and day > on + ZONES
    ]

    assert later == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("as the order of 4 September 2025 has it", True, id="day"),
        pytest.param("as the order of 4 September has it", True, id="no year"),
        pytest.param("as in September 2025", True, id="month"),
        pytest.param("as on 2025-09-04", True, id="ISO"),
        pytest.param("as on 23 July 2025, in Tokyo", False, id="zones"),
        pytest.param("until 19 January 2029", False, id="given by then"),
    ],
)
def test_a_text_of_22_july_that_names_a_later_day_is_found(words, told):
    row = Text("row", date(2025, 7, 22), words)
    given = [(date(2025, 7, 22), date(2029, 1, 19))]

    assert bool(too_early([row], given)) is told
