"""The minutes circulate under silence procedure and are approved: number, frozen text, documents, news."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from agenda.actions.minutes import lock, lock_draft
from agenda.actions.registering import register_outcomes
from agenda.models import Meeting, Minutes, MinutesRound, MinutesState, Observation
from agenda.notices import minutes as notices
from agenda.queries.minutes import accepted_of, round_of, unresolved
from agenda.queries.record import record_of
from agenda.rules import minutes as rules
from agenda.rules.meeting import Event as MeetingEvent
from agenda.rules.meeting import next_phase as next_meeting_phase
from agenda.rules.minutes import Event
from agenda.wording import minutes_words
from mcig import jobs
from mcig.access import Actor, Grant, Role
from mcig.mesa.middleware import current_mesa
from mcig.rules import Broken
from mcig.sequences.drawing import draw
from mcig.web.versions import require_same
from members.actions.consultations import create_draft
from members.models import Consultation, ConsultationSeat, ConsultationState, SeatState
from members.rules.consultation import SUBJECT_LENGTH


@transaction.atomic
def circulate(*, actor: Actor, minutes: Minutes, version: int) -> Consultation:
    """Prepare the consultation that puts the minutes to the members, and return it as a draft.

    Effects: the text is kept as it circulates and no longer changes; what was noted gets its numbers, which
    the text carries. The secretariat sets the deadline and opens the consultation on its own page. Raises
    `PermissionDenied` for anybody but the secretariat; `Stale`; `Broken` for minutes without a paragraph or
    with observations of an earlier round that nobody has resolved.
    """
    locked = lock_draft(actor, minutes)
    require_same(seen=version, stored=locked.version)
    if not locked.paragraphs.exists():
        raise Broken(_("El texto está vacío: no hay nada que consultar."))
    rules.check_resolved(unresolved(locked))
    register_outcomes(actor=actor, meeting=locked.meeting)
    number = locked.rounds.count() + 1
    # The record speaks the language of the mesa, whatever that of the person who prepares it.
    with override(settings.LANGUAGE_CODE):
        record = record_of(locked)
        consultation = _consultation(actor, locked, number)
    MinutesRound.objects.create(
        minutes=locked, number=number, record=rules.to_data(record), consultation=consultation
    )
    locked.state = rules.next_phase(locked.state, Event.CIRCULATED)
    _save(locked)
    return consultation


def _consultation(actor: Actor, minutes: Minutes, number: int) -> Consultation:
    words = minutes_words(current_mesa())
    name = words.name.capitalize()
    subject = f"{name}: {minutes.meeting.title}" + (f" ({number})" if number > 1 else "")
    text = _(
        "Se somete a la consideración de los integrantes el texto %(of)s de «%(meeting)s», que se lee en "
        "esta página. Queda aprobado si nadie rompe el silencio antes del plazo. Las observaciones a un "
        "párrafo se hacen con su cuenta junto al párrafo, o aquí como comentario."
    ) % {"of": words.of_the, "meeting": minutes.meeting.title}
    return create_draft(
        actor=actor,
        subject=Truncator(subject).chars(SUBJECT_LENGTH),
        text=text,
        purpose=rules.PURPOSE,
        object_key=str(minutes.pk),
    )


@transaction.atomic
def adopt(consultation: Consultation) -> None:
    """Nobody broke the silence: the minutes are approved, unless an observation still waits for its answer.

    Comments that came with an answer become observations, so that none of them is lost.
    """
    locked = _locked_of(consultation)
    latest = _keep_comments(consultation)
    if not unresolved(locked) and not accepted_of(latest):
        _approve(_system(consultation), locked)


@transaction.atomic
def take_back(consultation: Consultation) -> None:
    """The consultation was withdrawn or not adopted: the text is in writing again, with what was observed."""
    locked = _locked_of(consultation)
    _keep_comments(consultation)
    locked.state = rules.next_phase(locked.state, Event.RETURNED)
    _save(locked)


@transaction.atomic
def approve(*, actor: Actor, minutes: Minutes, version: int) -> Minutes:
    """Approve minutes whose consultation was adopted, once every observation has been answered.

    Effects: as the automatic approval: the number is drawn, the text frozen, the meeting closed, the
    documents ordered, and whoever wants such news told. Raises `PermissionDenied`, `Stale`, `Broken`.
    """
    locked = lock(actor, minutes)
    require_same(seen=version, stored=locked.version)
    latest = round_of(locked)
    if latest is None or latest.consultation.state != ConsultationState.ADOPTED:
        raise Broken(_("El texto se aprueba cuando termina su consulta sin que nadie rompa el silencio."))
    rules.check_approval(unresolved=unresolved(locked), accepted=accepted_of(latest))
    return _approve(actor, locked)


@transaction.atomic
def return_to_draft(*, actor: Actor, minutes: Minutes, version: int) -> Minutes:
    """Take minutes up again after their consultation, to correct what was observed; they circulate anew.

    Raises `PermissionDenied`, `Stale`; `Broken` while the consultation is open: it is withdrawn first.
    """
    locked = lock(actor, minutes)
    require_same(seen=version, stored=locked.version)
    phase = rules.next_phase(locked.state, Event.RETURNED)
    latest = round_of(locked)
    if latest and latest.consultation.state in (ConsultationState.DRAFT, ConsultationState.OPEN):
        raise Broken(_("La consulta sigue en pie: retírela antes de corregir el texto."))
    locked.state = phase
    return _save(locked)


def _approve(actor: Actor, locked: Minutes) -> Minutes:
    latest = round_of(locked)
    assert latest is not None
    now = timezone.now()
    year = timezone.localtime(now).year
    meeting = Meeting.objects.select_for_update().get(pk=locked.meeting_id)
    register_outcomes(actor=actor, meeting=meeting)
    locked.state = rules.next_phase(locked.state, Event.APPROVED)
    locked.year, locked.number = year, draw(f"minutes:{year}")
    locked.record, locked.approved_at = latest.record, now
    _save(locked)
    meeting.state = next_meeting_phase(meeting.state, MeetingEvent.CLOSED)
    meeting.version += 1
    meeting.save()
    jobs.defer("agenda.issue_minutes", minutes_id=locked.pk)
    notices.approved(locked)
    return locked


def _keep_comments(consultation: Consultation) -> MinutesRound:
    latest = MinutesRound.objects.get(consultation=consultation)
    answered = ConsultationSeat.objects.filter(
        consultation=consultation, state__in=[SeatState.COMMENTS, SeatState.BREAKS]
    )
    for each in answered.select_related("seat"):
        Observation.objects.create(
            round=latest,
            organisation_id=each.seat.organisation_id,
            person=each.person,
            spoken_by=each.spoken_by,
            text=each.comment,
            created_at=each.answered_at or timezone.now(),
        )
    return latest


def _system(consultation: Consultation) -> Actor:
    """A deadline has no author: what follows from it carries the account that opened the consultation."""
    assert consultation.opened_by is not None
    words = _("Aprobado por el sistema al vencer el plazo de la consulta")
    return Actor(consultation.opened_by, timezone.localdate(), (Grant(Role.SECRETARIAT, None, words),))


def _locked_of(consultation: Consultation) -> Minutes:
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting")
    return found.get(pk=int(consultation.object_key), state=MinutesState.CIRCULATED)


def _save(locked: Minutes) -> Minutes:
    locked.version += 1
    locked.save()
    return locked
