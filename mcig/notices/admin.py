"""The mail queue in the technical administration: who, when and whether it left; not what it said."""

from __future__ import annotations

from django.contrib import admin

from mcig.administration.site import ReadOnlyAdmin
from mcig.notices.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("subject", "recipients", "state", "attempts", "queued_at", "sent_at")
    list_filter = ("state",)
    fields = (
        "recipients",
        "subject",
        "is_confidential",
        "state",
        "attempts",
        "failure",
        "queued_at",
        "sent_at",
    )
