"""Uses of personal links, for the technical administration; never the links themselves."""

from __future__ import annotations

from django.contrib import admin

from mcig.administration.site import ReadOnlyAdmin
from mcig.links.models import LinkUse


@admin.register(LinkUse)
class LinkUseAdmin(ReadOnlyAdmin):
    list_display = ("at", "link", "result", "network")
    list_filter = ("result",)
