"""What a PDF may load: our own static files and the pictures handed to it by name. Needs WeasyPrint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import URLFetcher, URLFetcherResponse

# A name that cannot exist; it only makes relative addresses resolve.
ORIGIN = "https://static.invalid/"


class StaticFiles(URLFetcher):  # type: ignore[misc]
    """Gives bundled static files and the `pictures` of one document; refuses all else without touching it."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        self.pictures = pictures or {}
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        """What is at `url`; raises `PermissionError` for any other address or a missing file."""
        if url.startswith(ORIGIN) and (picture := self.pictures.get(url.removeprefix(ORIGIN))) is not None:
            return URLFetcherResponse(url, picture)
        found = _found(unquote(url.removeprefix(ORIGIN))) if url.startswith(ORIGIN) else None
        if found is None:
            raise PermissionError(f"Not a bundled static file: {url[:200]}")
        return URLFetcherResponse(url, found.read_bytes())


def _found(path: str) -> Path | None:
    try:
        found = finders.find(path) if path else None
    except SuspiciousFileOperation:
        return None
    return Path(found) if isinstance(found, str) and Path(found).is_file() else None
