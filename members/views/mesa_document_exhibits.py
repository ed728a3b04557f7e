"""What a document of the mesa adds to the consultation about it: its text, and the way to it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcig.access import Actor
from members.actions.mesa_documents import PURPOSE
from members.exhibits import Door, Exhibit
from members.models import Consultation, DocumentVersion


def text_of(consultation: Consultation) -> Exhibit | None:
    """The version that is consulted, as every consulted seat reads it."""
    version = DocumentVersion.objects.filter(consultation=consultation).select_related("document").first()
    if version is None:
        return None
    context = {"document": version.document, "version": version}
    return Exhibit("members/documents/exhibit.html", context, "css/documents.css")


def document_of(actor: Actor, consultation: Consultation) -> Door | None:
    """To the version that the consultation is about."""
    if consultation.purpose != PURPOSE:
        return None
    version = DocumentVersion.objects.visible_to(actor).filter(consultation=consultation).first()
    return Door(_("Documento"), version.get_absolute_url(), "file-text") if version else None
