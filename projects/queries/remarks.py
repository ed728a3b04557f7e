"""Reads about the review of a ficha: who may remark, what was remarked, what waits."""

from __future__ import annotations

from mcig.access import Actor, Role
from members.models import Organisation
from projects.models import Project, Remark, Revision, RevisionParticipation
from projects.queries.projects import draft_row, readable_record
from projects.record import read_whole
from projects.rules import Ficha, RevisionState, footer_text, form_rows, row_text
from projects.rules.record import RECORD_LABELS, Record
from projects.rules.remarks import RemarkState
from projects.wording import record_texts


def may_remark(actor: Actor, project: Project) -> bool:
    """Whoever reviews or presides; a member that the published record names as an institution of it."""
    if actor.holds(Role.SECRETARIAT, Role.PRESIDENCY):
        return True
    if project.owner_id in actor.organisations or not project.current_id:
        return False
    codes = Organisation.objects.filter(pk__in=actor.organisations).values("code")
    named = RevisionParticipation.objects.filter(revision=project.current_id, member__in=codes)
    return named.exists()


def may_resolve(actor: Actor, remark: Remark) -> bool:
    """Who made it, the secretariat, and the owner for a partner's suggestion."""
    if actor.holds(Role.SECRETARIAT) or remark.author_id == actor.user.pk:
        return True
    return remark.is_suggestion and remark.project.owner_id in actor.organisations


def said_to(actor: Actor, project: Project) -> tuple[Ficha, Record]:
    """What the project says to this actor now: its draft, for those who see it, or what is published."""
    revision = draft_row(project, actor) or project.current
    return read_whole(revision) if revision else (Ficha(), Record())


def said_about(actor: Actor, project: Project, subject: str) -> str:
    """What a field says to this actor now: in the draft, for those who see it, or in what is published."""
    ficha, record = said_to(actor, project)
    if subject in RECORD_LABELS:
        return "\n".join(record_texts(readable_record(record, actor), subject))
    if subject == "updated_on":
        return footer_text(ficha)
    return next((row_text(row) for row in form_rows(ficha) if row.key == subject), "")


def remarks_on(project: Project, actor: Actor) -> list[Remark]:
    """The remarks that the actor sees, the unresolved first, with their authors and answers. Two queries."""
    found = Remark.objects.visible_to(actor).filter(project=project)
    listed = found.select_related("author", "project").prefetch_related("answers__author")
    return sorted(listed, key=lambda remark: remark.standing is RemarkState.RESOLVED)


def unresolved_count(project: Project, actor: Actor) -> int:
    """How many remarks that the actor sees wait for an answer or for being resolved."""
    return Remark.objects.visible_to(actor).unresolved().filter(project=project).count()


def waiting_for_review(size: int = 10) -> list[tuple[str, str]]:
    """Code and name of the drafts that the secretariat is to review, the longest waiting first."""
    drafts = Revision.objects.drafts().filter(review=RevisionState.IN_REVIEW.value)
    return list(drafts.order_by("saved_at").values_list("project__code", "name")[:size])
