"""Reference data, editable by admins; evidence, to be looked at only."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model, URLField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from projects.models import (
    Acceptance,
    Citation,
    Claim,
    ClaimSpeaker,
    Party,
    PartyName,
    ProjectName,
    Question,
    QuestionCode,
    Source,
    SourceStatus,
    Update,
    User,
)


class Untouchable:
    """Evidence and what is computed from it: staff may look, and nobody may write."""

    def has_view_permission(self, request: HttpRequest, *_obj: Any) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any) -> bool:
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        return False


class EvidenceAdmin(Untouchable, admin.ModelAdmin):  # type: ignore[type-arg]
    """A list of evidence; counting all rows would take longer than showing some."""

    show_full_result_count = False
    list_per_page = 50
    actions = None


class EvidenceInline(Untouchable, admin.TabularInline):  # type: ignore[type-arg]
    extra = 0


class KeptAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Reference data. What is in an address, or hashed, stays as it was written."""

    kept: tuple[str, ...] = ("slug",)

    def get_readonly_fields(
        self, _request: HttpRequest, obj: Model | None = None
    ) -> tuple[str, ...]:
        return self.kept if obj else ()

    def has_delete_permission(self, *_: Any) -> bool:
        return False


class PartyNameInline(admin.TabularInline):  # type: ignore[type-arg]
    model = PartyName
    extra = 1


@admin.register(Party)
class PartyAdmin(KeptAdmin):
    list_display = ("name", "kind", "parent")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "slug", "names__name")
    autocomplete_fields = ("parent",)
    inlines = [PartyNameInline]


@admin.register(Source)
class SourceAdmin(KeptAdmin):
    """Staff alone read the archived text; the public sees excerpt and link."""

    kept = ("slug", "archived_text", "sha256")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("title", "publisher", "published_on", "grade", "held")
    list_filter = ("grade", "kind", "held", "language")
    list_select_related = ("publisher",)
    search_fields = ("title", "slug", "url")
    autocomplete_fields = ("publisher",)


class QuestionCodeInline(admin.TabularInline):  # type: ignore[type-arg]
    model = QuestionCode
    extra = 1


@admin.register(Question)
class QuestionAdmin(KeptAdmin):
    list_display = ("text", "slug")
    search_fields = ("text", "slug")
    inlines = [QuestionCodeInline]


@admin.register(ProjectName)
class ProjectNameAdmin(KeptAdmin):
    kept = ("project",)
    list_display = ("name", "language", "project")
    list_select_related = ("project",)
    search_fields = ("name",)


class ClaimInline(EvidenceInline):
    model = Claim
    fields = ("place", "kind", "words", "said_on", "stance")
    show_change_link = True


class CitationInline(EvidenceInline):
    model = Citation
    fields = ("place", "source", "origin", "locator", "excerpt", "language")


class SpeakerInline(EvidenceInline):
    model = ClaimSpeaker
    fields = ("place", "party", "role")


class AcceptanceInline(EvidenceInline):
    model = Acceptance
    fields = ("operative", "from_on", "reason", "secondary", "update")


@admin.register(Update)
class UpdateAdmin(EvidenceAdmin):
    list_display = ("headline", "known_on", "kind", "status", "recorded_at")
    list_filter = ("status", "kind")
    search_fields = ("headline",)
    inlines = [ClaimInline, CitationInline]


@admin.register(Claim)
class ClaimAdmin(EvidenceAdmin):
    list_display = ("__str__", "kind", "update", "said_on", "stance")
    list_filter = ("kind", "stance")
    list_select_related = ("update",)
    search_fields = ("words",)
    inlines = [SpeakerInline, CitationInline, AcceptanceInline]


@admin.register(Citation)
class CitationAdmin(EvidenceAdmin):
    list_display = ("source", "origin", "locator", "claim", "update")
    list_select_related = ("source", "origin", "claim", "update")
    search_fields = ("excerpt", "locator")


@admin.register(Acceptance)
class AcceptanceAdmin(EvidenceAdmin):
    list_display = ("claim", "operative", "from_on", "secondary", "reason")
    list_filter = ("operative", "secondary")
    list_select_related = ("claim",)
    search_fields = ("reason",)


@admin.register(SourceStatus)
class SourceStatusAdmin(EvidenceAdmin):
    list_display = ("source", "status", "from_on", "reason")
    list_select_related = ("source",)


@admin.register(User)
class RoleAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts and their roles. Only a superuser makes or changes a superuser."""

    list_display = ("username", "email", "is_staff", "last_login")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (_("Reading"), {"fields": ("zone", "language")}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, _obj: Model | None = None
    ) -> tuple[str, ...]:
        if request.user.is_superuser:
            return ()
        return ("is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        above = obj is not None and obj.is_superuser
        return allowed and (request.user.is_superuser or not above)
