"""What the public face shows, or would show, for those who decide about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from mcig.access import ActorRequest
from mcig.public.parts import parts
from mcig.public.views import linked

MOST_SHOWN = 100


def public_preview(request: ActorRequest) -> HttpResponse:
    """Everything that is public, by kind, as its lists tell it; links lead out only while the face is on."""
    language = get_language() or "es"
    is_on = bool(request.mesa and request.mesa.public_face)
    shown = []
    for part in parts():
        rows = linked(language, part, part.entries(part.rows()[:MOST_SHOWN]))
        told = rows if is_on else [{"entry": row["entry"]} for row in rows]
        shown.append((part, part.count(), told))
    return render(request, "public/preview.html", {"parts": shown, "is_on": is_on, "language": language})
