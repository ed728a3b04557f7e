"""Organisations, people and mandates in the technical administration."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest

from mcig.administration.site import DatedAdmin
from mcig.history.admin import show_history
from members.models import (
    Mandate,
    MandateHolder,
    MandateRole,
    Membership,
    Organisation,
    OrganisationName,
    Person,
    Posting,
    PostTitle,
    Seat,
    Suspension,
)


class FoundingAdmin(DatedAdmin):
    """Registers that the secretariat keeps on pages of its own.

    Here they are only read, except while nobody keeps the secretariat yet: somebody has to enter the first
    organisation, its people and its mandate.
    """

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not Mandate.objects.filter(role=MandateRole.SECRETARIAT).exists()

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(FoundingAdmin):
    list_display = ("code", "kind", "country", "protocol_order", "successor")
    list_select_related = ("successor",)
    list_filter = ("kind",)
    search_fields = ("code", "names__name", "names__acronym")
    formfield_overrides = {**DatedAdmin.formfield_overrides, URLField: {"assume_scheme": "https"}}


# Rows of an organisation or a seat have pages of their own: validation within the page of another record
# would not see the constraints that hold between rows.


@admin.register(OrganisationName)
class OrganisationNameAdmin(FoundingAdmin):
    list_display = ("name", "acronym", "organisation", "validity")
    list_select_related = ("organisation",)
    search_fields = ("name", "acronym", "organisation__code")
    autocomplete_fields = ("organisation",)


@admin.register(Membership)
class MembershipAdmin(FoundingAdmin):
    list_display = ("organisation", "validity", "basis")
    list_select_related = ("organisation",)
    search_fields = ("organisation__code", "organisation__names__name")
    autocomplete_fields = ("organisation",)


@admin.register(Suspension)
class SuspensionAdmin(DatedAdmin):
    list_display = ("organisation", "validity", "reason")
    list_select_related = ("organisation",)
    search_fields = ("organisation__code", "organisation__names__name")
    autocomplete_fields = ("organisation",)


@admin.register(PostTitle)
class PostTitleAdmin(DatedAdmin):
    list_display = ("neutral", "feminine", "masculine", "english", "position")
    search_fields = ("neutral", "feminine", "masculine", "english")


@admin.register(Seat)
class SeatAdmin(FoundingAdmin):
    list_display = ("organisation", "kind")
    list_select_related = ("organisation",)
    search_fields = ("organisation__code", "organisation__names__name")
    autocomplete_fields = ("organisation",)


@admin.register(Posting)
class PostingAdmin(FoundingAdmin):
    list_display = ("person", "seat", "title", "validity")
    list_select_related = ("person", "seat__organisation")
    search_fields = ("person__name", "seat__organisation__code")
    autocomplete_fields = ("person", "seat")


@admin.register(Person)
class PersonAdmin(FoundingAdmin):
    list_display = ("name", "email", "phone", "user")
    list_select_related = ("user",)
    search_fields = ("name", "email")
    autocomplete_fields = ("user",)


@admin.register(Mandate)
class MandateAdmin(FoundingAdmin):
    list_display = ("role", "planned", "actual", "basis")
    list_filter = ("role",)
    search_fields = ("role", "basis")


@admin.register(MandateHolder)
class MandateHolderAdmin(FoundingAdmin):
    list_display = ("mandate", "organisation", "position")
    list_select_related = ("mandate", "organisation")
    autocomplete_fields = ("mandate", "organisation")


show_history(
    Organisation,
    OrganisationName,
    Membership,
    Suspension,
    Seat,
    Person,
    PostTitle,
    Posting,
    Mandate,
    MandateHolder,
)
