"""What a reader types into a calculation. It comes by the address, never by a post."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from tracker.scenario import typed

T = TypeVar("T")


class TypedField(forms.CharField):
    """A text that a reader of `tracker.scenario.typed` turns into a value."""

    def __init__(self, reads: Callable[[str], Any], **named: Any) -> None:
        super().__init__(**named)
        self.reads = reads

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.reads(text)
        except typed.Unreadable as error:
            raise forms.ValidationError(str(error)) from error


def asked(query: QueryDict, defaults: Mapping[str, object]) -> QueryDict:
    """What the address says, and for what it leaves out the usual value.

    A field that stands in the address and is empty stays empty.
    """
    data = query.copy()
    for name, value in defaults.items():
        if name not in data:
            data[name] = str(value)
    return data
