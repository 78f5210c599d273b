"""Mails about an account."""

from urllib.parse import urlsplit

from celery import shared_task
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm


@shared_task(name="accounts.mail_reset_link")
def mail_reset_link(address: str) -> None:
    """Mail a link to whoever has this address; to nobody where nobody has it.

    Looked up here and not in the request, so that the time the page takes does not
    tell whether somebody has it either.
    """
    form = PasswordResetForm({"email": address})
    if not form.is_valid():
        return
    site = urlsplit(settings.SITE_URL)
    form.save(
        domain_override=site.netloc,
        use_https=site.scheme == "https",
        subject_template_name="registration/forgotten_subject.txt",
        email_template_name="registration/forgotten_mail.txt",
        extra_email_context={
            "site_url": settings.SITE_URL,
            "hours": str(settings.PASSWORD_RESET_TIMEOUT // 3600),
        },
    )
