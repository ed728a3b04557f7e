"""The import desk: a file is taken, looked at, applied, undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.files import deliver_stored
from mcig.rules import Broken
from mcig.sheets import xlsx
from mcig.sheets.columns import Column
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.versions import read_version
from members.models import Organisation
from projects.actions import imports as actions
from projects.actions import imports_applying as applying
from projects.forms.imports import ColumnsForm, ImportForm
from projects.models import EntryOutcome, EntryState, ImportState, ProjectImport
from projects.rules.incoming.columns import MORE, TARGETS, heading_key
from projects.views.loading import own_organisations

SHOWN, PAGE_SIZE = 20, 25


def import_upload(request: ActorRequest) -> HttpResponse:
    """Take a file, and list the earlier ones."""
    owners = own_organisations(request.actor)
    form = ImportForm(request.POST or None, request.FILES or None, owners=owners)
    key = request.POST.get(ONCE, "") or new_key()
    if request.method == "POST" and form.is_valid():
        try:
            place = create_once(actor=request.actor, key=key, create=lambda: _taken(request, form))
            return HttpResponseRedirect(place, status=303)
        except Broken as refusal:
            form.add_error("file", str(refusal))
    earlier = ProjectImport.objects.visible_to(request.actor).select_related("uploaded_by", "organisation")
    context = {"form": form, "once": key, "earlier": earlier.defer("options")[:SHOWN]}
    return render(
        request, "projects/imports/upload.html", context, status=422 if request.method == "POST" else 200
    )


def _taken(request: ActorRequest, form: ImportForm) -> str:
    organisation = Organisation.objects.get(pk=form.cleaned_data["organisation"])
    [file] = form.cleaned_data["file"]
    batch = actions.upload(actor=request.actor, organisation=organisation, file=file, options=form.options)
    if batch.state == ImportState.COLUMNS:
        return reverse("import-columns", args=[batch.pk])
    entries = list(batch.entries.values_list("position", flat=True)[:2])
    return reverse("import-entry", args=[batch.pk, 1]) if len(entries) == 1 else batch.get_absolute_url()


def import_template(request: ActorRequest) -> HttpResponse:
    """An empty matrix with the headings that are recognised by themselves."""
    columns: list[Column[Any]] = [Column(words, lambda _row: None, 24) for words in _headings()]
    content = xlsx.write(_("Proyectos"), columns, [])
    headers = {"Content-Disposition": 'attachment; filename="matriz-de-proyectos.xlsx"'}
    return HttpResponse(content, content_type=xlsx.CONTENT_TYPE, headers=headers)


def _headings() -> list[Any]:
    """The words of the columns that mean something, each once."""
    headings: dict[str, Any] = {}
    for name, words in TARGETS.items():
        if name != MORE:
            headings.setdefault(heading_key(str(words)), words)
    return list(headings.values())


def import_columns(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what each heading of a matrix means."""
    batch = _batch(request, pk)
    form = ColumnsForm(request.POST or None, columns=batch.options.get("columns", {}))
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(actor=request.actor, batch=batch, columns=form.columns)
            return HttpResponseRedirect(batch.get_absolute_url(), status=303)
        except Broken as refusal:
            form.add_error(None, str(refusal))
    context = {"batch": batch, "form": form}
    return render(
        request, "projects/imports/columns.html", context, status=422 if request.method == "POST" else 200
    )


def import_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """What the file would do, project by project, or what became of it."""
    batch = _batch(request, pk)
    entries = batch.entries.select_related("project", "owner").defer("data", "undo")
    counts = dict(batch.entries.order_by().values_list("state").annotate(Count("pk")))
    outcomes = dict(batch.entries.order_by().values_list("outcome").annotate(Count("pk")))
    context = {
        "batch": batch,
        "page": Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page")),
        "counts": {state: counts.get(state, 0) for state in EntryState.values},
        "outcomes": {outcome: outcomes.get(outcome, 0) for outcome in EntryOutcome.values},
        "pending": applying.pending(batch).count() if batch.state == ImportState.READY else 0,
        "of_many": batch.entries.exclude(owner=batch.organisation_id).exists(),
        "is_busy": batch.state in {ImportState.READING, ImportState.APPLYING},
    }
    template = "projects/imports/detail.html"
    return render(request, f"{template}#progress" if request.htmx else template, context)


def import_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file as it was loaded."""
    batch = _batch(request, pk)
    if batch.file is None:
        raise Broken(_("El archivo de esta importación no se conservó."))
    return deliver_stored(request, batch.file)


def import_apply(request: ActorRequest, pk: int) -> HttpResponse:
    batch = applying.apply(actor=request.actor, batch=_batch(request, pk), version=read_version(request.POST))
    if batch.state == ImportState.APPLIED:
        messages.success(
            request, _("Lo elegido quedó en borradores; nada se publicó. La importación se puede deshacer.")
        )
    return HttpResponseRedirect(batch.get_absolute_url(), status=303)


def import_stop(request: ActorRequest, pk: int) -> HttpResponse:
    batch = actions.stop(actor=request.actor, batch=_batch(request, pk))
    if batch.state == ImportState.APPLIED:
        messages.warning(
            request,
            _("Se detuvo: lo ya aplicado quedó en borradores y se puede deshacer; lo demás no se tocó."),
        )
    elif batch.state == ImportState.STOPPED:
        messages.warning(request, _("Se detuvo la lectura: no quedó nada del archivo por revisar."))
    return HttpResponseRedirect(batch.get_absolute_url(), status=303)


def import_undo(request: ActorRequest, pk: int) -> HttpResponse:
    batch = applying.undo(actor=request.actor, batch=_batch(request, pk), version=read_version(request.POST))
    kept = batch.entries.filter(outcome=EntryOutcome.KEPT).count()
    if kept:
        messages.warning(
            request, _("%(count)d proyectos no se deshicieron; la lista dice por qué.") % {"count": kept}
        )
    else:
        messages.success(request, _("La importación quedó deshecha: los proyectos están como antes."))
    return HttpResponseRedirect(batch.get_absolute_url(), status=303)


def _batch(request: ActorRequest, pk: int) -> ProjectImport:
    batches = ProjectImport.objects.visible_to(request.actor).select_related(
        "organisation", "file", "uploaded_by"
    )
    return get_object_or_404(batches, pk=pk)
