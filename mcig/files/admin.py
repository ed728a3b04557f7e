"""Uploaded files in the technical administration: only read, and their contents are not offered."""

from __future__ import annotations

from django.contrib import admin

from mcig.administration.site import ReadOnlyAdmin
from mcig.files.models import StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    list_display = ("sha256", "kind", "size", "uploaded_at", "uploaded_by")
    list_select_related = ("uploaded_by",)
    search_fields = ("sha256",)
    fields = ("sha256", "kind", "size", "uploaded_at", "uploaded_by", "capacity")
