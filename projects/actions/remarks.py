"""Remarks on a ficha: made by those who review or preside and by partners, answered, resolved."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.rules import Broken
from projects import notices_review as notices
from projects import queries
from projects.actions.drafts import save_draft, save_record
from projects.actions.locking import lock_for_edit
from projects.models import Project, Remark, RemarkAnswer
from projects.rules.proposals import check_proposal, text_in, with_text
from projects.rules.remarks import Outcome, RemarkEvent, RemarkState, after_remark, check_remark


@transaction.atomic
def make_remark(*, actor: Actor, project: Project, subject: str, text: str, proposed: str = "") -> Remark:
    """Keep what the actor observes about a field of the project, with what the field says now.

    `proposed` is the text that the field should have, which the owner accepts or not; `text` says why.
    Effects: the owner is told. Raises `PermissionDenied` for somebody who may not remark, `Broken` for a text
    that cannot be stored, or that the field cannot hold.
    """
    if not queries.may_remark(actor, project):
        raise PermissionDenied
    check_remark(text, subject)
    ficha, record = queries.said_to(actor, project)
    if proposed:
        check_proposal(ficha, record, subject, proposed)
    remark = Remark.objects.create(
        project=project,
        subject=subject,
        text=text,
        quoted=text_in(ficha, record, subject) if proposed else queries.said_about(actor, project, subject),
        proposed=proposed,
        is_suggestion=not actor.holds(Role.SECRETARIAT, Role.PRESIDENCY),
        author=actor.account,
        capacity=actor.capacity[:300],
    )
    notices.remarked(remark, ficha.name)
    return remark


@transaction.atomic
def settle_suggestion(*, actor: Actor, remark: Remark, accept: bool, version: int, text: str = "") -> Remark:
    """Accept a proposed text, which is the field's text in the draft from then on, or decline it.

    `version` is that of the project. Effects: on acceptance as `save_draft`; the remark is resolved with an
    answer, `text` or a sentence that says what was done; whoever proposed is told. Raises `PermissionDenied`
    for others than the owner and the secretariat, `Stale`, and `Broken` for a remark that proposes nothing or
    was settled, and for declining without a word.
    """
    project = lock_for_edit(actor, remark.project)
    locked = Remark.objects.select_for_update(of=("self",)).select_related("author").get(pk=remark.pk)
    if not locked.proposed:
        raise Broken(_("Esta observación no propone un texto."))
    state = after_remark(locked.standing, RemarkEvent.RESOLVE)
    if not accept and not text.strip():
        raise Broken(_("Diga por qué no se acepta."), "text")
    ficha, record = queries.said_to(actor, project)
    if accept:
        changed = with_text(ficha, record, locked.subject, locked.proposed)
        saved = save_draft(actor=actor, project=project, ficha=changed[0], version=version)
        save_record(actor=actor, project=saved, record=changed[1], version=saved.version)
    said = text.strip() or _("Se aceptó: el texto que propuso %(name)s está en el borrador.") % {
        "name": locked.author.name
    }
    check_remark(said)
    RemarkAnswer.objects.create(remark=locked, text=said, author=actor.account, capacity=actor.capacity[:300])
    locked.state = state.value
    locked.outcome = (Outcome.ACCEPTED if accept else Outcome.DECLINED).value
    locked.save(update_fields=["state", "outcome"])
    notices.answered(locked, ficha.name)
    return locked


@transaction.atomic
def answer_remark(*, actor: Actor, remark: Remark, text: str) -> Remark:
    """Keep the owner's answer; the remark is answered then, and whoever made it is told.

    Raises `PermissionDenied` for others than the owner and the secretariat, `Broken` for a resolved remark.
    """
    if not Project.objects.editable_by(actor).filter(pk=remark.project_id).exists():
        raise PermissionDenied
    check_remark(text)
    locked = Remark.objects.select_for_update().get(pk=remark.pk)
    _move(locked, RemarkEvent.ANSWER)
    RemarkAnswer.objects.create(remark=locked, text=text, author=actor.account, capacity=actor.capacity[:300])
    notices.answered(locked, queries.said_to(actor, locked.project)[0].name)
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
