"""The register of organisations as the secretariat keeps it: one page for each kind of change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.conflicts import differences, with_choices
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from members import queries
from members.actions import organisations as actions
from members.forms import organisations as inputs
from members.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Change:
    """A dated change of one organisation: its form, its words and the action that makes it."""

    form: type[forms.Form]
    title: StrPromise
    lead: StrPromise
    button: StrPromise
    done: StrPromise
    act: Callable[[ActorRequest, Organisation, int, dict[str, Any]], Organisation]


def _rename(
    request: ActorRequest, organisation: Organisation, version: int, data: dict[str, Any]
) -> Organisation:
    since = data.pop("since")
    return actions.rename(
        actor=request.actor,
        organisation=organisation,
        version=version,
        naming=actions.Naming(**data),
        since=since,
    )


def _plainly(action: Callable[..., Organisation]) -> Callable[..., Organisation]:
    """An action that takes the fields of its form as they are called."""

    def act(
        request: ActorRequest, organisation: Organisation, version: int, data: dict[str, Any]
    ) -> Organisation:
        return action(actor=request.actor, organisation=organisation, version=version, **data)

    return act


RENAME = Change(
    inputs.RenameForm,
    gettext_lazy("Registrar un nombre nuevo"),
    gettext_lazy(
        "El nombre anterior se conserva con sus fechas y sigue figurando en lo que es de su tiempo."
    ),
    gettext_lazy("Registrar el nombre"),
    gettext_lazy("El nombre nuevo quedó registrado."),
    _rename,
)
ENTER = Change(
    inputs.EntryForm,
    gettext_lazy("Registrar la entrada"),
    gettext_lazy("Desde ese día la organización integra la mesa."),
    gettext_lazy("Registrar la entrada"),
    gettext_lazy("La entrada quedó registrada."),
    _plainly(actions.enter),
)
LEAVE = Change(
    inputs.ExitForm,
    gettext_lazy("Registrar la salida"),
    gettext_lazy(
        "Después de ese día sus representantes ya no tienen acceso. Lo que hicieron y su historia se "
        "conservan."
    ),
    gettext_lazy("Registrar la salida"),
    gettext_lazy("La salida quedó registrada."),
    _plainly(actions.leave),
)
SUSPEND = Change(
    inputs.SuspensionForm,
    gettext_lazy("Registrar una suspensión"),
    gettext_lazy(
        "Durante esos días la organización figura en la mesa sin participar; sus representantes no tienen "
        "acceso."
    ),
    gettext_lazy("Registrar la suspensión"),
    gettext_lazy("La suspensión quedó registrada."),
    _plainly(actions.suspend),
)
RESUME = Change(
    inputs.ResumeForm,
    gettext_lazy("Concluir la suspensión"),
    gettext_lazy("Desde ese día la organización participa de nuevo."),
    gettext_lazy("Concluir la suspensión"),
    gettext_lazy("La suspensión quedó concluida."),
    _plainly(actions.resume),
)


def organisation_rename(request: ActorRequest, code: str) -> HttpResponse:
    return _change(request, code, RENAME)


def membership_begin(request: ActorRequest, code: str) -> HttpResponse:
    return _change(request, code, ENTER)


def membership_end(request: ActorRequest, code: str) -> HttpResponse:
    return _change(request, code, LEAVE)


def membership_suspend(request: ActorRequest, code: str) -> HttpResponse:
    return _change(request, code, SUSPEND)


def membership_resume(request: ActorRequest, code: str) -> HttpResponse:
    return _change(request, code, RESUME)


def _change(request: ActorRequest, code: str, change: Change) -> HttpResponse:
    organisation = get_object_or_404(queries.organisations(request.actor.on), code=code)
    form = change.form(request.POST if request.method == "POST" else None)
    version = organisation.version
    if request.method == "POST":
        version = read_version(request.POST)
        if form.is_valid():
            try:
                change.act(request, organisation, version, dict(form.cleaned_data))
            except Broken as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, str(change.done))
                return HttpResponseRedirect(reverse("organisation-detail", args=[code]), status=303)
    context = {"form": form, "organisation": organisation, "change": change, "version": version}
    return render(request, "members/organisations/change.html", context, status=422 if form.is_bound else 200)


def organisation_create(request: ActorRequest) -> HttpResponse:
    form = inputs.NewOrganisationForm(request.POST if request.method == "POST" else None)
    key = request.POST.get(ONCE, "") or new_key()
    if request.method == "POST" and form.is_valid():
        try:
            address = create_once(actor=request.actor, key=key, create=lambda: _created(request, form))
        except Broken as refusal:
            refuse(form, refusal)
        else:
            return HttpResponseRedirect(address, status=303)
    context = {"form": form, "once": key}
    return render(request, "members/organisations/create.html", context, status=422 if form.is_bound else 200)


def _created(request: ActorRequest, form: inputs.NewOrganisationForm) -> str:
    made = actions.register_organisation(
        actor=request.actor,
        code=form.cleaned_data["code"],
        profile=form.profile,
        naming=form.naming,
        since=form.cleaned_data["since"],
    )
    messages.success(request, _("La organización quedó registrada. Falta registrar su entrada a la mesa."))
    return reverse("organisation-detail", args=[made.code])


def organisation_edit(request: ActorRequest, code: str) -> HttpResponse:
    """Correct an organisation; a stale save shows both texts and keeps what was typed."""
    organisation = get_object_or_404(queries.organisations(request.actor.on), code=code)
    stored = inputs.CorrectionForm.of(organisation, queries.names_of(organisation).first())
    context: dict[str, Any] = {"organisation": organisation, "version": organisation.version, "conflicts": []}
    options: dict[str, Any] = {"organisation": organisation, "on": request.actor.on}
    if request.method != "POST":
        context["form"] = inputs.CorrectionForm(initial=stored, **options)
        return render(request, "members/organisations/edit.html", context)
    context["version"] = read_version(request.POST)
    form = inputs.CorrectionForm(with_choices(request.POST, stored), **options)
    status = 422
    if form.is_valid():
        try:
            return _corrected(request, organisation, context["version"], form)
        except Broken as refusal:
            refuse(form, refusal)
        except Stale:
            context |= {"version": organisation.version, "conflicts": differences(form, stored)}
            context["is_stale"], status = True, 409
    return render(request, "members/organisations/edit.html", context | {"form": form}, status=status)


def _corrected(
    request: ActorRequest, organisation: Organisation, version: int, form: inputs.CorrectionForm
) -> HttpResponse:
    actions.correct_organisation(
        actor=request.actor,
        organisation=organisation,
        version=version,
        profile=form.profile,
        naming=form.naming,
    )
    messages.success(request, _("Los datos quedaron guardados."))
    return HttpResponseRedirect(reverse("organisation-detail", args=[organisation.code]), status=303)
