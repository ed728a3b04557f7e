"""Issue the documents of approved minutes: each rendering once in each language."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Minutes, MinutesDocument, MinutesState
from agenda.pdf.minutes import KIND, file_name, minutes_pdf
from agenda.queries.minutes import round_of
from agenda.rules.minutes import Audience, for_audience, from_data
from mcig.access import Actor, Grant, Role
from mcig.documents.actions import issue

LANGUAGES = ("es", "en")


@transaction.atomic
def issue_minutes(*, minutes_id: int) -> None:
    """Issue what is missing of the documents of approved minutes; a second run issues nothing.

    They carry the account that put the text to the members, and say that the system issued them.
    """
    locked = Minutes.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=minutes_id)
    latest = round_of(locked)
    if locked.state != MinutesState.APPROVED or latest is None or latest.consultation.opened_by is None:
        return
    words = _("Emitido por el sistema al aprobarse el texto")
    grant = Grant(Role.SECRETARIAT, None, words)
    actor = Actor(latest.consultation.opened_by, timezone.localdate(), (grant,))
    issued = set(locked.documents.values_list("audience", "language"))
    for audience in Audience:
        for language in LANGUAGES:
            if (audience.value, language) not in issued:
                _issue(actor, locked, audience, language)


def _issue(actor: Actor, minutes: Minutes, audience: Audience, language: str) -> None:
    assert minutes.record is not None
    record = for_audience(from_data(minutes.record), audience)
    document = issue(
        actor=actor,
        series=f"minutes:{minutes.label}:{audience.value}:{language}",
        kind=KIND,
        language=language,
        filename=file_name(minutes, audience, language),
        render=lambda reference: minutes_pdf(
            minutes, record, audience, language=language, reference=reference
        ),
    )
    MinutesDocument.objects.create(
        minutes=minutes, audience=audience.value, language=language, document=document
    )
