"""Documents of consultations and of mandates: add, remove, download; also behind a personal link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.files import deliver_stored
from mcig.files.listing import FileRow
from mcig.links.models import PersonalLink
from mcig.rules import Broken
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import read_version
from members.actions import papers as actions
from members.forms.papers import PapersForm
from members.models import Consultation, ConsultationSeat
from members.queries.mandates import mandates_seen_by
from members.queries.papers import Owner, paper_steps_of, papers_of, rows_of
from members.views.consultations import visible


@dataclass(frozen=True, slots=True)
class Place:
    """Whose documents a page is about, and its addresses: `<prefix>-detail`, `-papers`, `-paper`, …"""

    owner: Owner
    prefix: str
    key: str | int
    may_change: bool

    def address(self, page: str, *more: int) -> str:
        return reverse(f"{self.prefix}-{page}", args=[self.key, *more])

    def rows(self) -> list[FileRow]:
        removal = (lambda pk: self.address("paper-remove", pk)) if self.may_change else None
        return rows_of(self.owner, lambda pk: self.address("paper", pk), removal)


def of_consultation(request: ActorRequest, number: str) -> Place:
    consultation = visible(request.actor, number)
    writes = request.actor.holds(Role.SECRETARIAT) and consultation.is_draft
    return Place(consultation, "consultation", number, writes)


def of_mandate(request: ActorRequest, pk: int) -> Place:
    mandate = get_object_or_404(mandates_seen_by(request.actor), pk=pk)
    return Place(mandate, "mandate", pk, request.actor.holds(Role.SECRETARIAT))


def consultation_papers(request: ActorRequest, number: str) -> HttpResponse:
    return _papers(request, of_consultation(request, number))


def mandate_papers(request: ActorRequest, pk: int) -> HttpResponse:
    return _papers(request, of_mandate(request, pk))


def _papers(request: ActorRequest, place: Place) -> HttpResponse:
    """The documents with a form that adds to them."""
    form = PapersForm(request.POST or None, request.FILES or None)
    once = request.POST.get("once", "") or new_key()

    def create() -> str:
        papers, title = form.cleaned_data["papers"], form.cleaned_data["title"]
        actions.attach(actor=request.actor, owner=place.owner, files=papers, title=title)
        return place.address("papers")

    if request.method == "POST" and form.is_valid():
        try:
            address = create_once(actor=request.actor, key=once, create=create)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Los documentos quedaron guardados."))
            return HttpResponseRedirect(address, status=303)
    return _shown(request, place, form, once)


def _shown(request: ActorRequest, place: Place, form: PapersForm, once: str) -> HttpResponse:
    context: dict[str, Any] = {
        "owner": place.owner,
        "back": place.address("detail"),
        "may_change": place.may_change,
        "is_consultation": isinstance(place.owner, Consultation),
        "files": place.rows(),
        "steps": paper_steps_of(place.owner),
        "form": form,
        "once": once,
    }
    return render(request, "members/papers.html", context, status=422 if form.is_bound else 200)


def consultation_paper(request: ActorRequest, number: str, paper: int) -> HttpResponseBase:
    return _delivered(request, visible(request.actor, number), paper)


def mandate_paper(request: ActorRequest, pk: int, paper: int) -> HttpResponseBase:
    return _delivered(request, of_mandate(request, pk).owner, paper)


def paper_by_link(request: ActorRequest, link: PersonalLink, paper: int) -> HttpResponseBase:
    """A document of the consultation to which a personal link leads; the link has been checked."""
    seat = get_object_or_404(ConsultationSeat.objects.select_related("consultation"), pk=link.seat_key)
    return _delivered(request, seat.consultation, paper)


def _delivered(request: ActorRequest, owner: Owner, paper: int) -> HttpResponseBase:
    return deliver_stored(request, get_object_or_404(papers_of(owner), pk=paper).stored)


def consultation_paper_remove(request: ActorRequest, number: str, paper: int) -> HttpResponse:
    return _removed(request, of_consultation(request, number), paper)


def mandate_paper_remove(request: ActorRequest, pk: int, paper: int) -> HttpResponse:
    return _removed(request, of_mandate(request, pk), paper)


def _removed(request: ActorRequest, place: Place, paper: int) -> HttpResponse:
    found = get_object_or_404(papers_of(place.owner), pk=paper)
    version = read_version(request.POST)
    actions.detach(actor=request.actor, owner=place.owner, paper=found, version=version)
    messages.success(request, _("Se quitó «%(title)s».") % {"title": found.title})
    return HttpResponseRedirect(place.address("papers"), status=303)
