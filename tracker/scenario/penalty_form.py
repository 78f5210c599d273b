"""What is asked for a penalty: which clause, what happened, what it would touch."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import Clause
from projects.rules.exact import HIGHEST_TARIFF
from tracker.forms import DayField
from tracker.scenario import typed
from tracker.scenario.forms import TypedField

NOT_KNOWN = (
    ("", gettext_lazy("not known")),
    ("yes", gettext_lazy("yes")),
    ("no", gettext_lazy("no")),
)
FINDINGS = {
    "triggered": gettext_lazy("What sets it off has happened"),
    "consulted": gettext_lazy("The step before was taken"),
    "judged": gettext_lazy("The judge found so"),
    "good_faith": gettext_lazy("Delivery in good faith"),
    "failed": gettext_lazy("A failure to fund"),
}
IMPORTS = "imports_"


class PenaltyForm(forms.Form):
    """The clause, the day, each finding, and the yearly imports by component."""

    clause = forms.ChoiceField(label=gettext_lazy("Clause"))
    on = DayField(label=gettext_lazy("On the day"))
    rate = TypedField(
        typed.percent,
        label=gettext_lazy("Tariff the judge would set, %"),
        help_text=gettext_lazy("Used where a reading names none."),
        required=False,
        max_length=20,
    )
    unpaid = TypedField(
        typed.amount,
        label=gettext_lazy("Call that was not met"),
        required=False,
        max_length=40,
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        clauses: Collection[Clause],
        components: Collection[str],
    ) -> None:
        super().__init__(data)
        choices = [(each.slug, f"{each} ({each.agreement})") for each in clauses]
        clause: Any = self.fields["clause"]
        clause.choices = choices
        for name, label in FINDINGS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=NOT_KNOWN, required=False
            )
        for component in components:
            self.fields[f"{IMPORTS}{component}"] = TypedField(
                typed.amount,
                label=_("Yearly imports: %(part)s") % {"part": component},
                help_text=_("Empty is not known, and never 0."),
                required=False,
                max_length=40,
            )

    def clean_rate(self) -> Any:
        rate = self.cleaned_data["rate"]
        if rate is not None and not 0 <= rate < HIGHEST_TARIFF:
            raise forms.ValidationError(_("Give a tariff of 0% or more, below 1000%."))
        return rate

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields under their headings, in order."""
        imports = [name for name in self.fields if name.startswith(IMPORTS)]
        yield _("Which clause, on which day"), [self["clause"], self["on"]]
        yield _("What was found"), [self[name] for name in FINDINGS]
        yield (
            _("What it would touch"),
            [self[name] for name in ("rate", *imports, "unpaid")],
        )
