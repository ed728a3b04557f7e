"""Pages with one form: create once, save from a version with a merge, and take a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from mcig.access import ActorRequest
from mcig.history.entries import Entry
from mcig.rules import Broken
from mcig.web import form_merging as merging
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import accepted, refuse
from mcig.web.versions import Stale, read_version

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = str | StrPromise

TEMPLATE = "web/form.html"


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the form: its heading, its button, the way back (the last one is where Cancel leads)
    and what is said once it is done. `note` is said above the form; `preview` says what saving would mean."""

    title: Words
    button: Words
    done: Words
    crumbs: tuple[tuple[Words, str], ...]
    lead: Words = ""
    note: Words = ""
    icon: str = "save"
    preview: Callable[[Any], Sequence[str]] | None = None

    @property
    def can_preview(self) -> bool:
        return self.preview is not None

    @property
    def back(self) -> str:
        return self.crumbs[-1][1]


def create(request: ActorRequest, page: Page, form: forms.Form, make: Callable[[], str]) -> HttpResponseBase:
    """Show a create form; once it was sent and holds, `make` the record and go to its address."""
    once = request.POST.get(ONCE, "") or new_key()
    if request.method == "POST" and form.is_valid():
        try:
            address = create_once(actor=request.actor, key=once, create=make)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, str(page.done))
            return redirect(address)
    return _shown(request, page, form, status=422 if form.is_bound else 200, once=once)


def decide(
    request: ActorRequest, page: Page, form: forms.Form, act: Callable[[int], object], *, version: int
) -> HttpResponseBase:
    """Show a form; once it was sent and holds, `act` on the version that it carries and go back.

    `version` is the one stored now. What changed meanwhile ends in `Stale`, whose page says so.
    """
    if request.method == "POST" and accepted(form, lambda: act(read_version(request.POST))):
        messages.success(request, str(page.done))
        return redirect(page.back)
    return _shown(
        request,
        page,
        form,
        status=422 if form.is_bound else 200,
        version=request.POST.get("version", version),
    )


def edit(
    request: ActorRequest,
    page: Page,
    build: Callable[[QueryDict | None], Any],
    save: Callable[[Any, int], object],
    *,
    version: int,
) -> HttpResponseBase:
    """Show what is stored; save what was typed from the version it was made from.

    `build` gives the form: with None of what is stored, else of what was posted. A stale save answers 409
    with both texts and a merged proposal, and stores nothing.
    """
    if request.method == "POST":
        return _sent(request, page, build, save, version)
    stored = build(None)
    return _shown(request, page, stored, version=version, base=merging.base_of(stored))


def _sent(
    request: ActorRequest,
    page: Page,
    build: Callable[[QueryDict | None], Any],
    save: Callable[[Any, int], object],
    version: int,
) -> HttpResponseBase:
    stored = build(None)
    data = merging.chosen(request.POST, merging.texts(stored))
    form, seen = build(data), read_version(request.POST)
    base = request.POST.get(merging.FIELD, "")
    try:
        if form.is_valid():
            if page.preview and "preview" in request.POST:
                told = page.preview(form)
                return _shown(request, page, form, version=seen, base=base, preview=told)
            save(form, seen)
            messages.success(request, str(page.done))
            return redirect(page.back)
    except Broken as refusal:
        refuse(form, refusal)
    except Stale:
        return _conflict(request, page, build, merging.propose(form, stored, data), version)
    return _shown(request, page, form, status=422, version=seen, base=base)


def _conflict(
    request: ActorRequest, page: Page, build: Callable[[Any], Any], proposal: merging.Proposal, version: int
) -> HttpResponse:
    """The merged proposal, made from the version that is stored now."""
    return _shown(
        request,
        page,
        build(proposal.data),
        status=HTTPStatus.CONFLICT,
        version=version,
        base=merging.base_of(build(None)),
        proposal=proposal,
    )


def _shown(
    request: ActorRequest, page: Page, form: forms.Form, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, TEMPLATE, {"page": page, "form": form, **context}, status=status)


def history(request: ActorRequest, title: str, back: str, entries: Sequence[Entry]) -> HttpResponse:
    """What happened to a row, in words; `back` is its page."""
    return render(request, "web/history.html", {"title": title, "back": back, "entries": entries})
