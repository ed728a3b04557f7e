"""Signatures of joint statements: asked for, given by account or link, entered on behalf, and issued."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.documents.delivery import deliver_issued
from mcig.files import deliver_stored
from mcig.links.models import PersonalLink
from mcig.rules import Broken
from mcig.web import editing
from mcig.web.editing import Page
from mcig.web.refusals import accepted, refuse
from mcig.web.versions import read_version
from members import notices_signatures as notices
from members.actions import signatures as actions
from members.forms.mesa_documents import OnBehalfForm, SignatureForm, SigningForm
from members.models import DocumentVersion, MesaDocument, Person, Signature
from members.pdf.statement import statement_pdf
from members.queries import mesa_documents as queries
from members.queries.consultations import recipients_of_members
from members.rules.mesa_documents import VersionPhase, tally


def signing_of(
    request: ActorRequest, version: DocumentVersion, form: SignatureForm | None = None
) -> dict[str, Any]:
    """What a page shows of the signatures of a version: all to who prepares, else who has signed."""
    if version.signing_opened_at is None:
        return {"may_open": version.document.is_statement and version.state == VersionPhase.IN_FORCE}
    everybody = queries.signatures_of(version)
    reads_all = request.actor.holds(Role.SECRETARIAT, Role.PRESIDENCY)
    own = next((each for each in everybody if each.seat.organisation_id in request.actor.organisations), None)
    return {
        "signatures": everybody if reads_all else [each for each in everybody if each.is_signed],
        "reads_all": reads_all,
        "tally": tally(each.state for each in everybody),
        "own": own,
        "form": form or (SignatureForm(initial=_initial(request, own)) if own else None),
        "issued": list(version.issued.select_related("document")[: len(actions.LANGUAGES)]),
    }


def _initial(request: ActorRequest, own: Signature) -> dict[str, str]:
    person = Person.objects.filter(user=request.actor.account).first()
    return {
        "answer": "" if own.is_pending else own.state,
        "signatory": own.signatory or (person.name if person else str(request.actor.account)),
    }


def _read(request: ActorRequest, pk: int, number: int) -> DocumentVersion:
    found = DocumentVersion.objects.visible_to(request.actor).select_related("document", "stored")
    return get_object_or_404(found, document=pk, number=number)


def _crumbs(document: MesaDocument) -> tuple[tuple[Any, str], ...]:
    return ((document.title, document.get_absolute_url()),)


def signing_open(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows to whom what would be sent; the button sends it."""
    document = get_object_or_404(MesaDocument.objects.visible_to(request.actor), pk=pk)
    form = SigningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version, deadline = read_version(request.POST), form.moment()
            actions.open_signing(actor=request.actor, document=document, version=version, deadline=deadline)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("El comunicado está abierto a firma y los mensajes van en camino."))
            return redirect(document.get_absolute_url())
    subject, body = notices.preview(document)
    context = {
        "document": document,
        "form": form,
        "recipients": recipients_of_members(request.actor.on),
        "subject": subject,
        "body": body,
    }
    return render(request, "members/documents/sign-open.html", context, status=422 if form.is_bound else 200)


def signing_extend(request: ActorRequest, pk: int) -> HttpResponseBase:
    document = get_object_or_404(MesaDocument.objects.visible_to(request.actor), pk=pk)
    form = SigningForm(request.POST or None)

    def extend(version: int) -> object:
        return actions.extend_signing(
            actor=request.actor, document=document, version=version, deadline=form.moment()
        )

    page = Page(
        _("Ampliar el plazo para firmar"),
        _("Ampliar el plazo"),
        _("El plazo quedó ampliado; se escribió a quienes no han respondido."),
        _crumbs(document),
        lead=_("Las respuestas dadas siguen en pie. Se escribe a los lugares que no han respondido."),
        icon="clock",
    )
    return editing.decide(request, page, form, extend, version=document.version)


