"""The addresses of IATI files that are read once a day: what is new in them waits at the import desk."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom, BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from mcig.access import Actor
from mcig.fetching import fetch
from mcig.rules import Broken, _
from members.models import Organisation
from projects.actions.imports_filling import fill
from projects.models import ImportEntry, ImportFormat, ImportState, ProjectImport

logger = logging.getLogger(__name__)
MOST_BYTES = 300 * 2**20
MOST_SECONDS = 900
WANTED = {"iati": {"country": "MX", "only_marked": True}}


class _NothingNew(Exception):
    """The source tells what it told before."""


def read_sources() -> list[tuple[str, int, str]]:
    """Read every source of the install: its address, how many activities are new, and why it was not read.

    Effects: an import that waits at the desk for each source with something new; a failure stands there too.
    """
    told = []
    for code, address in settings.IATI_SOURCES:
        try:
            told.append((address, read_source(code=code, address=address), ""))
        except (Broken, OSError) as failure:
            logger.warning("the IATI source %s was not read: %s", address, failure)
            said = str(failure) if isinstance(failure, Broken) else str(_("El archivo no se puede leer."))
            _keep_failure(code, address, said)
            told.append((address, 0, said))
    return told


def read_source(*, code: str, address: str) -> int:
    """Read one source for the organisation with this code, and say how many activities are new or changed.

    `address` is https or a path of this machine. Raises `Broken` with one sentence; nothing is stored then.
    """
    organisation = Organisation.objects.filter(code__iexact=code).first()
    if organisation is None:
        raise Broken(_("No existe el integrante «%(code)s» de la fuente.") % {"code": code})
    with _content(address) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        try:
            with transaction.atomic():
                return _suggested(organisation, address, digest, stream)
        except _NothingNew:
            return 0


def _suggested(organisation: Organisation, address: str, digest: str, stream: IO[bytes]) -> int:
    earlier = ProjectImport.objects.filter(source=address).exclude(state=ImportState.FAILED)
    if earlier.filter(sha256=digest).exists():
        raise _NothingNew
    entries = ImportEntry.objects.filter(batch__in=earlier).order_by("pk")
    told = dict(entries.values_list("data__place", "digest"))
    batch = _made(organisation, address, digest)
    fill(actor=Actor(AnonymousUser(), timezone.localdate()), batch=batch, stream=stream, told=told)
    if not batch.done:
        raise _NothingNew
    return batch.done


def _made(organisation: Organisation, address: str, digest: str, **more: str) -> ProjectImport:
    return ProjectImport.objects.create(
        organisation=organisation,
        format=ImportFormat.IATI,
        filename=(Path(urlsplit(address).path).name or address)[:200],
        source=address[:500],
        sha256=digest,
        options=WANTED,
        **more,
    )


def _keep_failure(code: str, address: str, said: str) -> None:
    organisation = Organisation.objects.filter(code__iexact=code).first()
    last = ProjectImport.objects.filter(source=address).first()
    if organisation and not (last and last.failure == said):
        _made(organisation, address, "", state=ImportState.FAILED, failure=said)


@contextmanager
def _content(address: str) -> Iterator[BufferedReader | BufferedRandom]:
    if address.startswith("/"):
        with Path(address).open("rb") as file:
            yield file
        return
    with TemporaryFile() as fetched:
        fetch(address, fetched, most_bytes=MOST_BYTES, seconds=MOST_SECONDS)
        fetched.seek(0)
        yield fetched
