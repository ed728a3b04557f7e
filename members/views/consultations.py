"""The consultations: list, text, preparation, opening and end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, ActorRequest, Role
from mcig.documents.delivery import deliver_issued
from mcig.mesa.clock import moment_words
from mcig.rules import Broken
from mcig.sheets.answers import exported
from mcig.web.conflicts import Difference
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from members import notices
from members.actions import consultations as actions
from members.exhibits import doors_of, exhibit_of
from members.forms.consultations import AnswerForm, DraftForm, ExtendForm, WithdrawForm
from members.models import Consultation, ConsultationSeat, Organisation
from members.queries import consultations as queries
from members.queries import papers
from members.rules import consultation as rules
from members.rules.consultation import Outcome
from members.tables import CONSULTATIONS

PER_PAGE = 50


def visible(actor: Actor, number: str) -> Consultation:
    """The consultation of this number, or 404 alike for a hidden and for a missing one."""
    return get_object_or_404(queries.visible(actor), **queries.numbered(number))


def consultation_list(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.register(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "reads_answers": queries.reads_answers(request.actor),
        "may_prepare": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "members/consultations/list.html", context)


def consultation_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """The consultations that the reader sees."""
    found = queries.register(request.actor)
    return exported(
        request, suffix, title=_("Consultas"), columns=CONSULTATIONS, rows=found, name=_("consultas")
    )


def consultation_detail(request: ActorRequest, number: str) -> HttpResponse:
    consultation = visible(request.actor, number)
    return render(request, "members/consultations/detail.html", standing(request, consultation))


def standing(request: ActorRequest, consultation: Consultation) -> dict[str, Any]:
    """What the page of a consultation shows to this actor: their own answer, or everybody's."""
    reads = queries.reads_answers(request.actor)
    seats = queries.seats_of(consultation) if reads and consultation.opened_at else []
    own = queries.own_seat(request.actor, consultation)
    return {
        "consultation": consultation,
        "reads_answers": reads,
        "seats": seats,
        "own": own,
        "form": AnswerForm(initial={"answer": own.state, "comment": own.comment}) if own else None,
        "files": papers.rows_of(consultation, lambda pk: _paper_address(consultation, pk)),
        "certificates": queries.certificates_of(consultation),
        "needs_decision": reads and _needs_decision(consultation, seats),
        "writes": request.actor.holds(Role.SECRETARIAT),
        "exhibit": exhibit_of(consultation),
        "doors": doors_of(request.actor, consultation),
    }


def _needs_decision(consultation: Consultation, seats: Sequence[ConsultationSeat]) -> bool:
    """Whether somebody broke the silence, so that the secretariat has to say how it goes on."""
    if not consultation.is_open or not consultation.deadline:
        return False
    states = [seat.state for seat in seats]
    found = rules.outcome(consultation.rule, states, deadline=consultation.deadline, now=timezone.now())
    return found is Outcome.NEEDS_DECISION


def _paper_address(consultation: Consultation, paper: int) -> str:
    return reverse("consultation-paper", args=[consultation.number, paper])


def consultation_create(request: ActorRequest) -> HttpResponseBase:
    organisations = queries.member_choices(request.actor.on)
    once = request.POST.get("once", "") or new_key()
    form = DraftForm(request.POST or None, organisations=organisations, initial={"rule": "silence"})

    def create() -> str:
        made = actions.create_draft(actor=request.actor, **_drafted(form))
        return reverse("consultation-detail", args=[made.number])

    if request.method == "POST" and form.is_valid():
        try:
            return redirect(create_once(actor=request.actor, key=once, create=create))
        except Broken as refusal:
            refuse(form, refusal)
    context = {"form": form, "once": once}
    return render(request, "members/consultations/create.html", context, status=422 if form.is_bound else 200)


def _drafted(form: DraftForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "subject": data["subject"],
        "text": data["text"],
        "rule": data["rule"],
        "deadline": data["deadline"],
        "consulted": Organisation.objects.filter(pk__in=data["consulted"]),
    }


def consultation_edit(request: ActorRequest, number: str) -> HttpResponseBase:
    consultation = visible(request.actor, number)
    organisations = queries.member_choices(request.actor.on)
    if request.method != "POST":
        form = DraftForm(initial=_initial(consultation), organisations=organisations)
        return _editor(request, consultation, form)
    version = read_version(request.POST)
    form = DraftForm(request.POST, organisations=organisations)
    if not form.is_valid():
        return _editor(request, consultation, form, version=version, status=422)
    try:
        actions.edit(actor=request.actor, consultation=consultation, version=version, **_drafted(form))
    except Broken as refusal:
        refuse(form, refusal)
        return _editor(request, consultation, form, version=version, status=422)
    except Stale:
        fields = _differences(form, _initial(consultation))
        return _editor(request, consultation, form, fields=fields, status=409)
    messages.success(request, _("El borrador está guardado. Los integrantes aún no lo ven."))
    return redirect("consultation-detail", number)


