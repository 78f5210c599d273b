"""docs/mou-rules.md says what the rules do, and nothing else."""

import re
from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "mou-rules.md").read_text(encoding="utf-8")
WITH_RULE, _, REST = PAGE.partition("## Clauses that are text only")
TEXT_ONLY = REST.partition("\n## ")[0]
JAPANS = {f"R{number}" for number in range(1, 22)} | {"R12b"}


def rows(part):
    """The cells of each row of the part's table, without its head."""
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


RULES = rows(WITH_RULE)


def test_every_clause_stands_on_the_page_once():
    clauses = [row[0] for row in RULES + rows(TEXT_ONLY)]

    assert len(set(clauses)) == len(clauses)
    assert {clause for clause in clauses if re.fullmatch(r"R\d+b?", clause)} == JAPANS


@pytest.mark.parametrize("row", RULES, ids=lambda row: row[0])
def test_each_rule_and_its_worked_example_exist(row):
    module, _, function = row[2].strip("`").rpartition(".")
    file, _, test = row[4].strip("`").partition("::")

    assert callable(getattr(import_module(module), function))
    assert re.search(rf"^def {test}\(", (HERE / file).read_text(), re.MULTILINE)


def test_each_rule_bears_a_version():
    modules = {row[2].strip("`").rpartition(".")[0] for row in RULES}

    assert all(import_module(module).VERSION for module in modules)
