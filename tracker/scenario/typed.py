"""What a reader types, read strictly: what can be taken in two ways is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

MOST_PERIODS = 120
LONGEST_LABEL = 20

_AMOUNT = re.compile(
    r"(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<scale>k|m|bn|tn)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<digits>-?\d+(?:\.\d+)?)\s*%?")
_HARD = re.compile(r"\s*[\t;]\s*|\s*,(?!\d{3}(?!\d))\s*|\s*,\s+")
_SCALES = {"k": 3, "m": 6, "bn": 9, "tn": 12}
_LARGEST = Decimal(10) ** 18


class Unreadable(ValueError):
    """A text that is not what was asked for; its words say what to write."""


@dataclass(frozen=True, slots=True)
class CashRow:
    """One period as typed; the label is empty where none was."""

    label: str
    loans: Decimal
    equity: Decimal | None
    tax: Decimal | None = None


def amount(text: str) -> Decimal:
    """Money of 0 or more: "1,050,000,000", "1.05bn". Raises Unreadable."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise Unreadable(
            _("“%(text)s” is no amount. Write 1050000000 or 1.05bn.") % {"text": text}
        )
    scale = _SCALES.get((match["scale"] or "").lower(), 0)
    number = Decimal(match["digits"].replace(",", "")).scaleb(scale)
    if number < 0:
        raise Unreadable(
            _("%(text)s is below 0. Write 0 or more; a loss is not distributed.")
            % {"text": text.strip()}
        )
    if number > _LARGEST:
        raise Unreadable(_("%(text)s is too large.") % {"text": text.strip()})
    if number != round(number, 2):
        raise Unreadable(
            _("%(text)s has parts of a cent. Write at most two decimals.")
            % {"text": text.strip()}
        )
    return round(number, 2)


def percent(text: str) -> Decimal:
    """A rate as a fraction of 1: "4.5" and "4.5%" are 0.045. Raises Unreadable."""
    match = _PERCENT.fullmatch(text.strip())
    if match is None:
        raise Unreadable(
            _("“%(text)s” is no percentage. Write 4.5 or 4.5%%.") % {"text": text}
        )
    return Decimal(match["digits"]) / 100


def percents(text: str) -> tuple[Decimal, ...]:
    """One rate for all periods, or one for each. Raises Unreadable."""
    return tuple(percent(part) for part in re.split(r"[\s;,]+", text.strip()) if part)


def amounts(text: str) -> tuple[Decimal, ...]:
    """One amount for all periods, or one for each. Raises Unreadable."""
    return tuple(amount(part) for part in re.split(r"\s*[\n;]\s*|\s+", text.strip()))


def cash_rows(text: str) -> tuple[CashRow, ...]:
    """One period a line: amount; period, amount; or period, on loans, equity, tax.

    Columns stand apart by a tab, a semicolon, a comma or spaces, so that rows can be
    pasted from a table. Raises Unreadable, which names the line.
    """
    rows = tuple(_rows(text))
    if len(rows) > MOST_PERIODS:
        raise Unreadable(
            _("%(count)d periods are too many. Give at most %(most)d.")
            % {"count": len(rows), "most": MOST_PERIODS}
        )
    labels = [row.label for row in rows if row.label]
    if labels and len(labels) < len(rows):
        raise Unreadable(_("Name the period on each line, or on none."))
    if twice := next((each for each in labels if labels.count(each) > 1), ""):
        raise Unreadable(
            _("The period %(label)s stands there twice.") % {"label": twice}
        )
    return rows


def _rows(text: str) -> Iterator[CashRow]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield _row(_columns(line.strip()))
            except Unreadable as error:
                place = {"number": number, "error": error}
                raise Unreadable(_("Line %(number)d: %(error)s") % place) from error


def _columns(line: str) -> list[str]:
    parts = _HARD.split(line)
    return parts if len(parts) > 1 else line.split()


def _row(columns: list[str]) -> CashRow:
    match columns:
        case [loans]:
            return CashRow("", amount(loans), None)
        case [label, loans]:
            return CashRow(_label(label), amount(loans), None)
        case [label, loans, equity]:
            return CashRow(_label(label), amount(loans), _maybe(equity))
        case [label, loans, equity, tax]:
            paid = amount(loans), _maybe(equity), _maybe(tax)
            return CashRow(_label(label), *paid)
    raise Unreadable(
        _("Write a period, its cash on loans and, if any, its cash on equity and tax.")
    )


def _maybe(text: str) -> Decimal | None:
    """A column between two others may be empty: not known."""
    return amount(text) if text.strip() else None


def _label(text: str) -> str:
    label = text.strip()
    if not label or len(label) > LONGEST_LABEL or not label[0].isalnum():
        raise Unreadable(
            _("“%(text)s” is no name of a period. Write it as 2027 or H1-2027.")
            % {"text": label}
        )
    return label
