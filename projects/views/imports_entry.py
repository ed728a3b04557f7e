"""One project of an import: each field with what is stored and what is suggested, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.access import Actor, ActorRequest
from mcig.rules import Broken
from mcig.web.versions import read_version
from projects.actions import imports as actions
from projects.actions import imports_applying as applying
from projects.actions.imports_filling import assess
from projects.formats.suggestion_json import loaded
from projects.models import ImportEntry, ImportState, Project, ProjectImport
from projects.rules import Ficha, field_texts
from projects.rules.incoming import FIELD_LABELS, Proposal, reason_in_words
from projects.rules.incoming.suggestion import FICHA_FIELDS
from projects.rules.record import Record
from projects.wording import record_texts

NEW, LEFT_OUT = "new", "out"


@dataclass(frozen=True, slots=True)
class Row:
    """A suggested field in words."""

    proposal: Proposal
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_chosen: bool


def import_entry(request: ActorRequest, pk: int, position: int) -> HttpResponse:
    """Look at a project of the file, and choose what is taken over."""
    entry = _entry(request.actor, pk, position)
    error = ""
    if request.method == "POST":
        try:
            return _decided(request, entry)
        except Broken as refusal:
            error = str(refusal)
    suggestion = loaded(entry.data, get_language() or "")
    proposals = assess(entry, suggestion)
    context = {
        "entry": entry,
        "batch": entry.batch,
        "rows": _rows(entry, proposals),
        "likely": [each | {"reasons": list(map(reason_in_words, each["reasons"]))} for each in entry.likely],
        "unread": [(FIELD_LABELS.get(each.field, ""), each.text, each.reason) for each in suggestion.unread],
        "notes": suggestion.notes,
        "place": suggestion.place,
        "error": error,
        "open": entry.batch.state == ImportState.READY,
        "only_one": entry.batch.total == 1,
        "following": _following(entry),
    }
    return render(request, "projects/imports/entry.html", context, status=422 if error else 200)


def _rows(entry: ImportEntry, proposals: Sequence[Proposal]) -> list[Row]:
    chosen = set(actions.chosen(entry, proposals))
    return [_row(each, chosen) for each in proposals]


def _following(entry: ImportEntry) -> int | None:
    """The position of the next project of the file."""
    later = entry.batch.entries.filter(position__gt=entry.position)
    return later.values_list("position", flat=True).first()


def _decided(request: ActorRequest, entry: ImportEntry) -> HttpResponse:
    about = request.POST.get("about", "")
    if not about:
        raise Broken(_("Diga primero si es un proyecto nuevo o cuál de los que ya están."))
    project = None
    if about not in {NEW, LEFT_OUT}:
        likely = {str(each["code"]) for each in entry.likely if each["own"]}
        code = about if about in likely else ""
        project = get_object_or_404(Project.objects.editable_by(request.actor), code=code)
    is_same = (project.pk if project else None) == entry.project_id and entry.is_decided
    fields = request.POST.getlist("field") if is_same and "shown" in request.POST else None
    saved = actions.decide(
        actor=request.actor,
        entry=entry,
        version=read_version(request.POST),
        project=project,
        fields=fields,
        is_left_out=about == LEFT_OUT,
    )
    place = reverse("import-detail", args=[entry.batch_id])
    if not is_same and about != LEFT_OUT:
        place = reverse("import-entry", args=[entry.batch_id, entry.position])
    elif request.POST.get("do") == "apply":
        applying.apply(actor=request.actor, batch=saved.batch, version=saved.batch.version)
    return HttpResponseRedirect(place, status=303)


def _entry(actor: Actor, pk: int, position: int) -> ImportEntry:
    batch = get_object_or_404(ProjectImport.objects.visible_to(actor).select_related("organisation"), pk=pk)
    entry = get_object_or_404(batch.entries.select_related("project", "owner"), position=position)
    entry.batch = batch
    return entry


def _row(proposal: Proposal, chosen: set[str]) -> Row:
    return Row(
        proposal,
        str(FIELD_LABELS[proposal.field]),
        _texts(proposal.field, proposal.before),
        _texts(proposal.field, proposal.after),
        proposal.field in chosen,
    )


def _texts(field: str, value: object) -> tuple[str, ...]:
    """A value in words, one text an item."""
    if field in FICHA_FIELDS:
        return field_texts(Ficha(**{field: value}), field)  # type: ignore[arg-type]
    if field == "total":
        assert isinstance(value, tuple)
        return record_texts(Record(total=value[0], currency=value[1]), field)
    return record_texts(Record(**{field: value}), field)  # type: ignore[arg-type]
