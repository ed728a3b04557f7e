"""Issue the certificate of a closed consultation, once in each language."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Grant, Role
from mcig.documents.actions import issue
from members.models.consultations import Consultation, ConsultationCertificate
from members.pdf.certificate import KIND, certificate_pdf

LANGUAGES = ("es", "en")


@transaction.atomic
def certify(*, consultation_id: int) -> None:
    """Issue what is missing of the certificates of a closed consultation; a second run issues nothing.

    A deadline has no author: the documents carry the account that opened the consultation and say that the
    system issued them.
    """
    locked = Consultation.objects.select_for_update().get(pk=consultation_id)
    if locked.closed_at is None or locked.opened_by is None:
        return
    words = _("Emitido por el sistema al cerrar la consulta")
    actor = Actor(locked.opened_by, timezone.localdate(), (Grant(Role.SECRETARIAT, None, words),))
    issued = set(locked.certificates.values_list("language", flat=True))
    for language in LANGUAGES:
        if language not in issued:
            _issue(actor, locked, language)


def _issue(actor: Actor, consultation: Consultation, language: str) -> None:
    word = _("consulta")
    document = issue(
        actor=actor,
        series=f"consultation:{consultation.number}:{language}",
        kind=KIND,
        language=language,
        filename=f"{word}-{consultation.number}-{language}.pdf",
        render=lambda reference: certificate_pdf(consultation, language=language, reference=reference),
    )
    ConsultationCertificate.objects.create(consultation=consultation, language=language, document=document)
