"""EDTF texts (ISO 8601-2, levels 0 to 2) as windows, and windows as EDTF.

The text is read by the edtf library; the bounds are the strict ones. Where the library
departs from what a deadline needs, this module decides: winter runs into the next
year, an open end is no day ten years off, and a qualified season is read.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from time import struct_time

from edtf import EDTFParseException, parse_edtf

from deadlines.rules.windows import UNDATED, Window

OPEN = ".."
SEASONS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    40: (1, 6),
    41: (7, 6),
}
"""Seasons (northern), quarters and half-years: the first month and how many."""

_SEASON = re.compile(r"(\d{4})-(2[1-4]|3[3-6]|4[01])[~?%]?", re.ASCII)
_POINT = re.compile(
    r"""
    [~?%]? (?:\d{4}|\d{3}X|\d\dXX)
    (?:- [~?%]? (?:0[1-9]|1[0-2]|XX) (?:- [~?%]? (?:[0-3]\d|XX))? )?
    [~?%]?
    """,
    re.ASCII | re.VERBOSE,
)
_FORMS = (
    "Write a year (2029), a month (2026-02), a day (2026-02-28), a season (2026-21 is "
    "spring), a quarter (2026-33 is the first) or an interval (2026-02/2026-03, "
    "../2026-03, 2026-02/..)."
)
_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


class NotEdtf(ValueError):
    """A text that is not a date in EDTF; the message says what to write instead."""


def window_of(text: str) -> Window:
    """The days that an EDTF text allows, by its strict bounds.

    Years, months, days, seasons 21 to 24 (winter is December to February of the next
    year), quarters 33 to 36, half-years 40 and 41, unknown digits (202X), intervals of
    these, and ".." for an open end. "~", "?" and "%" mark doubt and move no bound.
    Raises NotEdtf.
    """
    text = text.strip()
    if "/" not in text:
        return _point(text, text)
    ends = text.split("/")
    if len(ends) != 2 or not all(ends) or _hint(text):
        raise _refusal(text)
    first, last = (UNDATED if end == OPEN else _point(end, text) for end in ends)
    if first.first > last.last:
        raise NotEdtf(
            f'"{text}" ends before it begins. Write {ends[1]}/{ends[0]} instead.'
        )
    return Window(first.earliest, last.latest)


def edtf_of(window: Window) -> str:
    """The shortest EDTF text whose strict window is this one; "../.." if undated."""
    if window.earliest is None or window.latest is None:
        ends = (str(end) if end else OPEN for end in (window.earliest, window.latest))
        return "/".join(ends)
    if window.earliest == window.latest:
        return str(window.earliest)
    named = _named(window.earliest, window.latest)
    return named or f"{window.earliest}/{window.latest}"


def _point(text: str, whole: str) -> Window:
    """One date without a slash; ``whole`` is the text to quote in a refusal."""
    season = _SEASON.fullmatch(text)
    if season:
        start, months = SEASONS[int(season[2])]
        return _months(int(season[1]), start, months, whole)
    if not _POINT.fullmatch(text):
        raise _refusal(whole)
    try:
        parsed = parse_edtf(text)
        return Window(_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (EDTFParseException, ValueError):
        raise _refusal(whole) from None


def _months(year: int, start: int, count: int, whole: str) -> Window:
    end = start + count - 1
    try:
        last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
        last = date(last_year, last_month, monthrange(last_year, last_month)[1])
        return Window(date(year, start, 1), last)
    except ValueError:
        raise _refusal(whole) from None


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _named(earliest: date, latest: date) -> str | None:
    """The year, month or season that has exactly these ends."""
    if earliest.day != 1 or not _ends_month(latest):
        return None
    count = (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
    year = f"{earliest.year:04}"
    if count == 1:
        return f"{year}-{earliest.month:02}"
    if (earliest.month, count) == (1, 12):
        return year
    for code, shape in SEASONS.items():
        if shape == (earliest.month, count):
            return f"{year}-{code}"
    return f"{year}-{earliest.month:02}/{latest.year:04}-{latest.month:02}"


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _refusal(text: str) -> NotEdtf:
    hint = _hint(text)
    advice = f"Write {hint} instead." if hint else _FORMS
    return NotEdtf(f'"{text}" is not an EDTF date. {advice}')


_HINTS = (
    (r"(?P<y>\d{4})[- ]?Q(?P<q>[1-4])", "quarter"),
    (r"Q(?P<q>[1-4])[- ]?(?P<y>\d{4})", "quarter"),
    (r"(?P<y>\d{4})[- ]?H(?P<h>[12])", "half"),
    (r"H(?P<h>[12])[- ]?(?P<y>\d{4})", "half"),
    (r"(?P<s>spring|summer|autumn|fall|winter) (?:of )?(?P<y>\d{4})", "season"),
    (r"FY ?(?P<y>\d{4})", "fiscal"),
    (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "day"),
    (r"(?P<y>\d{4})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)", "day"),
    (r"(?P<y>\d{4})[-/.](?P<m>\d\d?)", "month"),
    (r"/(?P<end>.+)", "open below"),
    (r"(?P<end>.+)/", "open above"),
    (r"[\[{](?P<a>[^,.]+)(?:,|\.\.)(?P<b>[^,.]+)[\]}]", "set"),
)


def _hint(text: str) -> str | None:
    """What somebody who wrote this most likely meant, in EDTF."""
    for pattern, kind in _HINTS:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match:
            hint = _spelt(kind, match.groupdict())
            return hint if hint and hint != text else None
    return None


def _spelt(kind: str, part: dict[str, str]) -> str | None:
    """The hint in EDTF, None where the digits name no day."""
    match kind:
        case "quarter":
            return f"{part['y']}-{32 + int(part['q'])}"
        case "half":
            return f"{part['y']}-{39 + int(part['h'])}"
        case "season":
            return f"{part['y']}-{_NAMES[part['s'].lower()]}"
        case "fiscal":
            year = int(part["y"])
            return f"{year}-04/{year + 1}-03 for Japan, {year} for Korea"
        case "open below":
            return f"../{part['end']}"
        case "open above":
            return f"{part['end']}/.."
        case "set":
            return f"{part['a'].strip()}/{part['b'].strip()}"
        case _:
            return _spelt_day(part)


def _spelt_day(part: dict[str, str]) -> str | None:
    try:
        day = date(int(part["y"]), int(part["m"]), int(part.get("d", "1")))
    except ValueError:
        return None
    return str(day) if "d" in part else f"{day:%Y-%m}"
