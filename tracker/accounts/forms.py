"""Forms about one's own account."""

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from projects.models import User

NO_PLACES = {"Factory", "localtime"}


@cache
def zones() -> tuple[str, ...]:
    """Every time zone by name, as those who know it write it."""
    return tuple(sorted(zoneinfo.available_timezones() - NO_PLACES))


@cache
def _spellings() -> dict[str, str]:
    return {name.casefold(): name for name in zones()}


class ForgottenForm(forms.Form):
    address = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ProfileForm(forms.Form):
    """Zone, language and mail address of the one who is signed in."""

    zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("Type a city or a region: Tokyo, New York, UTC."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the pages"))
    address = forms.EmailField(
        label=_("Mail address"),
        help_text=_("Alerts and links for a new password go there."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("Only to change the mail address."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, user: User) -> None:
        super().__init__(
            request.POST or None,
            initial={
                "zone": user.zone,
                "language": spoken(user.language),
                "address": user.email,
            },
        )
        self.request = request
        self.user = user
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = settings.LANGUAGES

    def clean_zone(self) -> str:
        """By its name, however it is typed; by its city where only one has that."""
        typed = self.cleaned_data["zone"].strip().replace(" ", "_").casefold()
        if name := _spellings().get(typed):
            return name
        cities = [name for key, name in _spellings().items() if _is_city(typed, key)]
        if len(cities) == 1:
            return cities[0]
        raise forms.ValidationError(
            _("There is no zone “%(zone)s”. Choose one of the list, as Asia/Tokyo."),
            params={"zone": self.cleaned_data["zone"]},
        )

    def clean(self) -> dict[str, Any]:
        """A new address takes the password: it opens the account by a mailed link."""
        cleaned = super().clean() or self.cleaned_data
        if "address" in cleaned and cleaned["address"] != self.user.email:
            name = self.user.get_username()
            given = cleaned.get("password") or ""
            if not given or not authenticate(
                self.request, username=name, password=given
            ):
                self.add_error(
                    "password", _("Give your password to change the mail address.")
                )
        return cleaned


def _is_city(typed: str, key: str) -> bool:
    return key.endswith(f"/{typed}")


def spoken(language: str) -> str:
    """The language of the site that comes nearest to somebody's own."""
    try:
        return translation.get_supported_language_variant(language)
    except LookupError:
        return settings.LANGUAGE_CODE
