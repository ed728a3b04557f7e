"""Documents of the mesa for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mcig.files.actions import Checked, check
from members.actions import mesa_documents as actions
from members.actions import signatures
from members.actions.mesa_documents import Words
from members.models import DocumentVersion, MesaDocument, Signature
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE
from tests.support.files import pdf, upload

TITLE = "Términos de referencia"
TEXT = "## Objeto\n\nLa mesa es un espacio de **intercambio**."
ROUTES = ("mesa-document-", "signing-", "signature-", "statement-")


def drafted(
    cast: Cast,
    *,
    kind: str = "terms",
    title: str = TITLE,
    text: str = TEXT,
    level: str = "members",
    file: Checked | None = None,
) -> MesaDocument:
    """A document of the secretariat with a draft."""
    words = Words(text, level, file=file)
    return actions.create_document(actor=cast.actor("secretary"), kind=kind, title=title, words=words)


def published(cast: Cast, **told: Any) -> MesaDocument:
    """A document whose first version is in force."""
    made = drafted(cast, **told)
    actions.publish(actor=cast.actor("secretary"), document=made, version=made.version)
    made.refresh_from_db()
    return made


def revised(cast: Cast, document: MesaDocument, text: str, **told: Any) -> MesaDocument:
    """The document with the draft of its next version."""
    words = Words(text, told.pop("level", "members"), note="Se precisa el objeto.", **told)
    actions.save_draft(
        actor=cast.actor("secretary"), document=document, version=document.version, words=words
    )
    document.refresh_from_db()
    return document


def to_sign(cast: Cast, *, deadline: datetime = DEADLINE, **told: Any) -> DocumentVersion:
    """A statement that Alemania, Chile and Francia are asked to sign."""
    made = published(cast, kind="statement", title=told.pop("title", "Comunicado"), **told)
    return signatures.open_signing(
        actor=cast.actor("secretary"), document=made, version=made.version, deadline=deadline
    )


def signature_of(version: DocumentVersion, code: str) -> Signature:
    return version.signatures.get(seat__organisation__code=code)


def paper(name: str = "tdr.pdf") -> Checked:
    return check(upload(name, pdf()))


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`: a signed statement, a draft, and one of the secretariat alone."""
    if name == "mesa-document-export":
        return [("(csv)", reverse(name, args=["csv"]))]
    if name in {"mesa-document-list", "mesa-document-create"}:
        return [("", reverse(name))]
    found = []
    for label, document, number in _known(cast):
        own = Signature.objects.filter(version__document=document, seat__organisation=cast.france).first()
        more: dict[str, dict[str, Any]] = {
            "mesa-document-version": {"number": number},
            "mesa-document-file": {"number": number},
            "mesa-document-level": {"number": number},
            "signature-give": {"number": number},
            "statement-print": {"number": number},
            "statement-issued": {"number": number, "language": "es"},
            "signature-enter": {"signature": own.pk if own else 9999},
        }
        found.append((label, reverse(name, kwargs={"pk": document.pk, **more.get(name, {})})))
    return found


def _known(cast: Cast) -> list[tuple[str, MesaDocument, int]]:
    """Each is made once in a database; tests in a browser live in the present."""
    ahead = timezone.now() + timedelta(days=10)
    known = {each.title: each for each in MesaDocument.objects.all()}
    signed = known.get("Comunicado") or to_sign(cast, deadline=ahead, file=paper()).document
    draft = known.get("Borrador") or drafted(cast, title="Borrador", file=paper())
    reserved = known.get("Reservado") or published(cast, title="Reservado", level="secretariat", file=paper())
    return [("(signed)", signed, 1), ("(draft)", draft, 0), ("(secretariat)", reserved, 1)]
