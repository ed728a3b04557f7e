"""Issue a document: draw its number, render it with that number, store the bytes and their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mcig.access import Actor
from mcig.documents.models import IssuedDocument, new_token, number_of
from mcig.sequences.drawing import draw


@dataclass(frozen=True, slots=True)
class Reference:
    """What a document prints about itself: its number and the short address that verifies it."""

    number: str
    address: str


def reference_for(token: str, number: str) -> Reference:
    return Reference(number, f"{settings.PUBLIC_URL}{reverse('document-verify', args=[token])}")


@transaction.atomic
def issue(
    *,
    actor: Actor,
    series: str,
    kind: str,
    language: str,
    filename: str,
    render: Callable[[Reference], bytes],
    by_link_of: str = "",
) -> IssuedDocument:
    """Issue one document of `series` and return it; it is then the current one of its series.

    `render` receives the reference to print and gives the bytes. Effects: draws the next number of the year
    under a row lock, writes the file, stores its SHA-256. When anything fails, and when the transaction
    around is rolled back, no number has been drawn. `by_link_of` are the words for a person who acts without
    an account, through a personal link. Raises `PermissionDenied` for nobody in particular.
    """
    if not (actor.user.is_authenticated or by_link_of):
        raise PermissionDenied
    now = timezone.now()
    year = timezone.localtime(now).year
    sequence = draw(f"documents:{year}")
    token = new_token()
    content = render(reference_for(token, number_of(year, sequence)))
    document = IssuedDocument(
        token=token,
        year=year,
        sequence=sequence,
        series=series,
        kind=kind,
        language=language,
        filename=filename,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        issued_at=now,
        issued_by=None if by_link_of else actor.account,
        capacity=by_link_of or actor.capacity,
    )
    document.file.save(filename, ContentFile(content))
    return document
