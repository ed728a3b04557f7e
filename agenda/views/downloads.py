"""Spreadsheets that a browser keeps as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from mcig.access import ActorRequest
from mcig.sheets import xlsx
from mcig.sheets.columns import Column, Row


def spreadsheet(
    request: ActorRequest, title: str, columns: Sequence[Column[Row]], rows: Iterable[Row], *, name: str
) -> HttpResponse:
    """A workbook of one sheet as a download, called after `name` and the day."""
    return download(
        request, xlsx.write(title, columns, rows), content_type=xlsx.CONTENT_TYPE, name=name, suffix="xlsx"
    )


def download(
    request: ActorRequest, content: bytes, *, content_type: str, name: str, suffix: str
) -> HttpResponse:
    """The bytes as a download that no cache keeps."""
    filename = f"{name}-{request.actor.on.isoformat()}.{suffix}"
    response = HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
