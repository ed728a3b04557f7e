"""Meetings: prepare them and correct their facts. Their agenda and their life have files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Meeting, MeetingSeries
from agenda.models.meetings import WRITES
from agenda.rules.meeting import EDITABLE, check_facts
from agenda.rules.proposals import PROPOSAL_LINK, proposals_end
from mcig.access import Actor
from mcig.links.actions import extend_links
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Organisation


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is known of a meeting besides its agenda. `time_zone` is an IANA name."""

    title: str
    kind: str
    time_zone: str
    planned_minutes: int = 120
    series: MeetingSeries | None = None
    objective: str = ""
    starts_at: datetime | None = None
    place: str = ""
    link: str = ""
    host: Organisation | None = None
    languages: Sequence[str] = ()
    proposals_until: datetime | None = None
    quorum: int | None = None


@transaction.atomic
def create_meeting(*, actor: Actor, facts: MeetingFacts) -> Meeting:
    """Prepare a meeting and return it; only secretariat and presidency see the draft.

    Raises `Broken` for facts that no meeting can have.
    """
    require_writer(actor)
    meeting = Meeting(created_by=actor.account)
    _write(meeting, facts)
    meeting.save()
    return meeting


@transaction.atomic
def edit_meeting(*, actor: Actor, meeting: Meeting, version: int, facts: MeetingFacts) -> Meeting:
    """Correct the facts of a meeting, made from its `version`.

    Raises `Stale`; `Broken` as `create_meeting`, once the meeting was held or cancelled, and when a
    convened meeting would lose its date. Effects: the links to propose items live on with the new dates.
    """
    locked = lock_meeting(actor, meeting.pk)
    require_same(seen=version, stored=locked.version)
    if locked.state not in EDITABLE:
        raise Broken(_("La reunión ya no se prepara: sus datos no cambian."))
    if facts.starts_at is None and not locked.is_draft:
        raise Broken(_("Una reunión convocada lleva fecha. Si se aplaza, use «Aplazar»."), "starts_at")
    _write(locked, facts)
    locked.version += 1
    locked.save()
    if locked.proposals_until is not None:
        extend_links(
            purpose=PROPOSAL_LINK,
            object_key=str(locked.pk),
            expires_at=proposals_end(locked.proposals_until, locked.ends_at),
        )
    return locked


def _write(meeting: Meeting, facts: MeetingFacts) -> None:
    check_facts(
        title=facts.title,
        objective=facts.objective,
        planned_minutes=facts.planned_minutes,
        quorum=facts.quorum,
        starts_at=facts.starts_at,
        proposals_until=facts.proposals_until,
    )
    for field in fields(MeetingFacts):
        value = getattr(facts, field.name)
        setattr(meeting, field.name, value.strip() if isinstance(value, str) else value)
    meeting.languages = list(facts.languages)


def require_writer(actor: Actor) -> None:
    """Raises `PermissionDenied` for whoever does not prepare meetings."""
    actor.require(*WRITES)


def lock_meeting(actor: Actor, pk: int) -> Meeting:
    """The meeting, locked until the transaction ends: every change of it and of its items waits in line.

    Raises `PermissionDenied` for whoever does not prepare meetings.
    """
    require_writer(actor)
    return Meeting.objects.select_for_update(of=("self",)).get(pk=pk)
