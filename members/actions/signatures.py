"""Signatures of joint statements: asked of every seat; given by account, by link or through the secretariat.

Whatever changes a signature first locks its version, so that answer and deadline never pass each other.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.documents.actions import issue
from mcig.links.actions import extend_links
from mcig.rules import Broken
from members import notices_signatures as notices
from members.actions.mesa_documents import lock, touch
from members.models import (
    DocumentVersion,
    MesaDocument,
    Organisation,
    Person,
    Seat,
    SeatKind,
    Signature,
    SignatureSource,
    SignedStatement,
)
from members.models.levels import OF_MEMBERS
from members.pdf.statement import KIND, statement_pdf
from members.rules import mesa_documents as rules
from members.rules.mesa_documents import SignaturePhase

LANGUAGES = ("es", "en")


@transaction.atomic
def open_signing(
    *, actor: Actor, document: MesaDocument, version: int, deadline: datetime | None
) -> DocumentVersion:
    """Ask every member's seat to sign the statement that is in force, and return its version.

    Effects: one row per seat of today's members; one message per seat with a personal link, in the
    recipient's language. Raises `PermissionDenied` for anybody but the secretariat; `Stale`; `Broken` when
    nothing is in force, it is no statement, members do not read it, it is being signed already, or nobody
    would be asked.
    """
    locked = lock(actor, document, version)
    found = locked.versions.filter(state=rules.VersionPhase.IN_FORCE).first()
    if not locked.is_statement or found is None:
        raise Broken(_("Se firma un comunicado conjunto cuya versión esté vigente: publíquela antes."))
    if found.signing_opened_at is not None:
        raise Broken(_("Esta versión ya se abrió a firma."))
    if found.level not in OF_MEMBERS:
        raise Broken(_("Los integrantes firman lo que pueden leer: cambie antes quién lo lee."))
    now = timezone.now()
    rules.check_signing_deadline(deadline, now)
    found.signing_opened_at, found.signing_deadline = now, deadline
    found.save()
    signatures = [Signature.objects.create(version=found, seat=seat) for seat in _seats()]
    if not signatures:
        raise Broken(_("No hay a quién pedir la firma: hoy nadie integra la mesa."))
    found.document = touch(locked)
    notices.ask(found, signatures)
    return found


def _seats() -> list[Seat]:
    """The titular seat of each member of today; one that was never registered begins to exist."""
    members = Organisation.objects.members_on(timezone.localdate())
    return [Seat.objects.get_or_create(organisation=each, kind=SeatKind.PRINCIPAL)[0] for each in members]


@transaction.atomic
def extend_signing(
    *, actor: Actor, document: MesaDocument, version: int, deadline: datetime | None
) -> DocumentVersion:
    """Give seats more time to sign; answers stay and may be changed again.

    Effects: the personal links live as long; who has not answered is written to, with a fresh link. Raises
    `Stale`; `Broken` when nothing is being signed, or for a deadline that is not later.
    """
    locked = lock(actor, document, version)
    found = signing(locked)
    rules.check_signing_deadline(deadline, timezone.now(), after=found.signing_deadline)
    assert deadline is not None
    found.signing_deadline = deadline
    found.save()
    found.document = touch(locked)
    extend_links(purpose=notices.PURPOSE, object_key=str(found.pk), expires_at=deadline)
    notices.remind(found)
    return found


def signing(document: MesaDocument) -> DocumentVersion:
    """The version that was opened to signatures last. Raises `Broken` when none was."""
    found = document.versions.exclude(signing_opened_at=None).order_by("-number").first()
    if found is None:
        raise Broken(_("Este documento no está abierto a firma."))
    return found


@transaction.atomic
def sign(*, actor: Actor, signature: Signature, answer: str, signatory: str) -> Signature:
    """Answer through an account, for a seat of one's own organisation. Raises as `sign_by_link`."""
    if signature.seat.organisation_id not in actor.organisations:
        raise PermissionDenied
    person = Person.objects.filter(user=actor.account).first()
    return _record(signature, answer, signatory, source=SignatureSource.ACCOUNT, person=person)


@transaction.atomic
def sign_by_link(*, signature: Signature, person: Person, answer: str, signatory: str) -> Signature:
    """Answer through the personal link of `person`. The last answer before the deadline counts.

    Effects: the earlier answer stays in the history. Raises `Broken` for an answer after the deadline, an
    unknown one, and one without the name of who gives it.
    """
    return _record(signature, answer, signatory, source=SignatureSource.LINK, person=person)


@transaction.atomic
def enter_on_behalf(
    *, actor: Actor, signature: Signature, answer: str, signatory: str, basis: str
) -> Signature:
    """Enter what a seat let the secretariat know, and how. Raises as `sign_by_link`."""
    actor.require(Role.SECRETARIAT)
    rules.check_signatory(answer, signatory, basis, on_behalf=True)
    return _record(
        signature, answer, signatory, source=SignatureSource.SECRETARIAT, person=None, entry=(actor, basis)
    )


def _record(
    signature: Signature,
    answer: str,
    signatory: str,
    *,
    source: SignatureSource,
    person: Person | None,
    entry: tuple[Actor, str] | None = None,
) -> Signature:
    version = DocumentVersion.objects.select_for_update().get(pk=signature.version_id)
    if not version.takes_signatures:
        raise Broken(_too_late(version))
    rules.check_signatory(answer, signatory)
    locked = Signature.objects.select_for_update().get(pk=signature.pk)
    locked.state, locked.signatory = SignaturePhase(answer), " ".join(signatory.split())
    locked.answered_at, locked.source, locked.person = timezone.now(), source, person
    locked.entered_by = entry[0].account if entry else None
    locked.basis = entry[1].strip() if entry else ""
    locked.save()
    return locked


def _too_late(version: DocumentVersion) -> str:
    if version.signing_deadline is None:
        return _("Este documento no está abierto a firma.")
    moment = timezone.localtime(version.signing_deadline)
    return _("El plazo venció el %(moment)s: la respuesta llegó tarde y no se registró.") % {
        "moment": date_format(moment, "j \\d\\e F \\d\\e Y, H:i:s")
    }


@transaction.atomic
def issue_statement(*, actor: Actor, document: MesaDocument, version: int) -> list[SignedStatement]:
    """Issue the statement with who has signed it, numbered and verifiable, in each language.

    Raises `Stale`; `Broken` while seats may still sign, and when nobody has signed.
    """
    locked = lock(actor, document, version)
    found = signing(locked)
    if found.takes_signatures:
        raise Broken(_("Aún se puede firmar: el comunicado se emite cuando vence el plazo."))
    if not found.signatures.filter(state=SignaturePhase.SIGNED).exists():
        raise Broken(_("Nadie ha firmado: no hay comunicado que emitir."))
    found.document = touch(locked)
    return [_issue(actor, found, language) for language in LANGUAGES]


def _issue(actor: Actor, version: DocumentVersion, language: str) -> SignedStatement:
    document = issue(
        actor=actor,
        series=f"statement:{version.pk}:{language}",
        kind=KIND,
        language=language,
        filename=f"comunicado-{version.document_id}-{version.number}-{language}.pdf",
        render=lambda reference: statement_pdf(version, language=language, reference=reference),
    )
    return SignedStatement.objects.create(version=version, language=language, document=document)
