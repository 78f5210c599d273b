"""How to cite a value: what identifies it, where it stands, what it rests on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from projects.rules.moment import Moment
from tracker.moment import carry
from tracker.pages.formulas import Formula
from tracker.pages.provenance import Provenance
from tracker.pages.wording import day_words


@dataclass(frozen=True, slots=True)
class Cite:
    """One value. `key` never changes; `address` is its page, its anchor after a #.

    `provenance` names the texts in which we read it, the best one first. A `formula`
    says that it is ours, and then `recorded_at` is empty: it is computed from rows of
    many days.
    """

    key: str
    address: str
    words: str
    provenance: tuple[Provenance, ...] = ()
    recorded_at: datetime | None = None
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A value as cited at a moment: with the address that will show it again."""

    cite: Cite
    as_of: date
    permalink: str
    text: str


def cited(cite: Cite, moment: Moment, *, now: datetime) -> Cited:
    """The citation of a value at a moment, by what has been written down by `now`.

    An instant, since more may be written down later on the same day.
    """
    then = Moment.at(moment.as_of, recorded=moment.recorded or now)
    permalink = settings.SITE_URL + carry(cite.address, then)
    text = _text(cite, moment.as_of, permalink)
    return Cited(cite=cite, as_of=moment.as_of, permalink=permalink, text=text)


def _text(cite: Cite, as_of: date, permalink: str) -> str:
    """One paragraph to copy: who says what, read where, by whom computed, where."""
    parts = [cite.words, *(each.words for each in cite.provenance)]
    if cite.formula:
        parts.append(_("Computed by Pledgebook: %s") % cite.formula.words.rstrip("."))
    parts.append(_("Pledgebook, as known on %s") % day_words(as_of))
    return ". ".join([*parts, permalink])
