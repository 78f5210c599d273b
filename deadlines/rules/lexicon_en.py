"""Date words in English."""

import re

from deadlines.rules.lexicon_calendar import Unit
from deadlines.rules.lexicon_words import Edge, Vocabulary, compiled, one_of

_MONTHS: dict[str, int | str] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_PARTS: dict[str, int | str] = {
    "early": "early",
    "early part": "early",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "latter part": "late",
    "end": "end",
    "last day": "end",
    "close": "end",
}
_HALVES: dict[str, int | str] = {
    "first half": "first half",
    "second half": "second half",
    "latter half": "second half",
}
_COUNTRIES: dict[str, int | str] = {
    "japan's": "jp",
    "japan": "jp",
    "japanese": "jp",
    "korea's": "kr",
    "south korea's": "kr",
    "korean": "kr",
    "south korean": "kr",
    "us": "us",
    "u.s.": "us",
    "american": "us",
    "chinese": "cn",
    "china's": "cn",
}
_NUMBERS: dict[str, int | str] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}
_TIME_UNITS: dict[str, int | str] = {
    "business day": "business day",
    "working day": "business day",
    "calendar day": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_ORDINALS: dict[str, int | str] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_M = one_of(_MONTHS)
_OF = r"(?:,? ?(?:of |in )?)"
_REF = r"(?:(?P<ref>this|next|current|coming) )?"
_PART = rf"(?:(?P<part>{one_of(_PARTS)}) ?(?:of |in )?)?"
_PART_OR_HALF = rf"(?:(?P<part>{one_of({**_PARTS, **_HALVES})}) ?(?:of |in )?)?"
_YEAR = rf"(?:{_OF}(?:(?P<year>\d{{4}})|{_REF}year))?"
_FISCAL = (
    rf"(?:{_OF}{_REF}(?:(?P<country>{one_of(_COUNTRIES)}) )?"
    r"(?P<fiscal>fiscal year|fiscal|fy) ?(?P<year>\d{4}|\d{2})?)"
)
_NTH = one_of(_ORDINALS)
_QUARTERS = (
    r"q(?P<quarter>[1-4])",
    r"(?P<quarter>[1-4])q",
    rf"(?P<quarter>{_NTH}) quarter",
)
_HALF_YEARS = (
    r"h(?P<half>[12])",
    r"(?P<half>[12])h",
    r"(?P<half>first|second|latter|1st|2nd) half",
)


def _prepare(text: str) -> str:
    """Lower case, no articles, hyphens between words opened, "year-end" turned."""
    text = re.sub(r"\b(the|calendar year|calendar)\s+(?!days?\b)", "", text.lower())
    text = re.sub(rf"\b({_M})\.", r"\1", text)
    text = re.sub(rf"\b({_M}|\d{{4}})-({_M})\b", r"\1 to \2", text)
    text = re.sub(r"(?<=[a-z])-(?=\w)|(?<=\w)-(?=[a-z])", " ", text)
    text = re.sub(r"\b(year|month|week)(?:'s)? end(?! of)", r"end of \1", text)
    text = re.sub(r"\b(\d{4}) end of year", r"end of \1", text)
    text = re.sub(r"\bend of year (?=\d{4})", "end of ", text)
    return re.sub(r"\s+", " ", text).strip()


def _periods() -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    day = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
    shapes = [
        (Unit.DAY, r"(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)"),
        (Unit.DAY, rf"{day} (?:of )?(?P<month>{_M}){_YEAR}"),
        (Unit.DAY, rf"(?P<month>{_M}) {day}{_YEAR}"),
        (Unit.MONTH, r"(?P<year>\d{4})-(?P<month>\d\d)"),
        (Unit.MONTH, rf"{_PART_OR_HALF}(?P<month>{_M}){_YEAR}"),
        (Unit.MONTH, rf"{_PART_OR_HALF}{_REF}month"),
        (Unit.SEASON, rf"{_PART}{_REF}(?P<season>{one_of(_SEASONS)})"),
        (Unit.SEASON, rf"{_PART}(?P<season>{one_of(_SEASONS)}){_YEAR}"),
        (Unit.WEEK, rf"{_PART}{_REF}week"),
        (Unit.YEAR, rf"{_PART}(?P<year>\d{{4}})"),
        (Unit.YEAR, rf"{_PART}{_REF}year"),
        (Unit.YEAR, rf"{_PART}{_FISCAL}"),
    ]
    for unit, forms in ((Unit.QUARTER, _QUARTERS), (Unit.HALF, _HALF_YEARS)):
        for form in forms:
            shapes += [(unit, rf"{_PART}{form}{tail}") for tail in (_YEAR, _FISCAL)]
            shapes.append((unit, rf"(?P<year>\d{{4}}) {form}"))
    return tuple((unit, compiled(shape)[0]) for unit, shape in shapes)


_SEASONS: dict[str, int | str] = {
    "spring": 1,
    "springtime": 1,
    "summer": 2,
    "autumn": 3,
    "fall": 3,
    "winter": 4,
}
_EDGES = (
    (Edge.BY, r"(?:(?:by|until|till) )?(?:no|not) later than (?P<x>.+)"),
    (Edge.BY, r"(?:by|until|till|on or before|at latest by|at latest) (?P<x>.+)"),
    (Edge.BY, r"(?:by |in |on )?(?P<x>.+?),? (?:at latest|or earlier|or sooner)"),
    (Edge.FROM, r"(?:possibly |perhaps )?as (?:early|soon) as (?:in )?(?P<x>.+)"),
    (Edge.FROM, r"(?:no|not) (?:earlier|sooner) than (?P<x>.+)"),
    (Edge.FROM, r"(?:not before|on or after|from) (?P<x>.+)"),
    (
        Edge.FROM,
        r"(?:starting|beginning|effective|at earliest)(?: in| on| from)? (?P<x>.+)",
    ),
    (Edge.FROM, r"(?:in |on )?(?P<x>.+?),? (?:at earliest|or later|onwards?)"),
    (Edge.BEFORE, r"(?:before|ahead of|prior to|earlier than) (?P<x>.+)"),
    (Edge.AFTER, r"(?:after|later than|following) (?P<x>.+)"),
    (Edge.AFTER, r"not (?:in|during|within) (?P<x>.+)"),
    (Edge.WITHIN, r"within (?P<x>.+)"),
    (Edge.IN, r"(?:sometime )?(?:in|on|at|during|throughout|over) (?P<x>.+)"),
    (Edge.IN, r"(?:around|about|circa|towards?|sometime|in around) (?P<x>.+)"),
)
_COUNT = rf"(?P<count>\d{{1,3}}|{one_of(_NUMBERS)})"
_SPELL = rf"{_COUNT} (?P<unit>{one_of(_TIME_UNITS)})s?"
_LIMIT = r"(?:(?P<within>within|no later than|not later than|at most|up to|in) )?"
_EVENT_WORDS = (
    "summit|visit|trip|meeting|talks|election|session|vote|ruling|decision|hearing|"
    "inauguration|conference|term|presidency|administration|congress|diet|assembly|"
    "expo|olympics|g7|g20|apec|anniversary|deadline|signing|approval|ratification|"
    "promulgation|publication|review|budget|groundbreaking|truce|tenure|holidays?"
)

ENGLISH = Vocabulary(
    language="en",
    prepare=_prepare,
    tokens={
        "month": _MONTHS,
        "part": {**_PARTS, **_HALVES},
        "season": _SEASONS,
        "quarter": _ORDINALS,
        "half-year": {**_ORDINALS, "latter": 2},
        "ref": {"this": 0, "current": 0, "next": 1, "coming": 1},
        "country": _COUNTRIES,
        "count": _NUMBERS,
        "unit": _TIME_UNITS,
    },
    periods=_periods(),
    edges=tuple((edge, compiled(shape)[0]) for edge, shape in _EDGES),
    ranges=compiled(
        r"(?:sometime )?between (?P<a>.+?) and (?P<b>.+)",
        r"(?:from )?(?P<a>.+?)(?: (?:to|through|until|till) | ?[–—/] ?)(?P<b>.+)",
        r"(?:in )?(?P<a>.+?) or (?P<b>.+)",
    ),
    undated=re.compile(
        r"(?:as (?:soon|quickly|early|promptly) as (?:possible|practicable|feasible)"
        r"|asap|soon|shortly|promptly|swiftly|quickly|speedily|immediately"
        r"|without delay|in due course|in a timely manner|in time|eventually"
        r"|at an early date|at earliest opportunity|in near(?: est)? future"
        r"|in coming (?:days|weeks|months|years)|no (?:date|timetable|timeline).*"
        r"|(?:date )?(?:undecided|to be (?:determined|decided|announced)|tbd|tba))",
        re.IGNORECASE,
    ),
    offsets=compiled(
        rf"{_LIMIT}(?:about |around |approximately )?{_SPELL}(?:'s?)? "
        r"(?:(?P<before>before|prior to)|after|following|from|of|since) (?P<event>.+)",
        rf"(?P<within>within) {_SPELL}(?P<event>)",
    ),
    events=re.compile(
        r"(?:before|ahead of|prior to|by|until|after|following|at|on|during|around"
        r"|in time for|by time of|to coincide with|upon|once|when"
        rf"|at time of|within|in) (?P<event>.*\b(?:{_EVENT_WORDS})\b.*)",
        re.IGNORECASE,
    ),
    fiscal=("jp", "kr", "us"),
    spaced=True,
)
