"""Whether everybody sees an event, or reads the public rendering of approved minutes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Disclosed, Disclosure, Meeting, MeetingKind, Minutes, MinutesState
from agenda.models.meetings import WRITES
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same


@transaction.atomic
def disclose(*, actor: Actor, meeting: Meeting, part: Disclosed, shown: bool, version: int) -> None:
    """Put a part of the meeting on the public face, or take it back; `version` is that of the meeting.

    Raises `PermissionDenied` for who does not conduct meetings, `Stale`, and `Broken` for a meeting that is
    no announced event and for minutes that are not approved.
    """
    actor.require(*WRITES)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require_same(seen=version, stored=locked.version)
    if not shown:
        Disclosure.objects.filter(meeting=locked, part=part).delete()
        return
    if not _may_be_shown(locked, part):
        raise Broken(_("Solo se muestra a todas las personas un evento anunciado o un texto aprobado."))
    Disclosure.objects.get_or_create(meeting=locked, part=part, defaults={"disclosed_by": actor.account})


def is_announced_event(meeting: Meeting) -> bool:
    return meeting.kind == MeetingKind.EVENT and meeting.announced_at is not None and not meeting.is_draft


def _may_be_shown(meeting: Meeting, part: Disclosed) -> bool:
    if part == Disclosed.EVENT:
        return is_announced_event(meeting)
    return Minutes.objects.filter(meeting=meeting, state=MinutesState.APPROVED).exists()
