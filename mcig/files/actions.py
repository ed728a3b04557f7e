"""Keep an uploaded file."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.access import Actor
from mcig.files.inspection import kind_of
from mcig.files.kinds import GENERAL, MAX_FILE_BYTES, Kind
from mcig.files.models import StoredFile
from mcig.files.names import cleaned, named_as
from mcig.rules import Broken

NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its content was looked at and its name cleaned."""

    name: str
    kind: Kind
    content: bytes


def check(upload: File[bytes], *, admitted: Collection[Kind] = GENERAL) -> Checked:
    """Look at an uploaded file and return what may be kept of it.

    `admitted` narrows the kinds. Raises `Broken` with a sentence that says what to do, see `inspection` and
    `names`.
    """
    name = cleaned(upload.name or "")
    upload.seek(0)
    content = upload.read(MAX_FILE_BYTES + 1)
    kind = kind_of(content, name, admitted=admitted)
    return Checked(named_as(name, kind), kind, content)


@transaction.atomic
def accept(*, actor: Actor, upload: File[bytes] | Checked) -> StoredFile:
    """Keep a file and return it; `upload` may have been checked by the form already.

    Effects: writes the file under a random name and its row, with name, kind, size and SHA-256; a job reads
    its words for the search. When the
    transaction around is rolled back no row remains, and the file on the disk is swept the night after
    (`mcig.files.sweeping`). Raises `PermissionDenied` for nobody in particular, `Broken` for a file that is
    refused and when the disk is full; nothing is stored then.
    """
    checked = upload if isinstance(upload, Checked) else check(upload)
    stored = StoredFile(
        name=checked.name,
        kind=checked.kind.value,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        uploaded_at=timezone.now(),
        uploaded_by=actor.account,
        capacity=actor.capacity,
    )
    try:
        stored.file.save(f"file.{checked.kind.value}", ContentFile(checked.content), save=False)
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        raise Broken(
            _(
                "No queda espacio para guardar el archivo. Avise a la administración del sistema e inténtelo"
                " más tarde; lo demás que escribió se conserva."
            )
        ) from error
    stored.save()
    jobs.defer("files.read", lock=f"files.read:{stored.pk}", stored=stored.pk)
    return stored
