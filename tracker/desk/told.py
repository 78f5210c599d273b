"""What the checks of the seed format refuse, in the words that the form uses."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.desk.choices import Label
from tracker.desk.fields import Kind
from tracker.desk.missing import words_for
from tracker.desk.new_parties import ACCEPTANCE
from tracker.desk.parts import ACCEPT, DATE
from tracker.seeding.across import ONLY_FROM_WHEN, SECONDARY

ROW_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
OF_FORM: Mapping[str, Label] = {
    SECONDARY: gettext_lazy(
        "Held through grade C only. Open “%(more)s” at the source and name under "
        "“%(via)s” an origin of grade A or B, cite a better source, or leave "
        "“%(accept)s” unticked."
    ),
    ONLY_FROM_WHEN: gettext_lazy(
        "This deadline says only from when (“not before”), and this date gives a last "
        "day. Leave “%(accept)s” unticked to log it as it was said. If it is the first "
        "possible day, choose “a window of my own” under “%(read)s” and fill in "
        "“%(first)s” alone. To hold somebody to the day, add a new deadline that is "
        "due by it."
    ),
}
"""Refusals that name the fields of a row, in the labels of the form."""
OF_MIND: Mapping[str, Label] = {
    SECONDARY: gettext_lazy(
        "That claim is held through grade C only. Log it anew with a source of grade A "
        "or B, or with one under “%(via)s”, and tick “%(accept)s” there."
    ),
    ONLY_FROM_WHEN: gettext_lazy(
        "Its deadline says only from when (“not before”), and that claim gives a last "
        "day. To hold somebody to the day, add a new deadline that is due by it."
    ),
}
"""The same where the claim is one of the record, and only our mind about it changes."""


def in_form_words(message: str, part: str, kind: Kind, field: str) -> str:
    """A refusal as the form tells it at a field, or at the whole part."""
    if message == "missing":
        return words_for(part, kind.field(field))
    own = OF_MIND if part == ACCEPTANCE.code else OF_FORM
    if message in own:
        return str(own[message]) % _labels()
    return _labelled(message[:1].upper() + message[1:], kind)


def _labels() -> Mapping[str, Label]:
    return {
        "more": _("More"),
        "via": _label(DATE, "via"),
        "accept": ACCEPT.label,
        "read": _label(DATE, "reading"),
        "first": _label(DATE, "earliest"),
    }


def _label(kind: Kind, name: str) -> str:
    """The label of a field that the kind has."""
    (label,) = (field.label for field in kind.fields if field.name == name)
    return str(label)


def _labelled(message: str, kind: Kind) -> str:
    """The names of other fields as their labels; what the form does not ask stays."""

    def label(found: re.Match[str]) -> str:
        field = kind.field(found[0])
        return f"“{field.label}”" if field else found[0]

    return ROW_NAME.sub(label, message)
