"""Checking passwords, but not any number of wrong ones."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from projects.models import User
from tracker.accounts import throttle


class TooManyTries(ValidationError):
    """Refused unseen. A form that signs in shows the text as its own error."""


class ThrottledBackend(ModelBackend):
    """Accounts of the database. Whatever door asks, it asks here."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The user, or None. Raises TooManyTries, whether or not it would be right."""
        if request is None or username is None:
            return super().authenticate(request, username, password, **kwargs)
        where = throttle.place(request)
        if not throttle.may_sign_in(username, where):
            raise TooManyTries(
                _(
                    "Too many wrong passwords. Try again in a quarter of an hour, "
                    "or set a new password by mail."
                )
            )
        user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            throttle.signed_in(username, where)
        return user
