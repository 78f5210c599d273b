"""Forms of the public pages."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deadlines.actions.watching import Watched
from deadlines.codes import WATCHED_KINDS, WatchScope
from deadlines.models import Deadline
from projects.models import Party, Pledge, Project, Source

LARGEST = 10_000_000
LONGEST_PATH = 400
THINGS: dict[str, type[Watched]] = {
    WatchScope.PLEDGE: Pledge,
    WatchScope.PROJECT: Project,
    WatchScope.DEADLINE: Deadline,
    WatchScope.PARTY: Party,
}


class DayField(forms.DateField):
    """A day, asked for with the browser's own calendar."""

    def __init__(self, **named: Any) -> None:
        # The browser's field knows this form alone, whatever the language.
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=picker, **named)

    def clean(self, value: Any) -> date | None:
        found: date | None = super().clean(value)
        if found and not date(1950, 1, 1) <= found <= date(2150, 1, 1):
            raise forms.ValidationError(_("Give a day between 1950 and 2150."))
        return found


class OnForm(forms.Form):
    """The day for which a rule is asked; law and facts of that day count."""

    on = DayField(label=_("On the day"), required=False)

    def day(self, usual: date) -> date:
        """The day asked for, the usual one where none can be read."""
        said = self.cleaned_data.get("on") if self.is_valid() else None
        return said or usual


class WatchForm(forms.Form):
    """What to watch, and which kinds of thing to be told of.

    `thing` is "all", or a scope and a slug: "deadline:japan-550-first-project".
    """

    thing = forms.CharField(
        label=_("Watch"), widget=forms.Select, initial=WatchScope.ALL
    )
    kinds = forms.MultipleChoiceField(
        label=_("Tell me when"),
        choices=[(kind.value, kind.label) for kind in WATCHED_KINDS],
        initial=[kind.value for kind in WATCHED_KINDS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing to be told of.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].widget = forms.Select(choices=_choices())

    def clean_thing(self) -> Watched | None:
        scope, _colon, slug = self.cleaned_data["thing"].partition(":")
        if scope == WatchScope.ALL:
            return None
        model = THINGS.get(scope)
        found = model._default_manager.filter(slug=slug).first() if model else None
        if found is None:
            raise forms.ValidationError(_("Choose one of the list."))
        return found


def _choices() -> list[tuple[Any, Any]]:
    """Everything, then each pledge, deadline and project by name."""
    groups = [
        (_("Pledges"), WatchScope.PLEDGE, Pledge.objects.values_list("slug", "name")),
        (
            _("Deadlines"),
            WatchScope.DEADLINE,
            Deadline.objects.values_list("slug", "title"),
        ),
        (
            _("Projects"),
            WatchScope.PROJECT,
            Project.objects.values_list("slug", "name"),
        ),
        (
            _("Parties with a deadline"),
            WatchScope.PARTY,
            Party.objects.filter(owes__isnull=False)
            .distinct()
            .values_list("slug", "name"),
        ),
    ]
    return [
        (WatchScope.ALL.value, _("Everything")),
        *(
            (label, [(f"{scope}:{slug}", name) for slug, name in rows])
            for label, scope, rows in groups
        ),
    ]


def utc_today() -> date:
    return timezone.now().date()


class CheckForm(forms.Form):
    """Where somebody looked, and on which day; nothing new was found."""

    source = forms.CharField(
        label=_("Source that was checked"),
        help_text=_("Its address, or its short name in the address of its page here."),
    )
    checked_on = forms.DateField(
        label=_("Checked on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=utc_today,
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)

    def clean_source(self) -> Source:
        given = self.cleaned_data["source"].strip()
        found = Source.objects.filter(Q(slug=given) | Q(url=given)).first()
        if found is None:
            raise forms.ValidationError(
                _("No source of that name or address. Log it at the desk first.")
            )
        return found


class RetractForm(forms.Form):
    """Why an update is taken back."""

    why = forms.CharField(
        label=_("Why is it retracted?"),
        widget=forms.Textarea,
        help_text=_("Shown to every reader, on the update and in the corrections."),
        error_messages={"required": _("Say why the update is retracted.")},
    )


class ReportForm(forms.Form):
    """What is wrong, and where it can be read. `website` is left empty by people."""

    about = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is wrong, and what is right?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say what is wrong.")},
    )
    source_url = forms.URLField(
        label=_("Where can that be read?"),
        help_text=_("The address of a source: nothing changes here without one."),
        max_length=600,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={
            "required": _("Give the address of a source that says so."),
            "invalid": _("Write a whole address: https://example.org/article"),
        },
    )
    website = forms.CharField(
        label=_("Leave this empty"), required=False, max_length=LARGEST
    )

    def clean_about(self) -> str:
        """A path within this site, or nothing."""
        about: str = self.cleaned_data["about"]
        return about if is_path(about) else ""

    def clean_source_url(self) -> str:
        url: str = self.cleaned_data["source_url"]
        if not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(
                _("An address begins with http:// or https://.")
            )
        return url


def is_path(text: str) -> bool:
    """Does it lead to a page of this site, and nowhere else?"""
    inside = text.startswith("/") and text[1:2] not in ("/", "\\")
    return inside and len(text) <= LONGEST_PATH and text.isprintable()


class DismissForm(forms.Form):
    """Why a report of an error changes nothing."""

    why = forms.CharField(
        label=_("Why does it change nothing?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the report, for the other editors."),
        error_messages={"required": _("Say why the report is dismissed.")},
    )


class UploadForm(forms.Form):
    """A table of claims to be checked, and what to do with what the record has."""

    file = forms.FileField(
        label=_("Table (CSV or XLSX)"),
        error_messages={"required": _("Choose the file to import.")},
    )
    confirm = forms.BooleanField(
        label=_("Import lines that the record already has as confirmations"),
        label_suffix="",
        help_text=_(
            "Also those that give the operative value from another source. Otherwise "
            "the first are left out, and the others stay as they are."
        ),
        required=False,
        initial=True,
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is over 10 MB: split it into several.")
            )
        return file
