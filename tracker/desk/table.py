"""The table of an import: its columns, its template, and reading it from a file."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _

COLUMNS: Mapping[str, str] = {
    "source": "short name of a source in the record",
    "known_on": "day of the earliest publication, 2026-02-12",
    "known": "exact, at_latest or inferred; empty for exact",
    "headline": "who said what, one sentence; lines that share it are one update",
    "note": "our words, optional",
    "about": "pledge:japan-550; deadline:... (several with ;)",
    "kind": "date, outcome, quantity, stage, fact or statement",
    "by": "short names of the speakers, several with ;",
    "as": "the role held then, optional",
    "said_on": "day it was said, optional",
    "stance": "asserts, confirms, denies, interprets, threatens or predicts",
    "responds_to": "id of the claim that it confirms or denies, from its link",
    "words": "as said, short",
    "language": "en, ja, ko or zh; empty for en",
    "locator": "page or paragraph, optional",
    "excerpt": "a short sentence in the source's own words, optional",
    "excerpt_language": "language of the excerpt",
    "of": "project:..., pledge:..., several with ;",
    "deadline": "for dates and outcomes",
    "date_type": "window, undated, event_bound or offset; empty for window",
    "earliest": "first possible day",
    "latest": "last possible day",
    "event": "for event_bound and offset",
    "reason_code": "why a date moved, optional",
    "outcome": "met, partly_met, met_according_to, cancelled, superseded, reopened",
    "on": "day of an outcome or a stage",
    "basis": "for quantities: headline, project_cost, signed, ...",
    "unit": "USD, JPY, %, GW, aircraft, ...",
    "low": "whole units, 33000000000; empty for up to",
    "high": "whole units; empty for over and at least",
    "qualifier": "exactly, about, up_to, at_least, over, almost or range",
    "precision": "unit of the last digit printed, optional",
    "per": "year, optional",
    "period": "FY2026, optional",
    "printed": "as printed, US$33bn",
    "stage": "for stages: candidate, selected, contract_signed, ...",
    "attribute": "for facts: name, place, product, capacity, operator or nature",
    "value": "for facts",
    "question": "for statements, optional",
    "code": "its answer, optional",
    "bears_on": "deadline:... for statements, several with ;",
    "accept": "reason why it is operative; empty to leave it unaccepted",
}
DAYS = frozenset({"known_on", "said_on", "earliest", "latest", "on"})
LISTS = frozenset({"by", "of", "bears_on"})
AMOUNTS = frozenset({"low", "high", "precision"})
OF_UPDATE = ("source", "known_on", "known", "headline", "note", "about")
# How wide the columns of the workbook are, in letters, and how Excel takes a cell.
WIDTHS = {"headline": 45, "note": 30, "words": 40, "excerpt": 40, "accept": 30}
USUAL_WIDTH = 18
DAY_FORMAT, TEXT_FORMAT = "yyyy-mm-dd", "@"
ABOUT_TABLES = ("pledge", "tranche", "project", "agreement", "deadline")

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the table, by column; the heading is number 1."""

    number: int
    cells: Cells


class NotATable(ValueError):
    """A file that is neither CSV nor XLSX, or has no heading."""


def template() -> str:
    """The heading line of a table, and a line that says what goes where."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    rows.writerow(f"({words})" for words in COLUMNS.values())
    return out.getvalue()


def workbook() -> bytes:
    """The same as a workbook: the heading stays in sight, days are days."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = Workbook().active
    sheet.title = _("Claims")
    sheet.append(list(COLUMNS))
    sheet.append([f"({words})" for words in COLUMNS.values()])
    sheet.freeze_panes = "A2"
    for place, name in enumerate(COLUMNS, start=1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = WIDTHS.get(name, USUAL_WIDTH)
        column.number_format = DAY_FORMAT if name in DAYS else TEXT_FORMAT
        sheet.cell(1, place).font = Font(bold=True)
        explained = sheet.cell(2, place)
        explained.font = Font(italic=True)
        explained.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    sheet.parent.save(out)
    return out.getvalue()


def read_table(name: str, content: bytes) -> list[Line]:
    """The lines of a CSV or XLSX file, empty ones left out. Raises NotATable."""
    rows = _xlsx(content) if name.lower().endswith(".xlsx") else _csv(content)
    numbered = enumerate(rows, start=1)
    _first, heading = next(numbered, (0, []))
    names = [cell.strip() for cell in heading]
    if "kind" not in names:
        raise NotATable(
            _("The first line must name the columns, as the template does.")
        )
    return [
        Line(number, {n: cell.strip() for n, cell in zip(names, cells, strict=False)})
        for number, cells in numbered
        if any(cell.strip() for cell in cells) and not cells[0].startswith("(")
    ]


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotATable(
            _("The file is not UTF-8 text: save it as CSV UTF-8, or as XLSX.")
        ) from None
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise NotATable(_("The file is no sound CSV: %s.") % error) from None


def _xlsx(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError):
        raise NotATable(_("The file is no XLSX workbook.")) from None
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield [_cell(value) for value in row]


def _cell(value: Any) -> str:
    """A cell as a CSV would have it: days without a time, whole numbers whole."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
