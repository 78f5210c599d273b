"""docs/data-model.md names every table, field and code, and nothing else."""

import inspect
from itertools import chain
from typing import Any

import pytest
from django.apps import apps
from django.db.models import AutoField, Field, Model, TextChoices

from deadlines import codes as deadline_codes
from projects import codes as project_codes
from tests.docs.pages import rows, section, subsections

PAGE = "docs/data-model.md"
OURS = ("projects", "deadlines")
MODELS = list(chain(*(apps.get_app_config(name).get_models() for name in OURS)))


def our_abstract_bases(model: type[Model]) -> list[type[Model]]:
    """What a table has its fields from that is no table itself."""
    return [
        base
        for base in model.__mro__
        if issubclass(base, Model)
        and base.__module__.split(".")[0] in OURS
        and base._meta.abstract
    ]


ABSTRACT = sorted(
    {base for model in MODELS for base in our_abstract_bases(model)},
    key=lambda base: base.__name__,
)


def needs_words(field: "Field[Any, Any]") -> bool:
    """Keys do not, nor the link from the kind of a claim to the claim."""
    key = field.primary_key or field.auto_created
    return not (isinstance(field, AutoField) or key)


def own_fields(model: type[Model]) -> set[str]:
    """A model's fields, without those that the section of an abstract base names."""
    named = {
        field.name
        for base in our_abstract_bases(model)
        if base is not model
        for field in base._meta.local_fields
    }
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in fields if needs_words(field)} - named


def code_books() -> dict[str, type[TextChoices]]:
    return {
        name: book
        for module in (project_codes, deadline_codes)
        for name, book in vars(module).items()
        if inspect.isclass(book)
        and issubclass(book, TextChoices)
        and book.__module__ == module.__name__
    }


def documented_models() -> dict[str, str]:
    parts = ("Evidence", "Reference data", "Subjects", "Telling")
    return {
        title: body
        for part in parts
        for title, body in subsections(section(PAGE, part)).items()
    }


def test_every_table_is_documented_and_no_other():
    assert set(documented_models()) == {
        model.__name__ for model in [*MODELS, *ABSTRACT]
    }


@pytest.mark.parametrize("model", [*MODELS, *ABSTRACT], ids=lambda m: m.__name__)
def test_every_field_of_a_table_is_documented_and_no_other(model):
    assert set(rows(documented_models()[model.__name__])) == own_fields(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_a_table_that_shares_fields_says_so(model):
    for base in our_abstract_bases(model):
        link = f"(#{base.__name__.lower()})"
        assert link in documented_models()[model.__name__]


def test_every_code_book_is_documented_and_no_other():
    assert set(subsections(section(PAGE, "Code books"))) == set(code_books())


@pytest.mark.parametrize("book", code_books().values(), ids=lambda b: b.__name__)
def test_every_code_is_documented_with_its_words(book):
    shown = rows(section(PAGE, book.__name__))

    assert [(code, words) for code, [words] in shown.items()] == [
        (code, str(words)) for code, words in book.choices
    ]


def test_a_field_with_codes_links_to_their_book():
    for model in MODELS:
        shown = rows(documented_models()[model.__name__])
        for field in model._meta.local_fields:
            if field.choices and field.name in shown:
                assert "(#" in shown[field.name][0], f"{model.__name__}.{field.name}"
