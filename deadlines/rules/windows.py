"""The days on which something is due: a window that may be open at either end."""

from dataclasses import dataclass
from datetime import date
from typing import Self


class BackwardWindow(ValueError):
    """A window whose last day lies before its first."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last possible day, both inclusive.

    ========  ======  =============================================
    earliest  latest  meaning
    ========  ======  =============================================
    a day     a day   some day from earliest to latest
    None      a day   "by" latest: open below
    a day     None    "not before" earliest: open above
    None      None    undated ("as soon as possible")
    ========  ======  =============================================

    Days are calendar days in the deadline's own zone, which the window does not know.
    Raises BackwardWindow when latest lies before earliest.
    """

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise BackwardWindow(
                f"The last possible day, {self.latest}, lies before the first, "
                f"{self.earliest}. Swap the two days."
            )

    @classmethod
    def on(cls, day: date) -> Self:
        """The window of exactly one day."""
        return cls(day, day)

    @classmethod
    def by(cls, day: date) -> Self:
        """Any day up to and including this one."""
        return cls(None, day)

    @classmethod
    def not_before(cls, day: date) -> Self:
        """This day or any day after it."""
        return cls(day, None)

    @property
    def is_undated(self) -> bool:
        """Whether neither end is known."""
        return self.earliest is None and self.latest is None

    @property
    def first(self) -> date:
        """The first possible day, with "open below" as the first day of all."""
        return self.earliest or date.min

    @property
    def last(self) -> date:
        """The last possible day, with "open above" as the last day of all."""
        return self.latest or date.max

    def contains(self, other: "Window") -> bool:
        """Whether every possible day of the other window is possible here too."""
        return self.first <= other.first and other.last <= self.last

    def has_day(self, day: date) -> bool:
        """Whether this day is one of the possible ones."""
        return self.first <= day <= self.last


UNDATED = Window()
