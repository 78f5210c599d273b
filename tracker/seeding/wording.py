"""What to write instead: the sentences that mend a malformed value."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
SCALED = re.compile(
    r"[^\d.-]*(?P<digits>-?[\d,_]*\.?\d+)\s*(?P<scale>k|m|mn|million|bn|billion|tn|trillion)?",
    re.IGNORECASE,
)
DECIMAL_COMMA = re.compile(r",(?!\d{3}(?!\d))")
SCALES = {"": 0, "k": 3, "m": 6, "b": 9, "t": 12}
ANY_DAY = "write a day as 2026-02-17, unquoted, and leave out one that is not known"
ANY_AMOUNT = (
    'write the whole number, as 550_000_000_000, or "19.8", quoted, with a decimal'
)


def suggestion(given: str, known: Iterable[str]) -> str:
    """Name the nearest known word, or nothing when none is near."""
    near = get_close_matches(given, sorted(known), n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def day_meant(text: str) -> date | None:
    """The day a malformed date points at, when it points at one."""
    text = text.strip()
    found = DAY.match(text) or PACKED_DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:  # no such day in the calendar
        return None


def day_to_write(text: str) -> str:
    day = day_meant(text)
    return f"write {day.isoformat()}, unquoted" if day else ANY_DAY


def amount_meant(text: str) -> Decimal | None:
    """The number a malformed amount points at, when it points at one.

    A comma before anything but three digits may be a decimal one: that points at none.
    """
    if DECIMAL_COMMA.search(text):
        return None
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return _scaled(text)
    return number if number.is_finite() else None


def _scaled(text: str) -> Decimal | None:
    found = SCALED.fullmatch(text.strip())
    if found is None:
        return None
    digits = found["digits"].replace(",", "").replace("_", "")
    scale = (found["scale"] or "")[:1].lower()
    return Decimal(digits).scaleb(SCALES[scale])


def amount_to_write(text: str) -> str:
    number = amount_meant(text)
    if number is None:
        return ANY_AMOUNT
    if number == number.to_integral_value():
        return f"write {int(number):_}, unquoted"
    return f'write "{number:f}", quoted'
