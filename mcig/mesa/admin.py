"""The profile of the mesa in the technical administration."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from mcig.administration.site import DatedAdmin
from mcig.history.admin import show_history
from mcig.mesa.models import Mesa


@admin.register(Mesa)
class MesaAdmin(DatedAdmin):
    list_display = ("acronym", "name", "time_zone", "rotating_role", "term_months")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only while there is none: one install serves one mesa."""
        return not Mesa.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


show_history(Mesa)
