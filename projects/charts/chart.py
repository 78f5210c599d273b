"""A chart as pages, files and mails need it: words, rows, and how it is drawn."""

import csv
import io
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from projects.charts.style import LIGHT, Spec, Theme
from projects.codes import KnownPrecision

TITLE = 16
"""Pixels of a line of a title."""
Value = str | int | date | Decimal | None
Draw = Callable[[Theme, bool], Spec]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table behind a chart; `url` leads to what it rests on."""

    values: tuple[Value, ...]
    url: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(_words(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """`title` says how many and how far the evidence goes; `note` how to read it.

    `draw` takes a theme and whether the drawing is for a phone. `formula` names what
    we computed for it, if we did. `subject` is what the chart is about: the heading of
    its page says so, and a chart that leaves the page has to say it itself.
    """

    kind: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    draw: Draw
    formula: str = ""
    subject: str = ""

    @property
    def named(self) -> str:
        """Its title after what it is about."""
        return ". ".join(part for part in (self.subject, self.title) if part)

    @property
    def alt(self) -> str:
        return _("%(title)s. The table below the chart has every value.") % {
            "title": self.named
        }

    def spec(self, theme: Theme = LIGHT, *, narrow: bool = False) -> Spec:
        """The drawing; its description carries the subject and the title."""
        return {**self.draw(theme, narrow), "description": self.named}

    def titled(self, theme: Theme = LIGHT, length: int = 100) -> Spec:
        """The drawing under its subject and title, for a picture that stands alone.

        One that keeps to its height grows by them, so that nothing is squeezed.
        """
        subject, title = (
            textwrap.wrap(words, length) for words in (self.subject, self.title)
        )
        heading: Spec = {"text": subject or title, "offset": 24}
        if subject:
            heading |= {"subtitle": title, "subtitleColor": theme.ink}
        spec = {**self.spec(theme), "title": heading}
        if "height" in spec:
            spec["height"] += TITLE * len(subject + title) + 24
        return spec

    def csv(self, site: str = "") -> str:
        """The rows as CSV, days as they sort; the last column leads to the evidence.

        A file taken along says on which `site` that is to be read.
        """
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow([*self.columns, _("Evidence")])
        for row in self.rows:
            evidence = f"{site}{row.url}" if row.url else ""
            table.writerow([*(_safe(value) for value in row.values), evidence])
        return text.getvalue()


def known_words(precision: str, *, late: bool = False) -> str:
    """How sure the day is on which something became known; `late`: after the event.

    Of a day that is not exact nobody can say that it was late.
    """
    if late and precision == KnownPrecision.EXACT:
        return _("in hindsight")
    return {
        KnownPrecision.EXACT: _("exact"),
        KnownPrecision.AT_LATEST: _("at latest"),
        KnownPrecision.INFERRED: _("inferred"),
    }[KnownPrecision(precision)]


def to_evidence(newest: date | None) -> str:
    """How far the evidence behind a chart goes, for its title."""
    if newest is None:
        return _("no evidence found")
    return _("evidence to %(day)s") % {"day": date_format(newest, "j M Y")}


def _words(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return date_format(value, "j M Y")
        case int() | Decimal():
            return number_format(value, use_l10n=True, force_grouping=True)
        case str():
            return value


def _safe(value: Value) -> str:
    """A spreadsheet must not take a text for a formula."""
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    if isinstance(value, int | Decimal):
        return str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
