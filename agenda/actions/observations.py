"""Observations of the members on minutes that circulate, and how each is resolved."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Minutes, Observation, ObservationState
from agenda.models.meetings import WRITES
from agenda.queries.minutes import is_open_to_observations, round_of
from agenda.rules import minutes as rules
from agenda.rules.minutes import Audience, for_audience, from_data
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Consultation, Organisation, Person

RESOLUTIONS = (ObservationState.ACCEPTED, ObservationState.NOTED, ObservationState.DECLINED)


@transaction.atomic
def observe(
    *, actor: Actor, minutes: Minutes, organisation: Organisation, paragraph: UUID | None, text: str
) -> Observation:
    """Observe a paragraph, or without one the whole, for an own organisation.

    Raises `PermissionDenied` for a foreign organisation; `Broken` without words, for a paragraph that the
    members do not read, and from the deadline of the consultation on.
    """
    if organisation.pk not in actor.organisations:
        raise PermissionDenied
    latest = round_of(minutes)
    if latest is not None:
        latest.consultation = Consultation.objects.select_for_update().get(pk=latest.consultation_id)
    if latest is None or not is_open_to_observations(latest):
        raise Broken(_("El plazo para observar el texto ya terminó: la observación no se registró."), "text")
    told = for_audience(from_data(latest.record), Audience.MEMBERS)
    keys = {each.key for section in told.sections for each in section.paragraphs}
    if paragraph is not None and str(paragraph) not in keys:
        raise Broken(_("Ese párrafo ya no está en el texto: vuelva a abrir la página."), "text")
    person = Person.objects.filter(user=actor.account).first()
    return Observation.objects.create(
        round=latest,
        paragraph=paragraph,
        organisation=organisation,
        person=person,
        spoken_by=person.name if person else str(actor.account),
        text=rules.check_observation(text),
    )


@transaction.atomic
def resolve(*, actor: Actor, observation: Observation, state: str, reply: str, version: int) -> Observation:
    """Accept an observation, take note of it, or decline it with a reason, and return it.

    May be changed until approval. An accepted one changes nothing by itself: the text is corrected and
    circulates anew. Raises
    `PermissionDenied`, `Stale`; `Broken` for an unknown resolution, and for one declined without a reason.
    """
    actor.require(*WRITES)
    minutes = Minutes.objects.select_for_update().get(rounds=observation.round_id)
    locked = Observation.objects.select_for_update().get(pk=observation.pk)
    require_same(seen=version, stored=locked.version)
    if minutes.record is not None:
        raise Broken(_("El texto está aprobado y no cambia."))
    if state not in RESOLUTIONS:
        raise Broken(_("Elija cómo se resuelve la observación."), "state")
    if state == ObservationState.DECLINED and not reply.strip():
        raise Broken(_("Explique por qué no se acoge: lo lee quien observó."), "reply")
    if len(reply) > rules.OBSERVATION_LENGTH:
        raise Broken(_("La respuesta es demasiado larga: caben 4 000 caracteres."), "reply")
    locked.state, locked.reply = ObservationState(state), reply.strip()
    locked.resolved_at, locked.resolved_by = timezone.now(), actor.account
    locked.version += 1
    locked.save()
    return locked
