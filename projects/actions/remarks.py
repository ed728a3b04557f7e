"""Remarks on a ficha: made by those who review or preside and by partners, answered, resolved."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mcig.access import Actor, Role
from projects import queries
from projects.models import Project, Remark, RemarkAnswer
from projects.rules.remarks import RemarkEvent, RemarkState, after_remark, check_remark


@transaction.atomic
def make_remark(*, actor: Actor, project: Project, subject: str, text: str) -> Remark:
    """Keep what the actor observes about a field of the project, with what the field says now.

    Raises `PermissionDenied` for somebody who may not remark, `Broken` for a text that cannot be stored.
    """
    if not queries.may_remark(actor, project):
        raise PermissionDenied
    check_remark(text, subject)
    return Remark.objects.create(
        project=project,
        subject=subject,
        text=text,
        quoted=queries.said_about(actor, project, subject),
        is_suggestion=not actor.holds(Role.SECRETARIAT, Role.PRESIDENCY),
        author=actor.account,
        capacity=actor.capacity[:300],
    )


@transaction.atomic
def answer_remark(*, actor: Actor, remark: Remark, text: str) -> Remark:
    """Keep the owner's answer; the remark is answered then.

    Raises `PermissionDenied` for others than the owner and the secretariat, `Broken` for a resolved remark.
    """
    if not Project.objects.editable_by(actor).filter(pk=remark.project_id).exists():
        raise PermissionDenied
    check_remark(text)
    locked = Remark.objects.select_for_update().get(pk=remark.pk)
    _move(locked, RemarkEvent.ANSWER)
    RemarkAnswer.objects.create(remark=locked, text=text, author=actor.account, capacity=actor.capacity[:300])
    return locked


@transaction.atomic
def resolve_remark(*, actor: Actor, remark: Remark) -> Remark:
    """Close a remark: who made it, the secretariat, and for a partner's suggestion the owner too.

    Raises `PermissionDenied` for anybody else, `Broken` when it was resolved before.
    """
    if not queries.may_resolve(actor, remark):
        raise PermissionDenied
    locked = Remark.objects.select_for_update().get(pk=remark.pk)
    _move(locked, RemarkEvent.RESOLVE)
    return locked


def _move(remark: Remark, event: RemarkEvent) -> None:
    remark.state = after_remark(RemarkState(remark.state), event).value
    remark.save(update_fields=["state"])
