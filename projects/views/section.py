"""The record of a project beside its ficha: read whole, edited section by section."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.web.form_merging import read_base
from mcig.web.versions import Stale, read_version
from projects import actions, queries
from projects import record as records
from projects.forms import COMMAND
from projects.forms.section import SectionForm
from projects.forms.sections import SECTIONS, Section
from projects.models import Project
from projects.rules import Ficha
from projects.rules.merge import digests, merge
from projects.rules.record import RECORD_LABELS, Record, record_warnings
from projects.rules.relations import parent_warnings
from projects.views.edit import AUTOSAVE
from projects.views.loading import editable_project, may_edit, members_by_code, visible_project
from projects.wording import record_texts

DRAFT = "borrador"


def project_record(request: ActorRequest, code: str) -> HttpResponse:
    """The published record, or the draft's where it is asked for or nothing else is there."""
    project = visible_project(request.actor, code)
    draft = queries.draft_row(project, request.actor)
    shows_draft = draft is not None and (project.current is None or request.GET.get("estado") == DRAFT)
    revision = draft if shows_draft else project.current
    if revision is None:
        raise Http404
    record = queries.readable_record(records.read(revision), request.actor)
    context = {
        "project": project,
        "revision": revision,
        "shows_draft": shows_draft,
        "has_draft": draft is not None,
        "may_edit": may_edit(request.actor, project),
        "sections": [(section, _told(section, record)) for section in SECTIONS.values()],
    }
    return render(request, "projects/record.html", context)


def _told(section: Section, record: Record) -> list[tuple[Any, tuple[str, ...]]]:
    """Each field of the section with its label and its texts; what was not declared has none."""
    return [(RECORD_LABELS[name], record_texts(record, name)) for name in section.form.names()]


def project_section(request: ActorRequest, code: str, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    project = editable_project(request.actor, code)
    ficha, record = _stored(request, project)
    page = _Page(request, project, SECTIONS[section], ficha, record)
    if request.method != "POST":
        return page.show(page.form(blank=request.GET.get("fila", "")))
    version = read_version(request.POST)
    form = page.form(request.POST)
    if not form.is_valid():
        if request.POST.get(COMMAND) == AUTOSAVE:
            return render(request, "projects/section.html#refused", {"form": form}, status=422)
        return page.show(form, 422, version=version, base=request.POST.get("base", ""), warnings=None)
    wanted = _with_choices(form.record, record, request)
    try:
        saved = actions.save_record(actor=request.actor, project=project, record=wanted, version=version)
    except Stale:
        return page.conflict(wanted)
    return page.saved(saved, wanted)


def _stored(request: ActorRequest, project: Project) -> tuple[Ficha, Record]:
    """What the section starts from: the draft, or what is published when there is none."""
    revision = queries.draft_row(project, request.actor) or project.current
    return records.read_whole(revision) if revision else (Ficha(), Record())


def _with_choices(mine: Record, theirs: Record, request: ActorRequest) -> Record:
    chosen = {name for name in RECORD_LABELS if request.POST.get(f"conflict-{name}") == "theirs"}
    return replace(mine, **{name: getattr(theirs, name) for name in chosen})


class _Page:
    """One section of one project, as this request sees it."""

    def __init__(
        self, request: ActorRequest, project: Project, section: Section, ficha: Ficha, record: Record
    ) -> None:
        self.request, self.project, self.section = request, project, section
        self.ficha, self.record = ficha, record
        self.members = members_by_code(request.actor) if section.slug == "instituciones" else []
        self.themes = queries.theme_choices(request.actor.on, record.theme) if section.slug == "metas" else []

    def form(self, data: Any = None, *, record: Record | None = None, blank: str = "") -> SectionForm:
        return self.section.form(
            data,
            ficha=self.ficha,
            record=record or self.record,
            members=self.members,
            themes=self.themes,
            blank=blank,
        )

    def show(self, form: SectionForm, status: int = 200, **extra: Any) -> HttpResponse:
        context = self.standing(self.project, self.record) | {"form": form, **extra}
        response = render(self.request, "projects/section.html", context, status=status)
        if status != HTTPStatus.OK and self.request.htmx:
            response["HX-Retarget"] = response["HX-Reselect"] = "#editor"
            response["HX-Reswap"] = "outerHTML"
        return response

    def conflict(self, mine: Record) -> HttpResponse:
        """Somebody saved meanwhile: both texts where both changed the same, and the merge as proposal."""
        # Version first, text second: a save between the two makes the next one stale again.
        self.project = editable_project(self.request.actor, self.project.code)
        self.ficha, self.record = _stored(self.request, self.project)
        base = read_base(self.request.POST)
        merged = merge(base, mine, self.record, labels=RECORD_LABELS, texts=record_texts)
        if merged.value == self.record and not merged.conflicts:
            return self.saved(self.project, self.record)
        form = self.form(record=merged.value)
        return self.show(form, 409, conflicts=merged.conflicts, is_stale=True)

    def saved(self, project: Project, record: Record) -> HttpResponse:
        command = self.request.POST.get(COMMAND, "")
        if command == AUTOSAVE:
            return render(self.request, "projects/section.html#saved", self.standing(project, record))
        here = reverse("project-section", args=[project.code, self.section.slug])
        field, _colon, verb = command.partition(":")
        if verb and field in self.section.form.base_fields:
            blank = f"?fila={field}" if verb == "add" else ""
            return redirect(f"{here}{blank}#{field}")
        messages.success(self.request, _("Los datos adicionales quedaron guardados en el borrador."))
        return redirect(f"{reverse('project-record', args=[project.code])}?estado=borrador")

    def standing(self, project: Project, record: Record) -> dict[str, Any]:
        names = self.section.form.names()
        questions = [
            *record_warnings(self.ficha, record, self.request.actor.on),
            *parent_warnings(self.ficha, queries.parents_of(self.request.actor, record)),
        ]
        return {
            "project": project,
            "section": self.section,
            "sections": SECTIONS.values(),
            "version": project.version,
            "base": json.dumps(digests(record)),
            "saved_at": timezone.localtime(),
            "warnings": [question for question in questions if question.field in names],
        }
