"""The profile, and the way back in for who forgot the password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import (
    PasswordChangeView,
    PasswordResetConfirmView,
    redirect_to_login,
)
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from deadlines import actions
from projects.actions import Refusal
from projects.models import User
from tracker.accounts import throttle
from tracker.accounts.forms import ForgottenForm, ProfileForm, zones
from tracker.accounts.tasks import mail_reset_link

LINK_WAITS = 60 * 60
"""Seconds after which a link asked for is not mailed any more: nobody awaits it."""


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, in which zone I see times, and where mails go."""
    assert isinstance(request.user, User)
    form = ProfileForm(request, request.user)
    if form.is_valid():
        try:
            _change(request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("account")
    roles = request.user.groups.order_by("name").values_list("name", flat=True)
    context = {"form": form, "zones": zones(), "roles": list(roles)}
    return render(request, "account.html", context)


@transaction.atomic
def _change(user: User, *, zone: str, language: str, address: str, **_: str) -> None:
    actions.change_address(user=user, address=address)
    User.objects.filter(pk=user.pk).update(zone=zone, language=language)


class ChangePassword(SuccessMessageMixin, PasswordChangeView):  # type: ignore[type-arg]
    template_name = "registration/change_password.html"
    success_url = reverse_lazy("account")
    success_message = gettext_lazy("Your password is changed.")


@login_not_required
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same whoever has the address."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        address, where = form.cleaned_data["address"], throttle.place(request)
        if throttle.LINKS_FROM.take(where) and throttle.LINKS_TO.take(address):
            _mail_link(address)
            return redirect("password_reset_done")
        form.add_error(
            None,
            _("Too many links were asked for. Use the last one, or wait an hour."),
        )
    return render(request, "registration/forgotten.html", {"form": form})


@login_not_required
@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/forgotten_sent.html")


class NewPassword(SuccessMessageMixin, PasswordResetConfirmView):  # type: ignore[type-arg]
    """What the mailed link opens. It works once."""

    template_name = "registration/new_password.html"
    success_url = reverse_lazy("login")
    success_message = gettext_lazy("Your password is changed. Sign in with it.")

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        name = form.user.get_username()
        throttle.new_password(name, throttle.place(self.request))
        return super().form_valid(form)


@login_not_required
def admin_login(request: HttpRequest) -> HttpResponse:
    """The admin has no door of its own."""
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


def _mail_link(address: str) -> None:
    """By the worker; by this process while the broker is down."""
    try:
        mail_reset_link.apply_async((address,), expires=LINK_WAITS)
    except OperationalError:
        mail_reset_link(address)