def _differences(form: DraftForm, stored: dict[str, Any]) -> list[Difference]:
    """What was typed and what is stored, where they differ, as a person reads them."""

    def told(name: str, value: Any) -> str:
        if name == "deadline":
            return moment_words(value) if value else ""
        words = dict(getattr(form.fields[name], "choices", ()))
        if isinstance(value, list):
            return ", ".join(str(words.get(each, each)) for each in value)
        return str(words.get(value, value))

    pairs = [(each, told(each, form.cleaned_data[each]), told(each, stored[each])) for each in stored]
    return [
        Difference("", form[name].label, yours, theirs) for name, yours, theirs in pairs if yours != theirs
    ]


def _initial(consultation: Consultation) -> dict[str, Any]:
    return {
        "subject": consultation.subject,
        "text": consultation.text,
        "rule": consultation.rule,
        "deadline": consultation.deadline,
        "consulted": list(consultation.consulted.values_list("pk", flat=True)),
    }


def _editor(
    request: ActorRequest,
    consultation: Consultation,
    form: DraftForm,
    *,
    version: int | None = None,
    fields: Any = (),
    status: int = 200,
) -> HttpResponse:
    """The edit page; after a conflict the typed text stands in it and the stored one beside it."""
    context = {
        "consultation": consultation,
        "form": form,
        "version": version or consultation.version,
        "fields": fields,
        "is_stale": status == HTTPStatus.CONFLICT,
    }
    return render(request, "members/consultations/edit.html", context, status=status)


def consultation_open(request: ActorRequest, number: str) -> HttpResponseBase:
    """Shows to whom what would be sent; the button sends it."""
    consultation = visible(request.actor, number)
    if request.method == "POST":
        version = read_version(request.POST)
        try:
            actions.open_consultation(actor=request.actor, consultation=consultation, version=version)
        except Broken as refusal:
            messages.error(request, str(refusal))
            return redirect("consultation-detail", number)
        messages.success(request, _("La consulta está abierta y los mensajes van en camino."))
        return redirect("consultation-detail", number)
    found = list(papers.papers_of(consultation))
    subject, body = notices.preview(consultation, found)
    context = {
        "consultation": consultation,
        "files": papers.rows_of(consultation, lambda pk: _paper_address(consultation, pk), found=found),
        "recipients": queries.recipients_preview(consultation, request.actor.on),
        "exhibit": exhibit_of(consultation),
        "subject": subject,
        "body": body,
    }
    return render(request, "members/consultations/open.html", context)


def consultation_extend(request: ActorRequest, number: str) -> HttpResponseBase:
    consultation = visible(request.actor, number)
    form = ExtendForm(request.POST or None)

    def extend(version: int) -> str:
        actions.extend(
            actor=request.actor,
            consultation=consultation,
            version=version,
            deadline=form.moment(),
            note=form.cleaned_data["note"],
        )
        return _("El plazo quedó ampliado; se avisó a los lugares consultados.")

    return _decided(request, consultation, form, extend, "extend")


def consultation_withdraw(request: ActorRequest, number: str) -> HttpResponseBase:
    consultation = visible(request.actor, number)
    form = WithdrawForm(request.POST or None)

    def withdraw(version: int) -> str:
        note = form.cleaned_data["note"]
        actions.withdraw(actor=request.actor, consultation=consultation, version=version, note=note)
        return _("La consulta quedó retirada.")

    return _decided(request, consultation, form, withdraw, "withdraw")


def _decided(
    request: ActorRequest,
    consultation: Consultation,
    form: forms.Form,
    decide: Callable[[int], str],
    verb: str,
) -> HttpResponseBase:
    """Shows the form; when it was sent and holds, takes the decision and says what was done."""
    if request.method == "POST" and form.is_valid():
        try:
            done = decide(read_version(request.POST))
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect("consultation-detail", consultation.number)
    context = {"consultation": consultation, "form": form, "verb": verb}
    return render(request, "members/consultations/decide.html", context, status=422 if form.is_bound else 200)


def consultation_history(request: ActorRequest, number: str) -> HttpResponse:
    consultation = visible(request.actor, number)
    context = {
        "consultation": consultation,
        "answers": queries.answers_of(consultation),
        "steps": queries.steps_of(consultation),
        "paper_steps": papers.paper_steps_of(consultation),
    }
    return render(request, "members/consultations/history.html", context)


def consultation_certificate(request: ActorRequest, number: str, language: str) -> HttpResponseBase:
    consultation = visible(request.actor, number)
    certificate = get_object_or_404(consultation.certificates.select_related("document"), language=language)
    return deliver_issued(request, certificate.document)
