"""The review of a draft: sent, withdrawn, given back, validated."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.rules import Broken
from mcig.web.versions import require_same
from projects import content
from projects import notices_review as notices
from projects.actions.locking import draft_of, lock_for_edit, raise_version
from projects.models import Project
from projects.rules import Event, after, missing_for_publication

REVIEWERS = (Event.GIVE_BACK, Event.VALIDATE)


@transaction.atomic
def review(*, actor: Actor, project: Project, event: Event, version: int, tells: bool = True) -> Project:
    """Move the draft on: the owner submits and withdraws, the secretariat gives back and validates.

    The secretariat may do all of it on the owner's behalf. Effects: the draft's state; the version is raised,
    so that nobody validates a text that changed under their eyes; unless `tells` is false, whoever must act
    next is told. Raises `Stale`; `Broken` without a draft,
    for an event that its state does not allow, for a ficha that is incomplete, and for giving back without
    a remark that says why.
    """
    locked = lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    if event in REVIEWERS and not actor.holds(Role.SECRETARIAT):
        raise PermissionDenied
    draft = draft_of(locked)
    if draft is None:
        raise Broken(_("No hay un borrador: la ficha publicada ya dice lo mismo."))
    state = after(draft.state, event)
    if event in {Event.SUBMIT, Event.VALIDATE}:
        for field, sentence in missing_for_publication(content.read(draft)):
            raise Broken(sentence, field)
    if event is Event.GIVE_BACK and not locked.remarks.unresolved().exists():
        raise Broken(_("Antes de devolverla, escriba al menos una observación que diga qué falta."))
    draft.review = state.value
    draft.save(update_fields=["review"])
    if tells:
        notices.moved(draft, event)
    return raise_version(locked)
