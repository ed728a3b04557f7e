"""Accounts in the technical administration: their dates and language, never their secrets."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mcig.access import ActorRequest
from mcig.accounts.actions import close
from mcig.accounts.models import Invitation, User
from mcig.administration.site import DatedAdmin, ReadOnlyAdmin
from mcig.history.admin import show_history


@admin.register(User)
class UserAdmin(DatedAdmin):
    """Accounts are opened by invitation and closed by date; none is deleted."""

    list_display = ("email", "name", "language", "joined_at", "closed_at", "administrator_during")
    search_fields = ("email", "name")
    fields = ("email", "name", "language", "administrator_during", "joined_at", "closed_at", "last_login")
    readonly_fields = ("email", "joined_at", "closed_at", "last_login")
    actions = ("close_accounts",)

    @admin.action(description=_("Cerrar las cuentas elegidas"))
    def close_accounts(self, request: ActorRequest, accounts: QuerySet[User]) -> None:
        """End every session and invitation of the chosen accounts at once; one's own stays open."""
        for account in accounts.exclude(pk=request.actor.account.pk):
            close(actor=request.actor, user=account)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """The key of an invitation opens an account: it is not shown."""

    list_display = ("email", "name", "sent_at", "expires_at", "accepted_at", "revoked_at")
    fields = (
        "email",
        "name",
        "language",
        "invited_by",
        "sent_at",
        "expires_at",
        "accepted_at",
        "revoked_at",
        "user",
    )
    search_fields = ("email", "name")


show_history(User, Invitation)
