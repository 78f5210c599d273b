"""Where a user gets mail."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deadlines.actions.watching import AddressTaken
from deadlines.models import Recipient
from projects.models import User


def change_address(*, user: User, address: str) -> None:
    """Change a user's address; their recipient, if there is one, follows.

    What waits to be sent goes to the new address. Raises AddressTaken.
    """
    others = Recipient.objects.exclude(user=user).exclude(address="")
    try:
        with transaction.atomic():
            if others.filter(address__iexact=address).exists():
                raise AddressTaken(_taken(address))
            Recipient.objects.filter(user=user).update(address=address)
            User.objects.filter(pk=user.pk).update(email=address)
    except IntegrityError:  # somebody else was faster by a moment
        raise AddressTaken(_taken(address)) from None


def _taken(address: str) -> str:
    return _("Somebody else already gets alerts at %(address)s.") % {"address": address}
