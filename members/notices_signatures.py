"""Messages that ask for the signature of a joint statement, each in the language of its recipient.

They carry a personal link and are confidential: nobody else reads them in the queue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, override

from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa, request_mesa
from mcig.notices import Kind, Letter, Message, register_kind, send
from members.models import DocumentVersion, MesaDocument, Person, Signature
from members.queries.consultations import first_speakers
from members.queries.mesa_documents import signatures_at
from members.rules.mesa_documents import SignaturePhase

PURPOSE = "signature"
WHY = gettext_lazy("Recibe este mensaje porque se pide la firma de la organización que representa.")
ASKED = register_kind(
    "signature-asked", gettext_lazy("firmas de comunicados conjuntos"), why=WHY, automatic=False
)
REMINDED = register_kind(
    "signature-reminder", gettext_lazy("recordatorios de firmas"), why=WHY, automatic=True
)
RENEWED = register_kind(
    "signature-renewed",
    gettext_lazy("enlaces nuevos para firmar"),
    why=gettext_lazy("Recibe este mensaje porque alguien pidió un enlace nuevo para esta dirección."),
    automatic=True,
)


def ask(version: DocumentVersion, signatures: Iterable[Signature], kind: Kind = ASKED) -> None:
    """Queue the message of each seat, with its personal link, and tie it to the signature.

    `kind` says whether it asks or reminds.
    """
    asked = list(signatures)
    people = first_speakers([each.seat.organisation_id for each in asked], timezone.localdate())
    for each in asked:
        if person := people.get(each.seat.organisation_id):
            each.message = _queue(version, each, person, kind)
            each.save(update_fields=["message"])


def remind(version: DocumentVersion) -> None:
    """Queue a message with a fresh link for each seat that has not answered."""
    ask(version, version.signatures.filter(state=SignaturePhase.PENDING).select_related("seat"))


def preview(document: MesaDocument) -> tuple[str, str]:
    """Subject and text of the message as they would be sent, in the reader's language."""
    words = gettext("(aquí va el nombre de cada persona)")
    link = gettext("(aquí va el enlace de cada persona)")
    return _worded(Person(name=words), document, None, link)


def renew(address: str) -> None:
    """Queue a fresh link for each statement that the person with this address may still sign."""
    current_mesa()  # its clock says which day it is
    for signature, key in signatures_at(address, timezone.localdate()):
        _queue(signature.version, signature, Person.objects.get(pk=key), RENEWED)


def _queue(version: DocumentVersion, signature: Signature, person: Person, kind: Kind) -> Message:
    assert version.signing_deadline is not None
    link = create_link(
        subject=Subject(PURPOSE, str(version.pk), signature.pk, person.pk),
        expires_at=version.signing_deadline,
    )
    with override(person.language):
        subject, body = _worded(
            person, version.document, version.signing_deadline, link, reminds=kind is REMINDED
        )
    letter = Letter(
        address=person.email,
        name=person.name,
        language=person.language,
        subject=subject,
        body=body,
        confidential=True,
    )
    return send(letter, kind=kind)


def _worded(
    person: Person,
    document: MesaDocument,
    deadline: datetime | None,
    link: str,
    *,
    reminds: bool = False,
) -> tuple[str, str]:
    context = {
        "person": person,
        "mesa": request_mesa(),
        "document": document,
        "deadline": deadline,
        "link": link,
        "reminds": reminds,
    }
    subject = render_to_string("emails/members/signature_subject.txt", context)
    body = render_to_string("emails/members/signature_message.txt", context)
    return " ".join(subject.split()), body.strip()
