"""What is computed about deadlines, and what was sent, to be looked at only."""

from django.contrib import admin

from deadlines.models import Alert, DeadlinePeriod, Delivery
from projects.admin import EvidenceAdmin, EvidenceInline


class DeliveryInline(EvidenceInline):
    model = Delivery
    fields = ("recipient", "state", "attempts", "sent_at", "error")


@admin.register(DeadlinePeriod)
class DeadlinePeriodAdmin(EvidenceAdmin):
    list_display = ("deadline", "held", "due_from", "due_to", "state", "slips")
    list_filter = ("state",)
    list_select_related = ("deadline",)
    search_fields = ("deadline__title", "deadline__slug")


@admin.register(Alert)
class AlertAdmin(EvidenceAdmin):
    list_display = ("deadline", "kind", "happened_at", "detected_at", "found_late")
    list_filter = ("kind", "found_late")
    list_select_related = ("deadline",)
    inlines = [DeliveryInline]


@admin.register(Delivery)
class DeliveryAdmin(EvidenceAdmin):
    list_display = ("alert", "recipient", "state", "attempts", "sent_at")
    list_filter = ("state",)
    list_select_related = ("alert__deadline", "recipient")
