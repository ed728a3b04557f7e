"""Candidacies: propose, join, decide, put to the members."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.rules import Broken
from mcig.web.conflicts import differences, with_choices
from mcig.web.numbers import whole_number
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from members.actions import candidacies as actions
from members.actions.endorsements import consult
from members.forms.candidacies import CandidacyForm, PrioritiesForm
from members.models import Candidacy, Organisation
from members.queries.candidacies import CandidacyRow, candidacy_rows, leads, speaks_for, steps_of
from members.queries.mandates import mandate_rows, office_title, rotation_of, term_to_fill
from members.rules.candidacy import HOLDING, CandidacyState, PartyEvent, PartyState, check_open
from members.rules.rotation import Term

EDIT = "members/presidency/candidacy-edit.html"
CREATE = "members/presidency/candidacy-create.html"
DECISIONS: dict[str, PartyEvent] = {"aceptar": "accept", "declinar": "decline", "retirarse": "retire"}


def candidacy_create(request: ActorRequest) -> HttpResponse:
    rotation = rotation_of(request.mesa)
    term = term_to_fill(mandate_rows(request.actor.on), rotation, request.actor.on)
    own = speaks_for(request.actor, request.actor.on)
    context: dict[str, Any] = {"term": term, "own": own, "office": office_title(rotation.office)}
    if request.method != "POST":
        initial = {"start": term.start, "end": term.end} if term else {}
        form = CandidacyForm(initial=initial, organisations=own)
        return render(request, CREATE, context | {"form": form, "once": new_key()})
    form = CandidacyForm(request.POST, organisations=own)
    once = request.POST.get("once", "")
    if form.is_valid():
        try:
            address = create_once(
                actor=request.actor, key=once, create=lambda: _propose(request, form).get_absolute_url()
            )
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("La candidatura quedó abierta."))
            return redirect(address)
    return render(request, CREATE, context | {"form": form, "once": once}, status=422)


def _propose(request: ActorRequest, form: CandidacyForm) -> Candidacy:
    return actions.propose(
        actor=request.actor,
        organisation=Organisation.objects.get(pk=form.cleaned_data["organisation"]),
        priorities=form.cleaned_data["priorities"],
        term=Term(form.cleaned_data["start"], form.cleaned_data["end"]),
    )


def candidacy_detail(request: ActorRequest, pk: int) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy.objects.select_related("consultation", "mandate"), pk=pk)
    row = candidacy_rows(request.actor.on, pk)[0]
    own = speaks_for(request.actor, row.term.start) if row.is_open else []
    context = {
        "candidacy": candidacy,
        "row": row,
        "consultation": _consultation_shown(request, candidacy),
        "leads": row.is_open and leads(request.actor, row),
        "may_consult": row.is_open and request.actor.holds(Role.SECRETARIAT),
        "may_join": _may_join(row, own),
        "own": {key for key, _name in own},
        "holding": HOLDING,
    }
    return render(request, "members/presidency/candidacy.html", context)


def _consultation_shown(request: ActorRequest, candidacy: Candidacy) -> Any:
    """The consultation, to those who may read it: a draft of it is nobody else's."""
    found = candidacy.consultation
    return found if found and type(found).objects.visible_to(request.actor).filter(pk=found.pk) else None


def _may_join(row: CandidacyRow, own: list[tuple[int, str]]) -> list[tuple[int, str]]:
    there = {party.organisation for party in row.parties if party.state is not PartyState.RETIRED}
    return [pair for pair in own if pair[0] not in there]


def candidacy_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Rewrite the priorities while the candidacy is open; a stale save shows both texts."""
    candidacy = get_object_or_404(Candidacy.objects.led_by(request.actor), pk=pk)
    check_open(CandidacyState(candidacy.state))
    stored = {"priorities": candidacy.priorities}
    context: dict[str, Any] = {"candidacy": candidacy, "version": candidacy.version}
    if request.method != "POST":
        return render(request, EDIT, context | {"form": PrioritiesForm(initial=stored)})
    context["version"] = version = read_version(request.POST)
    form = PrioritiesForm(with_choices(request.POST, stored))
    status = 422
    if form.is_valid():
        text = form.cleaned_data["priorities"]
        try:
            actions.rewrite_priorities(
                actor=request.actor, candidacy=candidacy, version=version, priorities=text
            )
        except Stale:
            context |= {"version": candidacy.version, "conflicts": differences(form, stored)}
            status = 409
        else:
            messages.success(request, _("Las prioridades quedaron guardadas."))
            return redirect(candidacy)
    return render(request, EDIT, context | {"form": form}, status=status)


def candidacy_history(request: ActorRequest, pk: int) -> HttpResponse:
    rows = candidacy_rows(request.actor.on, pk)
    if not rows:
        raise Http404
    context = {"row": rows[0], "steps": steps_of(rows[0])}
    return render(request, "members/presidency/candidacy-history.html", context)


def candidacy_join(request: ActorRequest, pk: int) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy, pk=pk)
    key = whole_number(request.POST.get("organisation", ""))
    if key not in dict(speaks_for(request.actor, request.actor.on)):
        raise Http404
    organisation = Organisation.objects.get(pk=key)
    actions.ask_to_join(actor=request.actor, candidacy=candidacy, organisation=organisation)
    messages.success(request, _("La solicitud quedó registrada; responde quien propone la candidatura."))
    return redirect(candidacy)


def candidacy_decide(request: ActorRequest, pk: int, party: int) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy, pk=pk)
    event = DECISIONS.get(request.POST.get("do", ""))
    own = {key for key, _name in speaks_for(request.actor, request.actor.on)}
    asked = get_object_or_404(candidacy.parties, pk=party)
    leads = Candidacy.objects.led_by(request.actor).filter(pk=pk).exists()
    if not leads and (event != "retire" or asked.organisation_id not in own):
        raise Http404
    if event is None:
        raise Broken(_("El formulario llegó incompleto. Vuelva a abrirlo y envíelo otra vez."))
    actions.decide(actor=request.actor, candidacy=candidacy, party=party, event=event)
    messages.success(request, _("La decisión quedó registrada."))
    return redirect(candidacy)


def candidacy_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy.objects.led_by(request.actor), pk=pk)
    actions.withdraw(actor=request.actor, candidacy=candidacy, version=read_version(request.POST))
    messages.success(request, _("La candidatura quedó retirada."))
    return redirect(candidacy)


def candidacy_consult(request: ActorRequest, pk: int) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy, pk=pk)
    draft = consult(actor=request.actor, candidacy=candidacy, version=read_version(request.POST))
    messages.success(request, _("La consulta está preparada: fije el plazo, revísela y ábrala."))
    return redirect(reverse("consultation-edit", args=[draft.number]))
