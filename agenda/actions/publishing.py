"""Publish the agenda of a meeting as a numbered version that never changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions.lanes import lock_open
from agenda.models import AgendaVersion, Meeting
from agenda.queries import desk, versions
from mcig import jobs
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import Stale, require_same


@transaction.atomic
def publish(*, actor: Actor, meeting: Meeting, version: int, seen: int) -> AgendaVersion:
    """Publish the accepted items as the next version of the agenda, and return it.

    `version` of the meeting and `seen`, the newest step at the desk, say what the person looked at. Effects:
    from now on members know of the meeting; a job issues the PDF in each language; nobody is written to.
    Raises `Stale` when the draft changed meanwhile; `Broken` without items and when nothing changed.
    """
    locked = lock_open(actor, meeting.pk)
    require_same(seen=version, stored=locked.version)
    if desk.newest_step(locked) != seen:
        raise Stale
    data = versions.drafted(locked, actor.on)
    if not data["items"]:
        raise Broken(_("El orden del día está vacío: agregue al menos un punto antes de publicarlo."))
    last = versions.newest(locked)
    changes = versions.differences(last.data, data) if last else []
    if last and not changes:
        raise Broken(_("No hay cambios desde la versión %(number)d.") % {"number": last.number})
    made = AgendaVersion.objects.create(
        meeting=locked,
        number=last.number + 1 if last else 1,
        data=data,
        changes=changes,
        published_by=actor.account,
        capacity=actor.capacity,
    )
    if locked.announced_at is None:
        locked.announced_at = timezone.now()
        locked.save(update_fields=["announced_at"])
    jobs.defer("agenda.issue_agenda", version_id=made.pk)
    return made
