"""Documents of the mesa: draft, publish and consult their versions. Signatures have a file of their own.

Every change locks the row of the document first, so that two versions never come into force at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.files.actions import Checked, accept
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.actions.consultations import create_draft
from members.models import Consultation, DocumentVersion, MesaDocument, MesaDocumentKind, PaperLevel
from members.models.levels import OF_MEMBERS
from members.rules import mesa_documents as rules
from members.rules.mesa_documents import VersionEvent, VersionPhase

PURPOSE = "mesa-document"


@dataclass(frozen=True, slots=True)
class Words:
    """What is written of a version. Without a `file` the one that a draft has stays, unless it is dropped."""

    text: str
    level: str
    note: str = ""
    file: Checked | None = None
    drops_file: bool = False


@transaction.atomic
def create_document(*, actor: Actor, kind: str, title: str, words: Words) -> MesaDocument:
    """Begin a document with the draft of its first version, and return it.

    Effects: stores the file. Raises `PermissionDenied` for anybody but the secretariat; `Broken` for a
    version that says nothing, an unknown kind or level, and texts too long.
    """
    actor.require(Role.SECRETARIAT)
    rules.check_title(title)
    if kind not in MesaDocumentKind.values:
        raise Broken(_("Elija la clase de documento."), "kind")
    made = MesaDocument.objects.create(kind=kind, title=title.strip(), created_by=actor.account)
    _write(actor, DocumentVersion(document=made), words, is_first=True)
    return made


@transaction.atomic
def save_draft(*, actor: Actor, document: MesaDocument, version: int, words: Words) -> DocumentVersion:
    """Change the draft of a document, or begin the next version, and return it.

    Effects: stores a new file; one that was replaced is swept the night after. Raises `Stale`; `Broken` as
    `create_document`, and while a version is being consulted.
    """
    locked = lock(actor, document, version)
    unfinished = locked.versions.filter(state__in=rules.UNFINISHED).first()
    if unfinished is not None and not unfinished.is_draft:
        raise Broken(_("La versión está en consulta: su texto no cambia hasta que se conozca el resultado."))
    draft = unfinished or DocumentVersion(document=locked)
    _write(actor, draft, words, is_first=not locked.versions.exclude(number=None).exists())
    touch(locked)
    return draft


def _write(actor: Actor, draft: DocumentVersion, words: Words, *, is_first: bool) -> None:
    has_file = words.file is not None or (draft.stored_id is not None and not words.drops_file)
    kind = draft.document.kind
    rules.check_version(kind, words.text, words.note, has_file=has_file, is_first=is_first)
    if words.level not in PaperLevel.values:
        raise Broken(_("Elija quién lee el documento."), "level")
    draft.text, draft.level, draft.note = words.text.strip(), words.level, words.note.strip()
    if words.drops_file:
        draft.stored = None
    if words.file is not None:
        draft.stored = accept(actor=actor, upload=words.file)
    draft.save()


@transaction.atomic
def rename(*, actor: Actor, document: MesaDocument, version: int, kind: str, title: str) -> MesaDocument:
    """Correct title and kind, while no version has a number. Raises `Stale`; `Broken` afterwards."""
    locked = lock(actor, document, version)
    rules.check_title(title)
    if kind not in MesaDocumentKind.values:
        raise Broken(_("Elija la clase de documento."), "kind")
    if locked.versions.exclude(number=None).exists():
        raise Broken(_("El documento ya se publicó: su título y su clase no cambian."), "title")
    locked.kind, locked.title = kind, title.strip()
    return touch(locked)


@transaction.atomic
def discard_draft(*, actor: Actor, document: MesaDocument, version: int) -> bool:
    """Throw the draft away, and the document with it when it has no other version; give whether it has.

    Effects: the file is swept the night after; the history keeps the texts. Raises `Stale`; `Broken` when
    there is no draft.
    """
    locked = lock(actor, document, version)
    _draft_of(locked).delete()
    if locked.versions.exists():
        touch(locked)
        return True
    locked.delete()
    return False


@transaction.atomic
def publish(*, actor: Actor, document: MesaDocument, version: int) -> DocumentVersion:
    """Put the draft in force as it stands, without consulting anybody, and return it.

    Effects: draws its number; the version that was in force is superseded. Raises `Stale`; `Broken` when
    there is no draft.
    """
    locked = lock(actor, document, version)
    draft = _draft_of(locked)
    _number(locked, draft)
    _put_in_force(draft, VersionEvent.PUBLISHED)
    touch(locked)
    return draft


@transaction.atomic
def consult(*, actor: Actor, document: MesaDocument, version: int, deadline: datetime | None) -> Consultation:
    """Prepare a consultation about the draft and return it; the secretariat opens it when it is ready.

    Effects: numbers the version, whose text and file are final from now on; the consultation carries the
    file. Adopted, it comes into force; withdrawn before it was opened, the version is a draft again. Raises
    `Stale`; `Broken` without a draft, for one that members would not read, and for a deadline in the past.
    """
    locked = lock(actor, document, version)
    draft = _draft_of(locked)
    if draft.level not in OF_MEMBERS:
        raise Broken(_("Solo se consulta lo que leen los integrantes: cambie antes quién lo lee."))
    draft.state = rules.next_phase(draft.state, VersionEvent.CONSULTED)
    _number(locked, draft)
    draft.consultation = create_draft(
        actor=actor,
        subject=_subject(locked, draft),
        text=_asked(locked, draft),
        deadline=deadline,
        purpose=PURPOSE,
        object_key=str(draft.pk),
    )
    if draft.stored is not None:
        draft.consultation.papers.create(title=locked.title, stored=draft.stored)
    draft.save()
    touch(locked)
    return draft.consultation


def _subject(document: MesaDocument, draft: DocumentVersion) -> str:
    subject = _("Adopción de «%(title)s», versión %(number)s")
    room = 200 - len(subject % {"title": "", "number": draft.number})
    title = document.title if len(document.title) <= room else document.title[: room - 1].rstrip() + "…"
    return subject % {"title": title, "number": draft.number}


def _asked(document: MesaDocument, draft: DocumentVersion) -> str:
    """The question, and by which fingerprint the text that was consulted is known."""
    words = {"title": document.title, "number": draft.number, "hash": draft.text_sha256}
    asked = [
        _("Se somete a los integrantes la versión %(number)s de «%(title)s». Adoptada, queda vigente.")
        % words
    ]
    if draft.note:
        asked.append(_("Qué cambia: %(note)s") % {"note": draft.note})
    if draft.text:
        asked.append(_("Huella SHA-256 del texto: %(hash)s") % words)
    return "\n\n".join(asked)


def adopt(consultation: Consultation) -> None:
    """The consequence of an adopted consultation: the version comes into force."""
    found = _consulted(consultation)
    _put_in_force(found, VersionEvent.ADOPTED)
    touch(found.document)


def reject_or_reopen(consultation: Consultation) -> None:
    """The consequence of any other end: not adopted, or a draft again when nobody had been asked yet."""
    found = _consulted(consultation)
    if consultation.opened_at is None:
        found.state = rules.next_phase(found.state, VersionEvent.TAKEN_BACK)
        found.number = found.numbered_at = found.consultation = None
    else:
        found.state = rules.next_phase(found.state, VersionEvent.REJECTED)
    found.save()
    touch(found.document)


def _consulted(consultation: Consultation) -> DocumentVersion:
    found = DocumentVersion.objects.select_related("document").get(consultation=consultation)
    found.document = MesaDocument.objects.select_for_update().get(pk=found.document_id)
    return found


@transaction.atomic
def change_level(
    *, actor: Actor, document: MesaDocument, number: int, version: int, level: str
) -> DocumentVersion:
    """Say anew who reads a numbered version; its text stays.

    Raises `Stale`; `Broken` for less than the members while they are consulted or sign.
    """
    locked = lock(actor, document, version)
    found = locked.versions.get(number=number)
    if level not in PaperLevel.values:
        raise Broken(_("Elija quién lee el documento."), "level")
    asks_members = found.state == VersionPhase.CONSULTED or found.takes_signatures
    if asks_members and level not in OF_MEMBERS:
        raise Broken(_("Los integrantes la consultan o la firman: deben poder leerla."), "level")
    found.level = level
    found.save()
    touch(locked)
    return found


def _number(document: MesaDocument, draft: DocumentVersion) -> None:
    """The next number of the document, behind its lock."""
    draft.number = document.versions.exclude(number=None).count() + 1
    draft.numbered_at = timezone.now()


def _put_in_force(version: DocumentVersion, event: VersionEvent) -> None:
    now = timezone.now()
    for earlier in version.document.versions.filter(state=VersionPhase.IN_FORCE):
        earlier.state = rules.next_phase(earlier.state, VersionEvent.SUPERSEDED)
        earlier.superseded_at = now
        earlier.save()
    version.state = rules.next_phase(version.state, event)
    version.in_force_at = now
    version.save()


def _draft_of(document: MesaDocument) -> DocumentVersion:
    draft = document.versions.filter(state=VersionPhase.DRAFT).first()
    if draft is None:
        raise Broken(_("No hay un borrador. Actualice la página: quizá otra persona ya lo publicó."))
    draft.document = document
    return draft


def lock(actor: Actor, document: MesaDocument, version: int) -> MesaDocument:
    """The document as it is now, locked, if nobody changed it since its `version`."""
    actor.require(Role.SECRETARIAT)
    locked = MesaDocument.objects.select_for_update().get(pk=document.pk)
    require_same(seen=version, stored=locked.version)
    return locked


def touch(locked: MesaDocument) -> MesaDocument:
    """Raise the version of a document that was changed."""
    locked.version += 1
    locked.save()
    return locked
