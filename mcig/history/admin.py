"""History tables in the technical administration, only read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, URLField

from mcig.administration.site import ReadOnlyAdmin
from mcig.history.models import Refusal


class EventAdmin(ReadOnlyAdmin):
    list_display = ("pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context")
    list_filter = ("pgh_label",)
    ordering = ("-pgh_created_at", "-pgh_id")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_select_related = ("pgh_context",)


@admin.register(Refusal)
class RefusalAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "capacity", "status", "method", "path", "address")
    list_filter = ("status",)
    list_select_related = ("user",)


def show_history(*models: type[Model]) -> None:
    """Let administrators read the history of these tracked models.

    A model whose rows they may not read (drafts) is not shown here either.
    """
    for model in models:
        event_model: Any = model.pgh_event_model  # type: ignore[attr-defined]
        admin.site.register(event_model, EventAdmin)
