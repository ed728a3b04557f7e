"""One item of an agenda: its form, in place or on a page of its own."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions.contents import ItemFacts, Speaker
from agenda.actions.items import edit_item
from agenda.forms.items import ItemForm, SectionForm, stored_item
from agenda.models import Item, Meeting
from agenda.queries import desk as queries
from agenda.queries.meetings import theme_choices
from agenda.queries.presenters import known_names, meant_by, named_presenters
from agenda.views.desk import shown
from agenda.views.meetings import visible
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web import form_merging as merging
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version

PAGE = "agenda/desk/item.html"
EitherForm = ItemForm | SectionForm


def item_edit(request: ActorRequest, pk: int, item: int) -> HttpResponseBase:
    meeting = visible(request.actor, pk)
    found = get_object_or_404(meeting.items.prefetch_related(named_presenters(request.actor.on)), pk=item)
    stored = _form(request, found, initial=stored_item(found))
    if request.method != "POST":
        return _editor(request, meeting, found, stored, stored)
    data = merging.chosen(request.POST, merging.texts(stored))
    form = _form(request, found, data)
    version = read_version(request.POST)
    if not form.is_valid():
        return _editor(request, meeting, found, form, stored, version=version, status=422)
    try:
        facts = _facts(request, found, form)
        saved = edit_item(actor=request.actor, meeting=meeting, item=found.pk, version=version, facts=facts)
    except Broken as refusal:
        refuse(form, refusal)
        return _editor(request, meeting, found, form, stored, version=version, status=422)
    except Stale:
        proposal = merging.propose(form, stored, data)
        form = _form(request, found, proposal.data)
        return _editor(request, meeting, found, form, stored, proposal=proposal, status=409)
    return _saved(request, meeting, saved)


def _saved(request: ActorRequest, meeting: Meeting, saved: Item) -> HttpResponseBase:
    response = shown(
        request, meeting, _("«%(title)s» está guardado.") % {"title": saved.title}, saved=saved.pk
    )
    if not request.htmx:
        return redirect(f"{response['Location']}#punto-{saved.pk}")
    return response


def _form(request: ActorRequest, item: Item, data: Any = None, **kwargs: Any) -> EitherForm:
    if item.is_section:
        return SectionForm(data, key=item.pk, **kwargs)
    return ItemForm(data, key=item.pk, themes=theme_choices(request.actor.on, item.theme_id), **kwargs)


def _facts(request: ActorRequest, item: Item, form: EitherForm) -> ItemFacts:
    data = dict(form.cleaned_data)
    names = data.pop("presenters", [])
    keys = meant_by(names, known_names(request.actor.on) if names else {}, item.presenters.all())
    speakers = tuple(Speaker(*key) for key in keys)
    return ItemFacts(**{"purpose": item.purpose} | data, presenters=speakers)


def _editor(
    request: ActorRequest,
    meeting: Meeting,
    item: Item,
    form: EitherForm,
    stored: EitherForm,
    *,
    version: int | None = None,
    proposal: merging.Proposal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form; after a conflict the merged proposal stands in it, and both texts where they differ."""
    kept_base = request.POST.get(merging.FIELD, "") if status == HTTPStatus.UNPROCESSABLE_ENTITY else ""
    context = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "version": version or item.version,
        "base": kept_base or merging.base_of(stored),
        "proposal": proposal,
        "editor": queries.last_editor(item) if proposal else None,
        "names": [] if item.is_section else known_names(request.actor.on),
    }
    return render(request, f"{PAGE}#form" if request.htmx else PAGE, context, status=status)
