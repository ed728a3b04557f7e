"""The answers to a date poll: by account, by personal link, or as the secretariat heard them by telephone."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import AnswerSource, DatePoll, PollSeat
from agenda.rules import polls as rules
from agenda.rules.answers import COMMENT_LENGTH
from mcig.access import Actor, Role
from mcig.rules import Broken
from members.models import Person


@transaction.atomic
def answer(*, actor: Actor, seat: PollSeat, choices: Mapping[int, str], comment: str) -> PollSeat:
    """Answer through an account, for a seat of one's own organisation. Raises as `answer_by_link`."""
    if seat.seat.organisation_id not in actor.organisations:
        raise PermissionDenied
    person = Person.objects.filter(user=actor.account).first()
    spoken_by = person.name if person else str(actor.account)
    return _record(seat, choices, comment, AnswerSource.ACCOUNT, person=person, spoken_by=spoken_by)


@transaction.atomic
def answer_by_link(*, seat: PollSeat, person: Person, choices: Mapping[int, str], comment: str) -> PollSeat:
    """Answer through the personal link of `person`. The last answer before the deadline counts.

    `choices` are by the key of each slot. Raises `Broken` when the poll is closed or a slot has no answer.
    """
    return _record(seat, choices, comment, AnswerSource.LINK, person=person, spoken_by=person.name)


@transaction.atomic
def enter_by_phone(
    *, actor: Actor, seat: PollSeat, choices: Mapping[int, str], comment: str, spoken_by: str
) -> PollSeat:
    """Enter an answer that somebody gave to the secretariat by telephone. Raises as `answer_by_link`."""
    actor.require(Role.SECRETARIAT)
    if not spoken_by.strip():
        raise Broken(_("Indique quién dio la respuesta por teléfono."), "spoken_by")
    return _record(seat, choices, comment, AnswerSource.PHONE, spoken_by=spoken_by.strip(), entered_by=actor)


def _record(
    seat: PollSeat,
    choices: Mapping[int, str],
    comment: str,
    source: AnswerSource,
    *,
    spoken_by: str,
    person: Person | None = None,
    entered_by: Actor | None = None,
) -> PollSeat:
    poll = DatePoll.objects.select_for_update().get(pk=seat.poll_id)
    words = poll.why_closed()
    if words:
        raise Broken(words)
    if len(comment) > COMMENT_LENGTH:
        raise Broken(_("El comentario es demasiado largo: caben 500 caracteres."), "comment")
    locked = PollSeat.objects.select_for_update().get(pk=seat.pk)
    locked.choices = rules.check_choices(choices, poll.slots.values_list("pk", flat=True))
    locked.comment, locked.answered_at = comment.strip(), timezone.now()
    locked.source, locked.person, locked.spoken_by = source, person, spoken_by
    locked.entered_by = entered_by.account if entered_by else None
    locked.save()
    return locked
