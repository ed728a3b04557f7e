"""The admin site: who may see it, and the mixin for records that nobody edits by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from mcig.access import ActorRequest, Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    ReadOnlyBase = admin.ModelAdmin[Any]
else:
    ReadOnlyBase = admin.ModelAdmin


class Site(admin.AdminSite):
    site_header = _("Administración técnica")
    site_title = _("Administración técnica")
    index_title = _("Registros")

    def has_permission(self, request: HttpRequest) -> bool:
        return cast(ActorRequest, request).actor.holds(Role.ADMINISTRATOR)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_login")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_logout")


class ReadOnlyAdmin(ReadOnlyBase):
    """Official records: readable, never editable."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
