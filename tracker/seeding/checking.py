"""Every check of the seed files, one after the other, all problems at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.seeding.across import disagreements
from tracker.seeding.coverage import coverage_problems
from tracker.seeding.reading import read_folder
from tracker.seeding.references import broken_references, duplicates
from tracker.seeding.rows import Index, Problem, Row, with_claims
from tracker.seeding.shape import row_problems


@dataclass(frozen=True)
class Checked:
    """The rows of a folder; they may be loaded only if there is no problem."""

    rows: list[Row]
    problems: list[Problem]


def check_folder(folder: Path, *, today: date) -> Checked:
    """Read the seed files of a folder and find all that is wrong with them."""
    reading = read_folder(folder)
    rows, index = reading.rows, Index(reading.rows)
    problems = {
        *reading.problems,
        *(p for row in with_claims(rows) for p in row_problems(row, today=today)),
        *duplicates(rows),
        *broken_references(rows, index),
        *disagreements(rows, index),
        *coverage_problems(folder / "coverage.toml", rows),
    }
    return Checked(rows, sorted(problems))
