"""Issue the numbered PDFs of a published agenda, once in each language."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import AgendaDocument, AgendaVersion, Meeting
from agenda.pdf.agenda import KIND, agenda_pdf
from agenda.queries import versions
from mcig.access import Actor, Grant, Role
from mcig.documents.actions import issue


@transaction.atomic
def issue_documents(*, version_id: int) -> None:
    """Issue what is missing of the PDFs of a version; a second run issues nothing.

    The documents carry the account that published and say that the system issued them.
    """
    version = AgendaVersion.objects.select_related("meeting", "published_by").get(pk=version_id)
    Meeting.objects.select_for_update(of=("self",)).get(pk=version.meeting_id)
    words = _("Emitido por el sistema al publicar el orden del día")
    actor = Actor(version.published_by, timezone.localdate(), (Grant(Role.SECRETARIAT, None, words),))
    issued = set(version.documents.values_list("language", flat=True))
    for language in versions.LANGUAGES:
        if language not in issued:
            _issue(actor, version, language)


def _issue(actor: Actor, version: AgendaVersion, language: str) -> None:
    document = issue(
        actor=actor,
        series=f"agenda:{version.meeting_id}:{language}",
        kind=KIND,
        language=language,
        filename=f"orden-del-dia-{version.meeting_id}-v{version.number}-{language}.pdf",
        render=lambda reference: agenda_pdf(version, language=language, reference=reference),
    )
    AgendaDocument.objects.create(version=version, language=language, document=document)
