"""docs/figures.md names rules and tests that exist."""

import re
from importlib import import_module

import pytest

from tests.docs.pages import ROOT, text

TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in text("docs/figures.md").splitlines()
    if line.startswith("|")
][2:]
EXAMPLES = pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])


@EXAMPLES
def test_each_rule_exists(row):
    module, _, function = row[2].strip("`").rpartition(".")

    assert callable(getattr(import_module(module), function))


@EXAMPLES
def test_each_worked_example_is_a_test(row):
    file, _, test = row[4].strip("`").partition("::")

    assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_every_rule_of_slips_and_rates_is_worked_on_the_page():
    named = {row[2].strip("`").rpartition(".")[0] for row in TABLE}

    assert {
        f"deadlines.rules.{name}"
        for name in ("slips", "moves", "slip_figures", "survival", "forecast")
    } <= named
