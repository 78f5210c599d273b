"""Reads the seed files into rows, each with the file and line where it begins."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.seeding.blocks import Block, blocks
from tracker.seeding.rows import Problem, Row, natural_key
from tracker.seeding.wording import ANY_DAY, amount_to_write, day_to_write

NOT_ROWS = {"coverage.toml"}
AT_LINE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
KEY = re.compile(r'^\s*key\s*=\s*"([^"\n]*)"', re.MULTILINE)
BARE_VALUE = re.compile(r"^\s*[\w-]+\s*=\s*(?P<value>[+-]?\d[^\s#]*)\s*(?:#.*)?$")
DAY_LIKE = re.compile(r"\d{4}[-/.]\d")
PART_OF_DAY = re.compile(r"\d{4}-\d\d?")
# A day inside { ... } that TOML does not take: a part too short, too long or absent.
INNER_DAY = re.compile(
    r"(\w+) = (?!\d{4}-\d\d-\d\d\s*[,}])(\d{4}[-/.]\d[\d/.-]*)\s*[,}]"
)
INLINE_TABLE = re.compile(r"\{[^}]*$")


@dataclass
class Reading:
    """What a folder of seed files says, and what of it could not be read."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path) -> Reading:
    """Read every seed file of a folder, in the order of their names."""
    reading = Reading()
    for path in sorted(folder.glob("*.toml")):
        if path.name not in NOT_ROWS:
            _read_into(reading, path)
    return reading


def read_file(path: Path) -> Reading:
    reading = Reading()
    _read_into(reading, path)
    return reading


def _read_into(reading: Reading, path: Path) -> None:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reading.problems.append(Problem(str(path), line, "save the file as UTF-8"))
        return
    rows = _File(str(path), reading.problems)
    for block in blocks(text):
        rows.add(block)
    reading.rows.extend(rows.finished())


class _File:
    """The rows of one file, while its blocks come in."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.rows: list[Row] = []
        self.claims: dict[int, list[Row]] = {}  # by the place of their update in rows
        self.update_at: int | None = None

    def add(self, block: Block) -> None:
        content, complete = self._parsed(block)
        table, _, nested = block.name.partition(".")
        inner = _last(content.pop(table, {}))
        for stray in content:
            self._problem(block.line, f"[{stray}]: write rows as [[{stray}]]")
        if nested:
            self._add_claim(block, inner, complete)
        elif table:
            self._add_row(block, inner, complete)

    def finished(self) -> Iterator[Row]:
        for at, row in enumerate(self.rows):
            claims = tuple(self.claims.get(at, ()))
            yield replace(row, claims=claims) if claims else row

    def _add_row(self, block: Block, values: dict[str, Any], complete: bool) -> None:
        values = _tidied(values)
        key = natural_key(block.name, values)
        if block.name == "update":
            self.update_at = len(self.rows)
        row = Row(block.name, key, values, self.name, block.line, complete=complete)
        self.rows.append(row)

    def _add_claim(self, block: Block, outer: dict[str, Any], complete: bool) -> None:
        if self.update_at is None:
            self._problem(block.line, "[[update.claim]] has no [[update]] above it")
            return
        values = _tidied(_last(outer.pop("claim", {})))
        for stray in outer:
            self._problem(block.line, f"{stray}: write it above the first claim")
        claims = self.claims.setdefault(self.update_at, [])
        place = len(claims) + 1
        key = f"{self.rows[self.update_at].key}/{values.get('key', place)}"
        claims.append(
            Row("claim", key, values, self.name, block.line, place, (), complete)
        )

    def _parsed(self, block: Block) -> tuple[dict[str, Any], bool]:
        """Parse one row; a line with a malformed day or amount is set aside.

        So one slip hides neither the rest of its row nor the rows after it.
        """
        lines = block.text.split("\n")
        complete = True
        while True:
            try:
                content = tomllib.loads("\n".join(lines), parse_float=Decimal)
            except tomllib.TOMLDecodeError as error:
                at = _line_of(error, lines)
                advice = _advice(lines[at])
                says = AT_LINE.sub("", str(error))
                self._problem(block.line + at, advice or f"not TOML: {says}")
                if not _is_bare_value(lines[at]):
                    return _remains(block), False
                lines[at], complete = "", False
            else:
                return content, complete

    def _problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, message))


def _line_of(error: tomllib.TOMLDecodeError, lines: list[str]) -> int:
    found = AT_LINE.search(str(error))
    if found and found["line"]:
        return int(found["line"]) - 1
    written = [at for at, line in enumerate(lines) if line.strip()]
    return written[-1] if written else 0


def _is_bare_value(line: str) -> bool:
    return BARE_VALUE.match(line) is not None


def _advice(line: str) -> str | None:
    """What to write instead of a line that is not TOML, when that can be told."""
    name = line.partition("=")[0].strip()
    bare = BARE_VALUE.match(line)
    if bare:
        return f"{name}: {_value_advice(bare['value'])}"
    if INLINE_TABLE.search(line):
        return f"{name}: not TOML: keep each {{ ... }} on one line"
    inner = INNER_DAY.search(line)
    return f"{name}: {inner[1]}: {_value_advice(inner[2])}" if inner else None


def _value_advice(value: str) -> str:
    if PART_OF_DAY.fullmatch(value):
        return f"{value} is no day: {ANY_DAY}"
    if DAY_LIKE.match(value):
        return f"{value} is no day: {day_to_write(value)}"
    return f"{value} is no amount: {amount_to_write(value)}"


def _remains(block: Block) -> dict[str, Any]:
    """Of an unreadable row, its key: rows that refer to it are not to blame."""
    found = KEY.search(block.text)
    values = {"key": found[1]} if found else {}
    if block.name == "update.claim":
        return {"update": {"claim": [values]}}
    return {block.name: [values]} if block.name else {}


def _last(tables: Any) -> dict[str, Any]:
    """The row of a block that holds just one."""
    found = tables[-1] if isinstance(tables, list) and tables else tables
    return found if isinstance(found, dict) else {}


def _tidied(value: Any) -> Any:
    """Leave out empty texts and lists, at any depth."""
    if isinstance(value, dict):
        tidied = ((name, _tidied(inner)) for name, inner in value.items())
        return {name: inner for name, inner in tidied if inner not in ("", [])}
    if isinstance(value, list):
        return [_tidied(inner) for inner in value]
    return value
