"""One press that comes twice: a double click, or a key held down."""

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest

from projects.models import Draft
from tracker.desk.typed import Raw


def published_so(draft: Draft, typed: Raw) -> bool:
    """Was a draft published with just what is posted again? Else words would be lost.

    What is kept of a draft is what it was published with: it never changes after.
    """
    kept: Raw = draft.payload.get("typed", {})
    return kept == typed


def say_once(request: HttpRequest, words: str) -> None:
    """Tell it on the next page, unless that is waiting to be told there already."""
    waiting = messages.get_messages(request)
    told = words in {str(message) for message in waiting}
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # read, and still to be shown
    if not told:
        messages.success(request, words)
