"""Reads and checks the seed files, before anything is written to the database."""

from tracker.seeding.checking import Checked, check_folder
from tracker.seeding.digest import digest
from tracker.seeding.fields import as_decimal, table_of
from tracker.seeding.order import known_by, loading_order
from tracker.seeding.rows import Problem, Row

__all__ = [
    "Checked",
    "Problem",
    "Row",
    "as_decimal",
    "check_folder",
    "digest",
    "known_by",
    "loading_order",
    "table_of",
]
