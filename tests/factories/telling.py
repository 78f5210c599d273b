"""Who watches, what there is to tell, and telling it."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from deadlines.models import Alert, Delivery, DraftBearing, Recipient, Watch
from projects.models import Draft
from tests.factories.claims import DateClaimFactory
from tests.factories.subjects import UserFactory

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


class RecipientFactory(DjangoModelFactory):
    class Meta:
        model = Recipient

    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    confirmed_at = LONG_AGO


class WatchFactory(DjangoModelFactory):
    class Meta:
        model = Watch

    recipient = factory.SubFactory(RecipientFactory)
    created_at = LONG_AGO


class AlertFactory(DjangoModelFactory):
    class Meta:
        model = Alert

    kind = "missed"
    claim = factory.SubFactory(DateClaimFactory)
    deadline = factory.SelfAttribute("claim.deadline")
    happened_at = datetime(2026, 2, 1, tzinfo=UTC)
    detected_at = factory.SelfAttribute("happened_at")


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    alert = factory.SubFactory(AlertFactory)
    recipient = factory.SubFactory(RecipientFactory)
    watches: list[int] = []
    next_attempt_at = factory.SelfAttribute("alert.detected_at")


class DraftFactory(DjangoModelFactory):
    """A draft that waits for review; `bears_on` is a list of deadlines."""

    class Meta:
        model = Draft
        skip_postgeneration_save = True

    author = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Draft {n}")
    state = "waiting"
    created_at = LONG_AGO
    changed_at = LONG_AGO

    @factory.post_generation
    def bears_on(self, _create, deadlines, **_fields):
        for deadline in deadlines or ():
            DraftBearing.objects.create(draft=self, deadline=deadline)
