"""Issue a document: draw its number, render it with that number, store the bytes and their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from mcig.access import Actor
from mcig.documents.models import DocumentCounter, IssuedDocument, new_token, number_of


@dataclass(frozen=True, slots=True)
class Reference:
    """What a document prints about itself: its number and the short address that verifies it."""

    number: str
    address: str


def reference_for(token: str, number: str) -> Reference:
    return Reference(number, f"{settings.PUBLIC_URL}{reverse('document-verify', args=[token])}")


@transaction.atomic
def issue(
    *, actor: Actor, series: str, kind: str, language: str, filename: str, render: Callable[[Reference], bytes]
) -> IssuedDocument:
    """Issue one document of `series` and return it.

    `render` receives the reference to print and returns the bytes. Effects: draws the next number of the year
    under a row lock, writes the file, stores its SHA-256. A failure (no disk, no memory) leaves no number drawn.
    """
    now = timezone.now()
    year = timezone.localtime(now).year
    DocumentCounter.objects.get_or_create(year=year)
    counter = DocumentCounter.objects.select_for_update().get(year=year)
    sequence = counter.last + 1
    DocumentCounter.objects.filter(year=year).update(last=F("last") + 1)
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
        issued_by=actor.user,
        capacity=actor.capacity,
    )
    document.file.save(filename, ContentFile(content), save=False)
    document.save()
    return document
