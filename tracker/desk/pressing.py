"""Which button was pressed, and what it does to the form's parts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from projects import actions
from projects.codes import PartyKind, Stance, UpdateKind
from projects.models import Draft, Update, User
from tracker.desk.access import visible_to
from tracker.desk.desk import Payload
from tracker.desk.echoes import echoes
from tracker.desk.entries import build
from tracker.desk.naming import TABLES
from tracker.desk.subjects import ADDABLE, KINDS
from tracker.desk.typed import (
    HEAD,
    Part,
    Raw,
    copied,
    named,
    with_part,
    without_part,
)

BUTTONS = (
    "add",
    "remove",
    "confirm",
    "preview",
    "submit",
    "publish",
    "discard",
    "hand_back",
    "comment_now",
    "save",
    "refresh",
)


def pressed(request: HttpRequest) -> tuple[str, str]:
    """The button and what it is about; a form sent without one is saved."""
    for button in BUTTONS:
        if button in request.POST:
            name = "comment" if button == "comment_now" else button
            return name, request.POST[button]
    return "save", ""


def restructured(
    raw: Raw, button: str, argument: str, *, draft: Draft, now: datetime
) -> tuple[Raw, int]:
    """The form with a part more or less, and the number of a new one."""
    if button == "remove" and argument.isdecimal():
        return without_part(raw, int(argument)), 0
    if button == "confirm" and argument.isdecimal():
        return _confirming(raw, int(argument), draft=draft, now=now), 0
    if button == "add" and argument in ADDABLE:
        begins = _begins(raw, argument, draft=draft, now=now)
        return with_part(_of_kind(raw, argument), argument, begins)
    return raw, 0


def _confirming(raw: Raw, number: int, *, draft: Draft, now: datetime) -> Raw:
    """A claim made a confirmation of the one it repeats, which stays operative."""
    payload = replace(Payload.of(draft), typed=raw)
    entry = payload.build(draft, now=now).entry
    echo = echoes([entry.update], corrects=entry.corrects).get(number)
    if echo is None:
        return raw
    kept = {name: raw[name] for name in raw if name != named(number, "accept")}
    answer = {"stance": Stance.CONFIRMS.value, "responds_to": str(echo.public_id)}
    return {**kept, **{named(number, name): [text] for name, text in answer.items()}}


def _of_kind(raw: Raw, added: str) -> Raw:
    """Once it says what became of a source, the update is no plain news."""
    name = named(HEAD, "kind")
    news = raw.get(name, [UpdateKind.NEWS.value]) == [UpdateKind.NEWS.value]
    if added != "source_status" or not news:
        return raw
    return {**raw, name: [UpdateKind.SOURCE_CORRECTION.value]}


def _begins(raw: Raw, kind: str, *, draft: Draft, now: datetime) -> dict[str, str]:
    """What a new part begins with: what is usual, and what the one before has."""
    begins = usual(kind)
    table = TABLES.get(kind)
    if table and KINDS[kind].field(table.name) and kind != "source":
        built = build(raw, draft=draft.pk, now=now)
        begins[table.name] = next(
            (each.name for each in built.notes.unknown if kind in each.tables), ""
        )
        if kind == "party" and begins[table.name] in _publishers(built.parts):
            begins["kind"] = PartyKind.OUTLET.value
    return {**begins, **copied(raw, kind)}


def _publishers(parts: Sequence[Part]) -> set[str]:
    return {part.get("publisher") for part in parts if part.kind == "source"} - {""}


def usual(kind: str) -> dict[str, str]:
    """What stands in the fields of a new part before anybody typed."""
    return {
        field.name: str(field.start)
        for field in KINDS[kind].fields
        if field.start and field.widget != "choice"
    }


def begun_with(request: HttpRequest) -> str:
    """The mark of one empty form: it becomes one draft, however often it is sent."""
    mark = request.POST.get("begun", "")
    return mark if len(mark) == 32 and mark.isalnum() else ""


@transaction.atomic
def begun(
    request: HttpRequest, *, now: datetime, corrects: Update | None = None
) -> Draft:
    """The draft that a fresh form became, made by its first button."""
    assert isinstance(request.user, User)
    author = User.objects.select_for_update().get(pk=request.user.pk)
    mark = begun_with(request)
    made = Draft.objects.filter(author=author, payload__begun=mark) if mark else None
    if made is not None and made.exists():
        return get_object_or_404(visible_to(author), pk=made.values("pk")[:1])
    payload = {"begun": mark, "corrects": str(corrects.public_id) if corrects else ""}
    return actions.log(author=author, title="", payload=payload, now=now)
