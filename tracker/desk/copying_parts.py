"""What every copy of a published claim is made with: names, links, days, numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from projects.models import Claim, Source
from tracker.desk.naming import Found, Names
from tracker.desk.reading import amount

Typed = dict[str, str]
MODEL_TABLES = {"financingline": "financing_line"}


@dataclass(frozen=True)
class Copying:
    """What a claim is copied into: the numbers of its own claims, the source read."""

    numbers: Mapping[int, int]
    main: Source | None
    names: Names = field(default_factory=Names)

    def link(self, claim: Claim | None) -> str:
        """A claim of the same form is called by its number, any other by its id."""
        if claim is None:
            return ""
        own = self.numbers.get(claim.pk)
        return f"#{own}" if own else str(claim.public_id)

    def name(self, thing: Any, tables: Sequence[str]) -> str:
        """Its name, where nothing else bears it; else what its address calls it."""
        model = str(thing._meta.model_name)
        found = Found(MODEL_TABLES.get(model, model), thing.slug, str(thing))
        if ";" not in found.name and self.names.of(found.name, tables) == [found]:
            return found.name
        return found.prefixed if len(tables) > 1 else found.key

    def all(self, things: Iterable[Any], tables: Sequence[str]) -> str:
        return "; ".join(self.name(thing, tables) for thing in things)

    def of(self, claim: Claim, tables: Sequence[str]) -> str:
        return self.all((each.thing for each in claim.subjects.all()), tables)


def day_typed(day: date | None) -> str:
    return day.isoformat() if day else ""


def number_typed(number: Decimal | None) -> str:
    return "" if number is None else str(amount(number))
