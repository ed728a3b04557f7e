"""Mandates: their details, and the secretariat's forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.rules import Broken
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from members.actions.mandates import MandateWords, correct_mandate, create_mandate
from members.forms.mandates import HOLDERS, MandateForm
from members.models import Mandate, MandateRole
from members.queries.mandates import mandate_rows, mandates_seen_by, possible_holders
from members.queries.papers import rows_of
from members.rules.rotation import Term

CREATE = "members/presidency/mandate-create.html"
EDIT = "members/presidency/mandate-edit.html"


def mandate_detail(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(mandates_seen_by(request.actor), pk=pk)
    row = next(row for row in mandate_rows(request.actor.on) if row.key == mandate.pk)
    context = {
        "mandate": mandate,
        "row": row,
        "files": rows_of(mandate, lambda paper: reverse("mandate-paper", args=[pk, paper])),
        "may_correct": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "members/presidency/mandate.html", context)


def mandate_create(request: ActorRequest) -> HttpResponse:
    organisations = possible_holders(request.actor.on)
    if request.method != "POST":
        form = MandateForm(organisations=organisations)
        return render(request, CREATE, {"form": form, "once": new_key()})
    form = MandateForm(request.POST, organisations=organisations)
    once = request.POST.get("once", "")

    def create() -> str:
        return _address(create_mandate(actor=request.actor, words=_words(form)))

    if form.is_valid():
        try:
            address = create_once(actor=request.actor, key=once, create=create)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("El mandato quedó registrado."))
            return redirect(address)
    return render(request, CREATE, {"form": form, "once": once}, status=422)


def mandate_correct(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(mandates_seen_by(request.actor), pk=pk)
    organisations = possible_holders(request.actor.on)
    if request.method != "POST":
        form = MandateForm(initial=_initial(mandate), organisations=organisations)
        return render(request, EDIT, _edit_context(form, mandate))
    form = MandateForm(request.POST, organisations=organisations)
    if not form.is_valid():
        return render(request, EDIT, _edit_context(form, mandate), status=422)
    try:
        version = read_version(request.POST)
        correct_mandate(actor=request.actor, mandate=mandate, words=_words(form), version=version)
    except Broken as refusal:
        refuse(form, refusal)
        return render(request, EDIT, _edit_context(form, mandate), status=422)
    except Stale:
        return render(
            request, EDIT, _edit_context(form, mandate) | _conflict(form, mandate, organisations), status=409
        )
    messages.success(request, _("El mandato quedó corregido."))
    return redirect(_address(mandate))


def _edit_context(form: MandateForm, mandate: Mandate) -> dict[str, Any]:
    sent = form.data.get("version") if form.is_bound else None
    return {"form": form, "mandate": mandate, "version": sent or mandate.version}


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that says one thing in the sent form and another in the register."""

    label: str
    yours: str
    theirs: str


def _conflict(form: MandateForm, mandate: Mandate, organisations: list[tuple[int, str]]) -> dict[str, Any]:
    stored = MandateForm(initial=_initial(mandate), organisations=organisations)
    differing = []
    for bound in form:
        yours, theirs = (
            _shown(form, bound.name, bound.value()),
            _shown(stored, bound.name, stored[bound.name].initial),
        )
        if yours != theirs:
            differing.append(Differing(str(bound.label), yours, theirs))
    return {"differing": differing, "version": mandate.version}


def _shown(form: MandateForm, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    text = "" if value is None else str(value)
    return str(choices.get(text, text)) if text else ""


def _words(form: MandateForm) -> MandateWords:
    return MandateWords(
        role=MandateRole(form.cleaned_data["role"]),
        planned=form.planned(),
        actual=form.actual(),
        holders=tuple(form.holders()),
        pro_tempore=form.pro_tempore(),
        basis=form.cleaned_data["basis"],
        priorities=form.cleaned_data["priorities"],
        shadow_days=form.cleaned_data["shadow_days"],
    )


def _initial(mandate: Mandate) -> dict[str, Any]:
    planned = Term(mandate.planned.lower, mandate.planned.upper)
    actual = Term(mandate.actual.lower, mandate.actual.upper) if mandate.actual else None
    seats = list(mandate.seats.all())
    return {
        "role": mandate.role,
        "start": planned.start,
        "end": planned.last_day,
        "actual_start": actual.start if actual else None,
        "actual_end": actual.last_day if actual else None,
        "basis": mandate.basis,
        "priorities": mandate.priorities,
        "shadow_days": mandate.shadow_days,
        "pro_tempore": next((str(seat.organisation_id) for seat in seats if seat.pro_tempore), ""),
    } | {f"holder_{place}": str(seat.organisation_id) for place, seat in enumerate(seats[:HOLDERS], start=1)}


def _address(mandate: Mandate) -> str:
    return reverse("mandate-detail", args=[mandate.pk])
