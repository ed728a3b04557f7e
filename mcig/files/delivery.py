"""Hand a private file to a browser as a download that it keeps and never executes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from mcig.rules import Broken

if TYPE_CHECKING:
    from mcig.files.models import StoredFile

logger = logging.getLogger(__name__)
# Whatever it holds: nothing in it runs, nothing in it is loaded.
POLICY = "default-src 'none'; sandbox"


def deliver(
    request: HttpRequest,
    file: FieldFile,
    *,
    filename: str,
    content_type: str,
    sha256: str,
) -> HttpResponseBase:
    """Answer with the stored bytes, or 304 when the browser already holds them.

    `sha256` (hex) is the ETag: the bytes behind it never change. The caller has checked who asks. A page
    shows a picture so delivered all the same; opened by itself it is a download too. Raises `Broken` when the
    file is missing from the disk.
    """
    etag = f'"{sha256}"'
    response: HttpResponseBase
    if etag in (known := parse_etags(request.headers.get("If-None-Match", ""))) or "*" in known:
        response = HttpResponseNotModified()
    else:
        try:
            opened = file.open("rb")
        except FileNotFoundError:
            logger.exception("a stored file is missing: %s", file.name)
            raise Broken(
                _("El archivo falta en el almacén del sistema. Avise a la secretaría técnica.")
            ) from None
        response = FileResponse(opened, as_attachment=True, filename=filename, content_type=content_type)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    patch_cache_control(response, private=True, no_cache=True)
    return response


def deliver_stored(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Answer with an uploaded file, always as a download; see `deliver`. The caller has checked who asks."""
    return deliver(
        request,
        stored.file,
        filename=stored.name,
        content_type=stored.description.content_type,
        sha256=stored.sha256,
    )
