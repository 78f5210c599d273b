"""Brings each problem of a plan to the part and the field it speaks of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from deadlines.models import Deadline
from tracker.desk.clause_fields import ALL, PREFIX
from tracker.desk.entries import Built
from tracker.desk.fields import Kind
from tracker.desk.reading import At
from tracker.desk.told import in_form_words
from tracker.desk.typed import HEAD, SOURCE, Part
from tracker.seeding.rows import Problem

NO_PARAMETER = re.compile(rf"{ALL}: The parameter '\w+' is missing\.")
QUOTED = re.compile(r"'(\w+)'")
SEGMENT = re.compile(r"([a-z_]+)(?: \d+)?")
# Fields of a row that bear another name in the form.
ELSEWHERE = {
    "citations": "source",
    "date": "words",
    "low": "printed",
    "high": "printed",
    "quoted": "quoted_printed",
    "slug": "key",
    "from_on": "accept_from_on",
}
OF_ACCEPTANCE = {"reason": "accept_reason"}
# Several values in one field: what is wrong with one is told there.
LISTS = ("names", "codes")


def placed(problems: Iterable[Problem], built: Built) -> dict[At, list[str]]:
    """What is wrong, by field; what no field is to blame for, by part."""
    found: dict[At, list[str]] = {}
    for problem in _each_missing(problems, built):
        at, message = _place(problem, built)
        if _follows_from_another(at, built):
            continue
        told = found.setdefault(at, [])
        if at not in built.notes.wrong and message not in told:
            told.append(message)
    return {at: told for at, told in found.items() if told}


def _each_missing(problems: Iterable[Problem], built: Built) -> Iterator[Problem]:
    """A rule stops at the first parameter that is missing: the form asks for all."""
    for problem in problems:
        lacking = _lacking(problem, built)
        yield from (replace(problem, message=f"{name}: missing") for name in lacking)
        if not lacking:
            yield problem


def _lacking(problem: Problem, built: Built) -> list[str]:
    """The fields of a reading that its rule needs, where it said that one is missing.

    Whoever types parameters together, as the seed files have them, is told of that one.
    """
    if not NO_PARAMETER.fullmatch(problem.message):
        return []
    (part,) = (part for part in built.parts if part.number == problem.line)
    return [
        field.name
        for field in built.kind_of(part).fields
        if field.needed and not part.get(field.name) and not part.get(ALL)
    ]


def _follows_from_another(at: At, built: Built) -> bool:
    """The unit comes with the amount as printed: of one that is missing none is."""
    number, field = at
    part = next(part for part in built.parts if part.number == number)
    return field == "unit" and not part.get("printed") and not part.get("unit")


def _place(problem: Problem, built: Built) -> tuple[At, str]:
    part = next(
        (part for part in built.parts if part.number == problem.line), built.parts[0]
    )
    segments = problem.message.split(": ")
    names = list(_leading(segments))
    message = ": ".join(segments[len(names) :]) or problem.message
    kind = built.kind_of(part)
    field = _field(kind, part, names)
    if field == ALL and not part.get(ALL):
        field = _parameter(kind, message)
    if field == "source" and part.kind not in ("source_status",):
        return _uncited(part, message)
    if not field and part.number == HEAD:
        return _blamed(built, problem.message), problem.message
    told = message if field or names == [ALL] else problem.message
    return (part.number, field), in_form_words(told, part.kind, kind, field)


def _leading(segments: list[str]) -> Iterator[str]:
    for segment in segments[:-1]:
        match = SEGMENT.fullmatch(segment)
        if match is None:
            return
        yield match[1]


def _parameter(kind: Kind, message: str) -> str:
    """The field of the parameter that a rule names; else it is told of the part."""
    fields = (PREFIX + name for name in QUOTED.findall(message))
    return next(filter(kind.field, fields), "" if _has_own(kind) else ALL)


def _has_own(kind: Kind) -> bool:
    return any(field.name.startswith(PREFIX) for field in kind.fields)


def _field(kind: Kind, part: Part, names: list[str]) -> str:
    """The most exact of the named fields that the form has."""
    under = names[0] if names else ""
    if under in LISTS:
        return under
    for name in reversed(names):
        moved = OF_ACCEPTANCE.get(name, name) if under == "accept" else name
        own = PREFIX + name if under == ALL else ""
        for candidate in (own, moved, ELSEWHERE.get(name, "")):
            if candidate and kind.field(candidate):
                return candidate
    return ELSEWHERE.get(under, "") if part.number == HEAD else ""


def _uncited(part: Part, message: str) -> tuple[At, str]:
    """A claim without a source of its own is cited by the source that was read."""
    at = (part.number, "source") if part.get("source") else (SOURCE, "url")
    if "missing" in message or message.startswith(("an update", "[]")):
        message = _("No citation: paste the address where this is to be read.")
    return at, message


def _blamed(built: Built, message: str) -> At:
    """The accepted claim about a deadline that a refusal names by its title."""
    for row in built.entry.update.claims:
        slug = row.values.get("deadline")
        if slug and "accept" in row.values:
            title = Deadline.objects.filter(slug=slug).values_list("title", flat=True)
            if f"“{title.first()}”" in message:
                return row.line, "accept"
    return HEAD, ""
