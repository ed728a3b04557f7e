"""The admin site: who may see it, and what is edited there or only read."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import pghistory
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.forms import RangeWidget
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from mcig.access import ActorRequest, Role

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

OURS = ("mcig.", "members.", "agenda.", "projects.")


class Site(admin.AdminSite):
    site_header = _("Administración técnica")
    site_title = _("Administración técnica")
    index_title = _("Registros")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take what our own apps register; tables of libraries hold secrets or have their own pages."""
        if admin_class is not None and admin_class.__module__.startswith(OURS):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return cast("ActorRequest", request).actor.holds(Role.ADMINISTRATOR)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """As Django's; every change made through it carries its author in the history."""
        protected = super().admin_view(view, cacheable)

        @wraps(protected)
        def recorded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            context = {"user": request.actor.user.pk, "capacity": request.actor.capacity, "action": "admin"}
            with pghistory.context(**context):
                response: HttpResponseBase = protected(request, *args, **kwargs)
                return response

        return recorded

    def get_urls(self) -> list[Any]:
        """Django's, without the link that looks up any object by its number."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_logout")


class PlainLookups(ModelAdmin):
    """Lists are filtered by what they offer; any other column could be guessed letter by letter."""

    view_on_site = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        offered = {name for name in self.list_filter if isinstance(name, str)}
        return lookup.split("__", maxsplit=1)[0] in offered


class DatedAdmin(PlainLookups):
    """Records that an administrator edits; a range of dates is two date fields, the second one excluded."""

    formfield_overrides = {DateRangeField: {"widget": RangeWidget(AdminDateWidget())}}


class ReadOnlyAdmin(PlainLookups):
    """Official records: readable, never editable."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
