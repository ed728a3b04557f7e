"""Issued documents in the technical administration: final, so only read. Their files are not offered."""

from __future__ import annotations

from django.contrib import admin

from mcig.administration.site import ReadOnlyAdmin
from mcig.documents.models import IssuedDocument


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(ReadOnlyAdmin):
    list_display = ("number", "kind", "series", "language", "issued_at", "issued_by")
    list_select_related = ("issued_by",)
    search_fields = ("series", "token", "sha256")
    fields = (
        "number",
        "token",
        "kind",
        "series",
        "language",
        "filename",
        "size",
        "sha256",
        "issued_at",
        "issued_by",
        "capacity",
    )
