"""Projects and their published revisions in the technical administration, only read; drafts are not shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from mcig.administration.site import ReadOnlyAdmin
from projects.models import Project, Revision


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ("code", "owner", "current", "created_at")
    list_select_related = ("owner", "current__project")
    search_fields = ("code", "current__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(current__isnull=False)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("project", "number", "name", "published_at", "published_by")
    list_select_related = ("project", "published_by")
    search_fields = ("project__code", "name")
    exclude = ("documents",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(number__isnull=False)
