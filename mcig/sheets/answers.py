"""Lists and documents as downloads that no cache keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import IO, Any

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control

from mcig.access import ActorRequest
from mcig.sheets import delimited, plain_json, xlsx
from mcig.sheets.columns import Column, Row

Write = Callable[[IO[bytes], Sequence[Column[Any]], Iterable[Any]], None]
OTHERS: dict[str, tuple[str, Write]] = {
    "csv": (delimited.CONTENT_TYPE, delimited.write_into),
    "json": (plain_json.CONTENT_TYPE, plain_json.write_into),
}


def exported(
    request: ActorRequest,
    suffix: str,
    *,
    title: str,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    name: str,
) -> HttpResponse:
    """A list as Excel, CSV or JSON, in the reader's language, called after `name` and the day.

    `title` is that of the sheet. Raises `Http404` for any other suffix.
    """
    stream = BytesIO()
    if suffix == "xlsx":
        content_type = xlsx.CONTENT_TYPE
        xlsx.write_into(stream, [(title, columns, rows)])
    elif suffix in OTHERS:
        content_type, write = OTHERS[suffix]
        write(stream, columns, rows)
    else:
        raise Http404
    return download(request, stream.getvalue(), content_type=content_type, name=name, suffix=suffix)


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
