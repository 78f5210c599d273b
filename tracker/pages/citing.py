"""How to cite a value: what identifies it, where it stands, what it rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tracker.moment import AS_OF, RECORDED
from tracker.pages.formulas import Formula
from tracker.pages.wording import day_words


@dataclass(frozen=True, slots=True)
class Cite:
    """One value. `key` never changes; `address` is its page, its anchor after a #.

    `origin` is where it was first to be read. A `formula` says that it is ours, and
    then `recorded_at` is empty: it is computed from rows of many days.
    """

    key: str
    address: str
    words: str
    origin: str = ""
    recorded_at: datetime | None = None
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A value as cited at a moment: with the address that will show it again."""

    cite: Cite
    as_of: date
    recorded_by: date
    permalink: str
    text: str


def cited(cite: Cite, *, as_of: date, recorded_by: date) -> Cited:
    """The citation of a value as it was known on a day, and written down by another."""
    permalink = _permalink(cite.address, as_of, recorded_by)
    return Cited(
        cite=cite,
        as_of=as_of,
        recorded_by=recorded_by,
        permalink=permalink,
        text=_text(cite, as_of, permalink),
    )


def _permalink(address: str, as_of: date, recorded_by: date) -> str:
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), AS_OF: as_of, RECORDED: recorded_by}
    return settings.SITE_URL + urlunsplit(parts._replace(query=urlencode(query)))


def _text(cite: Cite, as_of: date, permalink: str) -> str:
    """One paragraph to copy: who says what, where from, by whom computed, where."""
    parts = [cite.words]
    if cite.origin:
        parts.append(_("Origin: %(origin)s") % {"origin": cite.origin})
    if cite.formula:
        parts.append(_("Computed by Pledgebook: %s") % cite.formula.words.rstrip("."))
    parts.append(_("Pledgebook, as known on %s") % day_words(as_of))
    return ". ".join([*parts, permalink])
