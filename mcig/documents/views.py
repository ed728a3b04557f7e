"""The page behind the QR code of an issued document."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mcig.access import ActorRequest
from mcig.documents.kinds import label_of
from mcig.documents.models import IssuedDocument


def verify(request: ActorRequest, token: str) -> HttpResponse:
    """Whether the document is current, to anyone who holds it; nothing of its content is told."""
    document = get_object_or_404(IssuedDocument, token=token.upper())
    latest = IssuedDocument.objects.latest_of(document.series)
    context = {
        "document": document,
        "successor": None if latest == document else latest,
        "kind": label_of(document.kind),
        "written_in": dict(settings.LANGUAGES).get(document.language, document.language),
    }
    return render(request, "documents/verify.html", context)
