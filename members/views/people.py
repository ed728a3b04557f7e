"""People of an organisation: who joins, who is corrected, who leaves, who follows whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.conflicts import differences, with_choices
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from members.actions import people as actions
from members.annexes import holdings_of
from members.forms.people import AppointmentForm, EndForm, PersonForm, PostForm, RelayForm
from members.models import Organisation, Posting, SeatKind
from members.queries import organisations
from members.queries.people import looked_after_by, people_looked_after_by, postings_looked_after_by


def person_add(request: ActorRequest, code: str) -> HttpResponse:
    """Post a person, known or new, on a seat of the organisation."""
    organisation = _organisation(request, code)
    form = AppointmentForm(request.POST or None, initial={"first": request.actor.on})
    key = request.POST.get(ONCE, "") or new_key()

    def create() -> str:
        posting = _appoint(request, organisation, form)
        messages.success(
            request, _("La adscripción de %(name)s quedó registrada.") % {"name": posting.person}
        )
        return reverse("organisation-detail", args=[organisation.code])

    if request.method == "POST" and form.is_valid():
        done = _attempt(form, lambda: create_once(actor=request.actor, key=key, create=create))
        if done is not None:
            return HttpResponseRedirect(done, status=303)
    context = {"form": form, "once": key, "organisation": organisation}
    return render(request, "members/people/add.html", context, status=422 if form.is_bound else 200)


def _appoint(request: ActorRequest, organisation: Organisation, form: AppointmentForm) -> Posting:
    data = form.cleaned_data
    return actions.appoint(
        actor=request.actor,
        organisation=organisation,
        kind=SeatKind(data["kind"]),
        details=form.details,
        post=form.post,
        first=data["first"],
        last=data["last"],
        invite=data["invite"],
    )


def person_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct a person; a stale save shows both texts and keeps what was typed."""
    person = get_object_or_404(people_looked_after_by(request.actor), pk=pk)
    posting = person.postings.select_related("seat__organisation").order_by("-validity").first()
    stored = PersonForm.of(person)
    context: dict[str, Any] = {"person": person, "version": person.version, "back": _card(posting)}
    if request.method != "POST":
        return render(request, "members/people/edit.html", context | {"form": PersonForm(initial=stored)})
    context["version"] = read_version(request.POST)
    form = PersonForm(with_choices(request.POST, stored))
    status = 422
    if form.is_valid():
        try:
            actions.correct_person(
                actor=request.actor, person=person, version=context["version"], details=form.details
            )
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        except Stale:
            context |= {"version": person.version, "conflicts": differences(form, stored), "is_stale": True}
            status = 409
        else:
            messages.success(request, _("Los datos quedaron guardados."))
            return HttpResponseRedirect(context["back"], status=303)
    return render(request, "members/people/edit.html", context | {"form": form}, status=status)


def posting_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct the title of a posting and its delegated administration."""
    posting = _posting(request, pk)
    administers = posting.administers_during is not None and request.actor.on in posting.administers_during
    form = PostForm(request.POST or None, initial=PostForm.of_posting(posting, administers))

    def act(version: int) -> str:
        actions.correct_posting(actor=request.actor, posting=posting, version=version, post=form.post)
        return _("La adscripción quedó corregida.")

    return _change(request, posting, form, "members/people/posting.html", act)


def posting_end(request: ActorRequest, pk: int) -> HttpResponse:
    """End a posting: from the day after, it gives no access."""
    posting = _posting(request, pk)
    form = EndForm(request.POST or None, initial={"last": request.actor.on})

    def act(version: int) -> str:
        actions.end_posting(
            actor=request.actor, posting=posting, version=version, last=form.cleaned_data["last"]
        )
        return _("La adscripción quedó concluida. La persona y su historia se conservan.")

    return _change(request, posting, form, "members/people/end.html", act)


def posting_relay(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand a seat over in one step, after seeing what moves with it."""
    posting = _posting(request, pk)
    form = RelayForm(
        request.POST or None, initial={"last": request.actor.on, "catalogued": posting.catalogued_id}
    )

    def act(version: int) -> str:
        following = actions.relay(
            actor=request.actor,
            posting=posting,
            version=version,
            last=form.cleaned_data["last"],
            details=form.details,
            post=form.post,
            invite=form.cleaned_data["invite"],
        )
        return _("El relevo quedó registrado: sigue %(name)s.") % {"name": following.person}

    holdings = holdings_of(request.actor, posting)
    return _change(request, posting, form, "members/people/relay.html", act, holdings=holdings)


def _change(
    request: ActorRequest,
    posting: Posting,
    form: forms.Form,
    template: str,
    act: Callable[[int], str],
    **context: Any,
) -> HttpResponse:
    version = posting.version
    if request.method == "POST":
        version = read_version(request.POST)
        if form.is_valid():
            done = _attempt(form, lambda: act(version))
            if done is not None:
                messages.success(request, done)
                return HttpResponseRedirect(_card(posting), status=303)
    context |= {"form": form, "posting": posting, "version": version, "back": _card(posting)}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _attempt(form: forms.Form, act: Callable[[], str]) -> str | None:
    """What `act` gives, or None with its refusal written beside the field it concerns."""
    try:
        return act()
    except Broken as refusal:
        refuse(form, refusal)
        return None


def _organisation(request: ActorRequest, code: str) -> Organisation:
    own = organisations(request.actor.on).filter(pk__in=looked_after_by(request.actor))
    return get_object_or_404(own, code=code)


def _posting(request: ActorRequest, pk: int) -> Posting:
    return get_object_or_404(postings_looked_after_by(request.actor), pk=pk)


def _card(posting: Posting | None) -> str:
    if posting is None:
        return reverse("member-list")
    return reverse("organisation-detail", args=[posting.seat.organisation.code])
