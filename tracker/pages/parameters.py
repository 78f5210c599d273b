"""The parameters of a clause in words, one line each, as a reader can check them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.rules.exact import percent, shown
from projects.rules.parameters import NONE
from tracker.pages.wording import day_words

LABELS = {
    "trigger": gettext_lazy("If"),
    "prior_step": gettext_lazy("First"),
    "judge": gettext_lazy("Judge"),
    "discretionary": gettext_lazy("The judge may, and need not"),
    "effects": gettext_lazy("What may follow"),
    "bound": gettext_lazy("The last counted day is"),
    "days": gettext_lazy("Days"),
    "unit": gettext_lazy("Counted as"),
    "calendars": gettext_lazy("Days off in"),
    "ends_on": gettext_lazy("Last day for money"),
    "window_ends_on": gettext_lazy("Window ends on"),
    "steps": gettext_lazy("Steps, in order"),
    "early": gettext_lazy("First shares"),
    "until": gettext_lazy("First shares hold until"),
    "late": gettext_lazy("Later shares"),
    "scope": gettext_lazy("Shared is the cash on"),
    "test": gettext_lazy("Tested"),
    "net_of_tax": gettext_lazy("After tax"),
    "carry_after_end": gettext_lazy("Unpaid at the end stays owed"),
    "investor": gettext_lazy("Investor"),
    "host": gettext_lazy("Host"),
    "index": gettext_lazy("Index rate"),
    "spread": gettext_lazy("Spread"),
    "life_years": gettext_lazy("Life of the project, years"),
    "periods_per_year": gettext_lazy("Periods a year"),
    "reset": gettext_lazy("Index rate is taken"),
    "day_count": gettext_lazy("Part of a year"),
    "years": gettext_lazy("Tested after, years"),
    "amount": gettext_lazy("At most in a calendar year"),
    "currency": gettext_lazy("Currency"),
    "components": gettext_lazy("Covers"),
}
"""In the order in which they are told; the database keeps none."""

Line = tuple[str, str]


def parameter_lines(parameters: Mapping[str, Any]) -> tuple[Line, ...]:
    """Each parameter by its name in words, and its value."""
    known = [name for name in LABELS if name in parameters]
    others = sorted(set(parameters) - set(LABELS))
    return tuple(
        (str(LABELS.get(name, name)), _value(name, parameters[name]))
        for name in (*known, *others)
    )


def _value(name: str, value: Any) -> str:
    if value == NONE and name != "late":
        return _("none")
    if name in _WRITERS:
        return _WRITERS[name](value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(_code(str(each)) for each in value) or _("all")
    return _code(str(value))


def _code(text: str) -> str:
    """A code of the rules as words; free text has no underscore to lose."""
    return text.replace("_", " ")


def _shares(value: Mapping[str, str] | str) -> str:
    if isinstance(value, str):
        return _("in proportion to the money put in")
    pair = [percent(Decimal(value[side])) for side in ("investor", "host")]
    return _("investor %(investor)s, host %(host)s") % {
        "investor": pair[0],
        "host": pair[1],
    }


def _money(value: str) -> str:
    return shown(Decimal(value))


def _rate(value: str) -> str:
    return percent(Decimal(value))


def _day(value: str | date) -> str:
    return day_words(value if isinstance(value, date) else date.fromisoformat(value))


def _steps(value: Sequence[Mapping[str, str]]) -> str:
    """ "Consultation Committee (both sides): advise; ..."."""
    return "; ".join(
        f"{step['body']}"
        + (f" ({step['members']})" if step.get("members") else "")
        + f": {_code(step['role'])}"
        for step in value
    )


def _effects(value: Sequence[Mapping[str, str]]) -> str:
    return "; ".join(_effect(effect) for effect in value)


def _effect(effect: Mapping[str, str]) -> str:
    words = effect["words"]
    if effect.get("component"):
        words += f" ({_code(effect['component'])})"
    if effect.get("inferred"):
        words += " " + _("(inferred by us)")
    rate = "" if effect.get("to_rate") in (None, NONE) else _rate(effect["to_rate"])
    if rate and rate not in words:
        words += " " + _("to %(rate)s") % {"rate": rate}
    return words


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "early": _shares,
    "late": _shares,
    "amount": _money,
    "spread": _rate,
    "ends_on": _day,
    "window_ends_on": _day,
    "steps": _steps,
    "effects": _effects,
}
