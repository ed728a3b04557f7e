"""Import of members and their people: upload, preview, apply, undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.rules import Broken
from mcig.sheets import xlsx
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from members.exchange import imports as actions
from members.exchange import template
from members.exchange.member_sheet import MAX_BYTES
from members.exchange.mending import MendingForm
from members.exchange.planning import Planned
from members.exchange.planning_people import PlannedPerson
from members.forms.imports import UploadForm
from members.models import MemberImport

SHOWN = 20


def member_import(request: ActorRequest) -> HttpResponse:
    """Take a file, and list the earlier ones."""
    form = UploadForm(request.POST or None, request.FILES or None)
    key = request.POST.get(ONCE, "") or new_key()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]

        def create() -> str:
            made = actions.upload(actor=request.actor, filename=file.name, content=file.read(MAX_BYTES + 1))
            return reverse("member-import-detail", args=[made.pk])

        try:
            return HttpResponseRedirect(create_once(actor=request.actor, key=key, create=create), status=303)
        except Broken as refusal:
            refuse(form, refusal)
    context = {"form": form, "once": key, "earlier": _earlier()}
    status = 422 if request.method == "POST" else 200
    return render(request, "members/organisations/import.html", context, status=status)


def _earlier() -> QuerySet[MemberImport]:
    return MemberImport.objects.select_related("uploaded_by").defer("rows", "undo")[:SHOWN]


def member_imports(request: ActorRequest) -> HttpResponse:
    """What was imported, for those who only read it."""
    return render(request, "members/organisations/imports.html", {"earlier": _earlier()})


def member_import_template(request: ActorRequest) -> HttpResponse:
    """The register as a spreadsheet with the headings that an import expects, its lists and a help."""
    headers = {"Content-Disposition": 'attachment; filename="integrantes.xlsx"'}
    return HttpResponse(template.book(), content_type=xlsx.CONTENT_TYPE, headers=headers)


def member_import_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """What the file would do today, or what became of it."""
    return _preview(request, _import(pk))


def member_import_mend(request: ActorRequest, pk: int) -> HttpResponse:
    """Put other words into the cells that are wrong; the file need not be loaded again."""
    found = _import(pk)
    form = MendingForm(found.rows, actions.plan_of(found, request.actor.on), request.POST)
    if not form.is_valid():
        return _preview(request, found, form)
    plan = actions.mend(
        actor=request.actor,
        member_import=found,
        promised=request.POST.get("promised", ""),
        cells=form.cells,
    )
    if not plan.wrong:
        messages.success(request, _("Ya no hay renglones con error. Falta aplicarlos."))
    return HttpResponseRedirect(reverse("member-import-detail", args=[pk]), status=303)


def _import(pk: int) -> MemberImport:
    return get_object_or_404(MemberImport.objects.select_related("uploaded_by"), pk=pk)


def _preview(request: ActorRequest, found: MemberImport, form: MendingForm | None = None) -> HttpResponse:
    plan = actions.plan_of(found, request.actor.on) if found.applied_at is None else actions.Plan([], [])
    counts = Counter(row.state for row in plan.rows)
    writes = request.actor.holds(Role.SECRETARIAT)
    joining: dict[str, list[PlannedPerson]] = {
        row.code: [] for row in plan.organisations if row.state == "new"
    }
    others: list[PlannedPerson] = []
    for row in plan.people:
        (joining.get(row.code, others) if row.state == "new" else others).append(row)
    context = {
        "import": found,
        "plan": plan,
        "mending": form or (MendingForm(found.rows, plan) if plan.wrong and writes else None),
        "organisations": _apart(plan.organisations, with_wrong=not writes, people=joining),
        "people": _apart(others, with_wrong=not writes),
        "counts": {state: counts[state] for state in ("new", "changed", "same", "error")},
        "can_apply": counts["new"] + counts["changed"],
        "writes": writes,
    }
    status = 422 if form else 200
    return render(request, "members/organisations/import-detail.html", context, status=status)


def _apart(
    rows: Sequence[Planned | PlannedPerson],
    *,
    with_wrong: bool,
    people: Mapping[str, Sequence[PlannedPerson]] = MappingProxyType({}),
) -> dict[str, Any]:
    """The rows that need a look, wrong ones too where nobody mends them, each with those of the `people`, by
    the organisation's code, who join with it; and the rows that change nothing."""
    wrong = [row for row in rows if row.state == "error" and with_wrong]
    notable = [*wrong, *(row for row in rows if row.state in actions.APPLIED)]
    return {
        "notable": [(row, people.get(row.code, ())) for row in notable],
        "same": [row for row in rows if row.state == "same"],
    }


def member_import_apply(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(MemberImport, pk=pk)
    applied = actions.apply(
        actor=request.actor, member_import=found, promised=request.POST.get("promised", "")
    )
    messages.success(
        request, _("Se aplicaron %(count)d renglones. Puede deshacerlo.") % {"count": len(applied.undo)}
    )
    return HttpResponseRedirect(reverse("member-import-detail", args=[pk]), status=303)


def member_import_undo(request: ActorRequest, pk: int) -> HttpResponse:
    actions.undo(actor=request.actor, member_import=get_object_or_404(MemberImport, pk=pk))
    messages.success(request, _("La importación quedó deshecha: el registro está como antes."))
    return HttpResponseRedirect(reverse("member-import-detail", args=[pk]), status=303)