def signature_give(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """Answer for the own seat."""
    version = _read(request, pk, number)
    own = queries.own_signature(request.actor, version)
    if own is None:
        raise Http404
    form = SignatureForm(request.POST)
    if not accepted(form, lambda: actions.sign(actor=request.actor, signature=own, **form.cleaned_data)):
        context = signing_of(request, version, form) | {"document": version.document, "version": version}
        return render(request, "members/documents/sign.html", context, status=422)
    messages.success(request, _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo."))
    return redirect(version.get_absolute_url())


def signature_enter(request: ActorRequest, pk: int, signature: int) -> HttpResponseBase:
    """Enter what a seat let the secretariat know, and how."""
    document = get_object_or_404(MesaDocument.objects.visible_to(request.actor), pk=pk)
    found = get_object_or_404(
        Signature.objects.named(request.actor.on).filter(version__document=document), pk=signature
    )
    initial = {"answer": "" if found.is_pending else found.state, "signatory": found.signatory}
    form = OnBehalfForm(request.POST or None, initial=initial)
    if request.method == "POST" and accepted(
        form,
        lambda: actions.enter_on_behalf(actor=request.actor, signature=found, **form.cleaned_data),
    ):
        messages.success(request, _("La respuesta quedó registrada por la secretaría técnica."))
        return redirect(document.get_absolute_url())
    context = {"document": document, "signature": found, "form": form}
    return render(request, "members/documents/sign-for.html", context, status=422 if form.is_bound else 200)


def statement_issue(request: ActorRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(MesaDocument.objects.visible_to(request.actor), pk=pk)
    try:
        actions.issue_statement(actor=request.actor, document=document, version=read_version(request.POST))
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("El comunicado firmado quedó emitido, en español y en inglés."))
    return HttpResponseRedirect(document.get_absolute_url(), status=303)


def statement_print(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """The statement with the signatures of this moment, not an issued one."""
    version = _read(request, pk, number)
    if not version.document.is_statement:
        raise Http404
    content = statement_pdf(version, language=get_language() or "es")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="comunicado-{pk}-{number}.pdf"'
    return response


def statement_issued(request: ActorRequest, pk: int, number: int, language: str) -> HttpResponseBase:
    """The newest issued PDF in a language."""
    version = _read(request, pk, number)
    found = version.issued.filter(language=language).select_related("document").first()
    if found is None:
        raise Http404
    return deliver_issued(request, found.document)


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind a personal link; its button signs for the seat, in the name of the link's person."""
    signature = _behind(request, link)
    person = get_object_or_404(Person, pk=link.holder_key)
    initial = {
        "answer": "" if signature.is_pending else signature.state,
        "signatory": signature.signatory or person.name,
    }
    form = SignatureForm(request.POST or None, initial=initial)
    if request.method == "POST" and _signed_by_link(form, signature, person):
        messages.success(
            request, _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo.")
        )
        return redirect(request.path)
    context = {
        "document": signature.version.document,
        "version": signature.version,
        "signature": signature,
        "person": person,
        "form": form,
        "files": queries.file_of(signature.version, address=f"{request.path}documentos/1/"),
    }
    return render(request, "members/documents/link.html", context, status=422 if form.is_bound else 200)


def _signed_by_link(form: SignatureForm, signature: Signature, person: Person) -> bool:
    with pghistory.context(capacity=_("Por enlace personal de %(name)s") % {"name": person.name}):
        return accepted(
            form, lambda: actions.sign_by_link(signature=signature, person=person, **form.cleaned_data)
        )


def _behind(request: ActorRequest, link: PersonalLink) -> Signature:
    found = Signature.objects.named(request.actor.on).select_related(
        "version__document", "version__stored", "seat"
    )
    return get_object_or_404(found, pk=link.seat_key)


def file_by_link(request: ActorRequest, link: PersonalLink, key: int) -> HttpResponseBase:
    """The file of the statement to which a personal link leads; the link has been checked."""
    version = _behind(request, link).version
    if version.stored is None:
        raise Http404
    return deliver_stored(request, version.stored)
