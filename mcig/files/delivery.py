"""Hand a private file to a browser as a download that it keeps and never executes."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags


def deliver(
    request: HttpRequest, file: FieldFile, *, filename: str, content_type: str, sha256: str
) -> HttpResponseBase:
    """Answer with the stored bytes, or 304 when the browser already holds them.

    `sha256` (hex) is the ETag: the bytes behind it never change. The caller has checked who asks.
    """
    etag = f'"{sha256}"'
    response: HttpResponseBase
    if etag in (known := parse_etags(request.headers.get("If-None-Match", ""))) or "*" in known:
        response = HttpResponseNotModified()
    else:
        response = FileResponse(
            file.open("rb"), as_attachment=True, filename=filename, content_type=content_type
        )
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response
