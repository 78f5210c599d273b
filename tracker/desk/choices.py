"""What a choice offers: pairs of code and words, the first being the usual one."""

from typing import TYPE_CHECKING, TypeAlias

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Label: TypeAlias = "str | StrPromise"
Choices: TypeAlias = "tuple[tuple[str, str | StrPromise], ...]"

LANGUAGE_NAMES: Choices = (
    ("en", _("English")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("zh", _("Chinese")),
)
READ_LANGUAGE_NAMES: Choices = (
    *LANGUAGE_NAMES,
    ("de", _("German")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("id", _("Indonesian")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("th", _("Thai")),
    ("vi", _("Vietnamese")),
)


def of_codes(codes: type[TextChoices]) -> Choices:
    return tuple((str(code.value), code.label) for code in codes)
