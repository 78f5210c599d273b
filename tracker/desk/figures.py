"""An amount as printed: "over JPY 340bn", "33-36bn", 6兆円. Read whole, exactly."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from projects.rules.quantity import precision_of

SCALES = {
    "": 0,
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "t": 12,
    "tn": 12,
    "trn": 12,
    "trillion": 12,
    "万": 4,
    "億": 8,
    "亿": 8,
    "억": 8,
    "兆": 12,
    "万亿": 12,
    "조": 12,
}
CURRENCIES = {
    "us$": "USD",
    "$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "美元": "USD",
    "ドル": "USD",
    "달러": "USD",
    "¥": "JPY",
    "yen": "JPY",
    "円": "JPY",
    "日元": "JPY",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "won": "KRW",
    "원": "KRW",
    "percent": "%",
    "per cent": "%",
}
HEDGES = {
    "up to": "up_to",
    "at most": "up_to",
    "at least": "at_least",
    "over": "over",
    "more than": "over",
    "above": "over",
    "almost": "almost",
    "nearly": "almost",
    "about": "about",
    "around": "about",
    "some": "about",
    "approximately": "about",
    "roughly": "about",
    "約": "about",
    "约": "about",
    "between": "",
    "exactly": "",
}
_NUMBER = r"[+-]?\d[\d,]*(?:\.\d+)?"
_SCALE = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))
_SIGN = "|".join(map(re.escape, sorted(CURRENCIES, key=len, reverse=True)))
_HEDGE = "|".join(map(re.escape, HEDGES))
_PRINTED = re.compile(
    rf"""(?P<hedge>{_HEDGE})?\s*
    (?P<before>{_SIGN}|[a-z]{{3}}(?=[\s\d]))?\s*
    (?P<low>{_NUMBER})\s*(?P<low_scale>{_SCALE})?(?![a-z])\s*
    (?:(?:-|–|to|and|~)\s*(?:{_SIGN}|[a-z]{{3}}(?=[\s\d]))?\s*
       (?P<high>{_NUMBER})\s*(?P<high_scale>{_SCALE})?(?![a-z])\s*)?
    (?P<after>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
NO_AMOUNT = "No amount can be read here. Write it as US$33.3bn or over JPY 340bn."
NO_UNIT = "In which currency or unit? Write it as US$33bn, JPY 6tn, 9.2 GW or 30%."


class Unreadable(ValueError):
    """A text from which no value can be read; its words say what to write."""


@dataclass(frozen=True)
class Figure:
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    precision: Decimal
    unit: str


def figure_of(printed: str) -> Figure:
    """Read an amount; its unit stays empty where none is printed. Raises Unreadable."""
    text = unicodedata.normalize("NFKC", printed).strip().rstrip(".")
    match = _PRINTED.fullmatch(text)
    if match is None:
        raise Unreadable(NO_AMOUNT)
    high = match["high"] or match["low"]
    high_scale = match["high_scale"] or ("" if match["high"] else match["low_scale"])
    low_scale = match["low_scale"] or high_scale
    qualifier = HEDGES.get((match["hedge"] or "").lower(), "") or (
        "range" if match["high"] else "exactly"
    )
    low = _scaled(match["low"], low_scale)
    ends = _ends(qualifier, low, _scaled(high, high_scale))
    return Figure(
        *ends,
        qualifier=qualifier,
        precision=precision_of(high, _factor(high_scale)),
        unit=_unit(match["before"] or "", match["after"]),
    )


def number_of(text: str) -> Decimal:
    """One plain figure, in whole units. Raises Unreadable."""
    figure = figure_of(text)
    if figure.low is None or figure.low != figure.high:
        raise Unreadable("Write one figure, as 33,300,000,000 or 33.3bn.")
    return figure.low


def _ends(
    qualifier: str, low: Decimal, high: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    if qualifier == "up_to":
        return None, high
    if qualifier in ("over", "at_least"):
        return low, None
    return low, high


def _factor(scale: str | None) -> Decimal:
    return Decimal(10) ** SCALES[(scale or "").lower()]


def _scaled(digits: str, scale: str | None) -> Decimal:
    return Decimal(digits.replace(",", "")) * _factor(scale)


def _unit(before: str, after: str) -> str:
    for text in (before, after):
        word = text.strip()
        if word:
            known = CURRENCIES.get(word.lower())
            is_code = len(word) == 3 and (text is before or word.isupper())
            return known or (word.upper() if is_code else word)
    return ""
