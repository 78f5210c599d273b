"""The fields agree with the contract in seeds/README.md and with the database."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tracker.seeding.claims import OF_KIND
from tracker.seeding.order import PHASES
from tracker.seeding.tables import TABLES

README = (Path(__file__).parents[3] / "seeds" / "README.md").read_text("utf-8")
COLUMNS = [
    ("party", "name", "projects.Party.name"),
    ("role", "title", "projects.PartyRole.title"),
    ("source", "title", "projects.Source.title"),
    ("source", "author", "projects.Source.author"),
    ("source", "url", "projects.Source.url"),
    ("question", "text", "projects.Question.text"),
    ("pledge", "verb", "projects.Pledge.verb"),
    ("project", "place", "projects.Project.place"),
    ("agreement", "title", "projects.Agreement.title"),
    ("deadline", "title", "deadlines.Deadline.title"),
    ("update", "headline", "projects.Update.headline"),
]
CLAIM_COLUMNS = [
    ("quantity", "unit", "projects.QuantityClaim.unit"),
    ("quantity", "per", "projects.QuantityClaim.per"),
    ("quantity", "period", "projects.QuantityClaim.period"),
    ("quantity", "printed", "projects.QuantityClaim.printed"),
]


def test_every_table_of_the_contract_is_known_and_loaded():
    documented = set(re.findall(r"^\[\[(\w+)\]\]", README, re.MULTILINE))

    assert documented == set(TABLES)
    assert set(PHASES) == {*TABLES, "claim"}


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"update"}))
def test_every_field_of_the_contract_is_known(table):
    body = re.search(rf"^\[\[{table}\]\].*\n((?:.+\n)*)", README, re.MULTILINE)
    documented = set(re.findall(r"^(\w+) = ", body[1], re.MULTILINE))

    assert documented == set(TABLES[table].known) - UNDOCUMENTED.get(table, set())


@pytest.mark.parametrize(("table", "field", "column"), COLUMNS)
def test_a_text_that_passes_fits_its_column(table, field, column):
    assert TABLES[table].known[field].longest == longest(column)


@pytest.mark.parametrize(("kind", "field", "column"), CLAIM_COLUMNS)
def test_a_text_of_a_claim_that_passes_fits_its_column(kind, field, column):
    assert OF_KIND[kind].known[field].longest == longest(column)


# "projects = [...]  # or pledge" is one line of the contract for two fields.
UNDOCUMENTED = {"financing_line": {"pledge"}}


def longest(column):
    model, _, name = column.rpartition(".")
    return apps.get_model(model)._meta.get_field(name).max_length
