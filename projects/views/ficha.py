"""The project's page and its ficha, on the screen and as PDF."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.access import Actor, ActorRequest, Role
from mcig.documents.delivery import deliver_issued
from mcig.web.numbers import whole_number
from projects import actions, queries
from projects import record as records
from projects.models import Project, Revision
from projects.pdf import ficha_context, ficha_pdf, file_name
from projects.rules import TRANSITIONS, Event, Ficha, RevisionState, missing_for_publication, warnings
from projects.rules.freshness import next_review
from projects.rules.record import Record, record_warnings
from projects.rules.relations import parent_warnings
from projects.rules.sense import SenseWarning
from projects.views.loading import may_edit, may_see_history, visible_project

DRAFT = "borrador"
# What moves a draft through its review: words, icon, and whether only the secretariat does it.
MOVES = (
    (Event.VALIDATE, gettext_lazy("Validar"), "check", True),
    (Event.GIVE_BACK, gettext_lazy("Devolver con observaciones"), "undo-2", True),
    (Event.SUBMIT, gettext_lazy("Enviar a revisión"), "send", False),
    (Event.WITHDRAW, gettext_lazy("Retirar de la revisión"), "rotate-ccw", False),
)
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def project_detail(request: ActorRequest, code: str) -> HttpResponse:
    """The published ficha, or the draft where it is asked for or nothing else is there."""
    project = visible_project(request.actor, code)
    draft = queries.draft_row(project, request.actor)
    shows_draft = draft is not None and (project.current is None or request.GET.get("estado") == DRAFT)
    revision = draft if shows_draft else project.current
    if revision is None:
        raise Http404
    issued = [] if shows_draft else list(revision.issued.select_related("document"))
    ficha, record = records.read_whole(revision)
    context: dict[str, Any] = (
        {"project": project, "draft": draft, "revision": revision, "shows_draft": shows_draft}
        | {"documents": issued}
        | _rights(request.actor, project)
        | _sheet(project, revision, ficha, record)
        | _beside(request, project, revision)
    )
    if revision.number:
        context |= _freshness(request, revision)
    if shows_draft:
        context |= {"warnings": _questions(request, ficha, record)} | _moves(request, revision, ficha)
    return render(request, "projects/detail.html", context)


def _rights(actor: Actor, project: Project) -> dict[str, Any]:
    """What the actor may do with the project, and how many remarks wait."""
    return {
        "may_edit": may_edit(actor, project),
        "may_see_history": may_see_history(actor, project),
        "unresolved": queries.unresolved_count(project, actor),
        "may_remark": queries.may_remark(actor, project),
    }


def _beside(request: ActorRequest, project: Project, revision: Revision) -> dict[str, Any]:
    """The theme of the agenda, and the documents and photographs that the actor reads."""
    themes = queries.themes_named([revision.theme]) if revision.theme else {}
    return {
        "theme": themes.get(revision.theme, ""),
        "attached": queries.attached_to(project, request.actor),
    }


def _questions(request: ActorRequest, ficha: Ficha, record: Record) -> list[SenseWarning]:
    """What a careful reader would ask; of the record only where somebody began to declare one."""
    about_record = record_warnings(ficha, record, request.actor.on) if record != Record() else ()
    within = parent_warnings(ficha, queries.parents_of(request.actor, record))
    return [*warnings(ficha, request.actor.on), *about_record, *within]


def _freshness(request: ActorRequest, revision: Revision) -> dict[str, Any]:
    """How fresh the published ficha is, and when it is to be reviewed."""
    months = queries.review_months()
    return {
        "freshness": queries.state_of(revision.updated_on, revision.status, request.actor.on, months),
        "next_review": next_review(revision.updated_on, months),
    }


def _moves(request: ActorRequest, draft: Revision, ficha: Ficha) -> dict[str, Any]:
    """What may be done with the draft in its state, by this actor."""
    reviews = request.actor.holds(Role.SECRETARIAT)
    possible = [
        (event.value, label, icon)
        for event, label, icon, is_reviewers in MOVES
        if (draft.state, event) in TRANSITIONS and (reviews or not is_reviewers)
    ]
    needs_review = actions.needs_review(request.actor)
    waits = needs_review and draft.state is not RevisionState.VALIDATED
    return {
        "missing": missing_for_publication(ficha),
        "state": draft.state,
        "needs_review": needs_review,
        "moves": possible,
        "ready": _("La ficha está completa") if waits else _("La ficha está lista para publicarse"),
    }


def _sheet(project: Project, revision: Revision, ficha: Ficha, record: Record) -> dict[str, Any]:
    """The context of the printed ficha as the screen shows it, in the reader's language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return ficha_context(
        ficha,
        code=project.code,
        on=timezone.localdate(revision.published_at or revision.saved_at),
        language=language,
        version=revision.number,
        translations=record.translations,
    )


def project_ficha_pdf(request: ActorRequest, code: str) -> HttpResponseBase:
    """The stored bytes of a published ficha, the current one unless `version` names another; or the draft."""
    language = request.GET.get("lang", translation.get_language())
    if language not in LANGUAGES:
        raise Http404
    if request.GET.get("estado") == DRAFT:
        return _draft_pdf(request, visible_project(request.actor, code), language)
    number = whole_number(request.GET.get("version", ""))
    if number is None and "version" in request.GET:
        raise Http404
    document = queries.issued_ficha(request.actor, code, number, language)
    if document is None:
        raise Http404
    return deliver_issued(request, document)


def _draft_pdf(request: ActorRequest, project: Project, language: str) -> HttpResponse:
    draft = queries.draft_of(project, request.actor)
    if draft is None:
        raise Http404
    on = timezone.localdate(draft.saved_at)
    ficha, record = records.read_whole(draft)
    pdf = ficha_pdf(ficha, code=project.code, on=on, language=language, translations=record.translations)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = file_name(project.code, on, is_draft=True)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
