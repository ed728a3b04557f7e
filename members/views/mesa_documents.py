"""Documents of the mesa: list, versions, preparation, publication and consultation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.files import deliver_stored
from mcig.rules import Broken
from mcig.sheets.answers import exported
from mcig.web import editing
from mcig.web.editing import Page
from mcig.web.versions import read_version
from members.actions import mesa_documents as actions
from members.actions.mesa_documents import Words
from members.forms.mesa_documents import ConsultForm, DocumentForm, DraftForm, LevelForm, NewDocumentForm
from members.models import DocumentVersion, MesaDocument, MesaDocumentKind, PaperLevel
from members.queries import mesa_documents as queries
from members.tables import DOCUMENTS
from members.views.signatures import signing_of

Crumbs = tuple[tuple[Any, str], ...]


def visible(request: ActorRequest, pk: int) -> tuple[MesaDocument, list[DocumentVersion]]:
    """The document with the versions that the actor reads; 404 alike for a hidden and for a missing one."""
    versions = queries.versions_of(request.actor, pk)
    if not versions:
        raise Http404
    return versions[0].document, versions


def numbered(versions: list[DocumentVersion], number: int) -> DocumentVersion:
    """The version of this number; 0 is the draft. 404 for one that the actor does not read."""
    for each in versions:
        if (each.number or 0) == number:
            return each
    raise Http404


def crumbs(document: MesaDocument) -> Crumbs:
    return (
        (_("Documentos"), reverse("mesa-document-list")),
        (document.title, document.get_absolute_url()),
    )


def document_list(request: ActorRequest) -> HttpResponse:
    kind = request.GET.get("clase", "")
    context = {
        "groups": queries.grouped(request.actor, kind),
        "kind": kind if kind in MesaDocumentKind.values else "",
        "kinds": MesaDocumentKind.choices,
        "writes": request.actor.holds(queries.WRITES),
    }
    return render(request, "members/documents/list.html", context)


def document_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """Every version that the actor reads."""
    return exported(
        request,
        suffix,
        title=_("Documentos de la mesa"),
        columns=DOCUMENTS,
        rows=queries.listed(request.actor),
        name="documentos",
    )


def document_detail(request: ActorRequest, pk: int) -> HttpResponse:
    document, versions = visible(request, pk)
    return _shown(request, document, versions, queries.first_read(versions))


def document_version(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    document, versions = visible(request, pk)
    return _shown(request, document, versions, numbered(versions, number))


def _shown(
    request: ActorRequest, document: MesaDocument, versions: list[DocumentVersion], version: DocumentVersion
) -> HttpResponse:
    context: dict[str, Any] = {
        "document": document,
        "versions": versions,
        "version": version,
        "first": queries.first_read(versions),
        "unfinished": queries.unfinished_of(versions),
        "files": queries.file_of(version),
        "writes": request.actor.holds(queries.WRITES),
        "reads_history": request.actor.holds(Role.SECRETARIAT, Role.PRESIDENCY),
        **signing_of(request, version),
    }
    return render(request, "members/documents/detail.html", context)


def document_file(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    _document, versions = visible(request, pk)
    version = numbered(versions, number)
    if version.stored is None:
        raise Http404
    return deliver_stored(request, version.stored)


def document_create(request: ActorRequest) -> HttpResponseBase:
    form = NewDocumentForm(
        request.POST or None, request.FILES or None, initial={"kind": "terms", "level": PaperLevel.MEMBERS}
    )

    def make() -> str:
        data = form.cleaned_data
        made = actions.create_document(
            actor=request.actor, kind=data["kind"], title=data["title"], words=_words(form)
        )
        return made.get_absolute_url()

    page = Page(
        _("Preparar un documento"),
        _("Guardar el borrador"),
        _("El borrador está guardado. Lo ven la secretaría técnica y la presidencia."),
        ((_("Documentos"), reverse("mesa-document-list")),),
        lead=_("Queda como borrador: los integrantes no lo ven hasta que se publique o se consulte."),
    )
    return editing.create(request, page, form, make)


def _words(form: DraftForm) -> Words:
    data = form.cleaned_data
    return Words(
        text=data["text"],
        level=data["level"],
        note=data.get("note", ""),
        file=data["file"][0] if data["file"] else None,
        drops_file=data.get("drops_file", False),
    )


def document_draft(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Change the draft; without one, begin the next version from the text that is in force."""
    document, versions = visible(request, pk)
    unfinished = queries.unfinished_of(versions)
    source = unfinished or queries.first_read(versions)
    is_first = not any(each.number for each in versions)

    note = unfinished.note if unfinished else ""

    def build(data: QueryDict | None) -> DraftForm:
        return DraftForm(
            data,
            request.FILES if data is not None else None,
            has_file=unfinished is not None and unfinished.stored_id is not None,
            is_first=is_first,
            initial={"text": source.text, "level": source.level, "note": note},
        )

    def save(form: DraftForm, version: int) -> object:
        return actions.save_draft(actor=request.actor, document=document, version=version, words=_words(form))

    page = _draft_page(document, begun=unfinished is not None)
    return editing.edit(request, page, build, save, version=document.version)


def _draft_page(document: MesaDocument, *, begun: bool) -> Page:
    return Page(
        _("Editar el borrador") if begun else _("Preparar la versión siguiente"),
        _("Guardar el borrador"),
        _("El borrador está guardado. Lo ven la secretaría técnica y la presidencia."),
        crumbs(document),
        lead=_("Las versiones publicadas no cambian: lo que se corrige es la versión siguiente."),
    )


def document_rename(request: ActorRequest, pk: int) -> HttpResponseBase:
    document, _versions = visible(request, pk)

    def build(data: QueryDict | None) -> DocumentForm:
        return DocumentForm(data, initial={"kind": document.kind, "title": document.title})

    def save(form: DocumentForm, version: int) -> object:
        return actions.rename(actor=request.actor, document=document, version=version, **form.cleaned_data)

    page = Page(
        _("Título y clase"),
        _("Guardar"),
        _("El título y la clase quedaron guardados."),
        crumbs(document),
        lead=_("Se pueden cambiar hasta que el documento se publique o se consulte."),
    )
    return editing.edit(request, page, build, save, version=document.version)


def document_discard(request: ActorRequest, pk: int) -> HttpResponse:
    document, _versions = visible(request, pk)
    stays = actions.discard_draft(actor=request.actor, document=document, version=read_version(request.POST))
    messages.success(request, _("El borrador quedó descartado."))
    return HttpResponseRedirect(
        document.get_absolute_url() if stays else reverse("mesa-document-list"), status=303
    )


def document_publish(request: ActorRequest, pk: int) -> HttpResponse:
    document, _versions = visible(request, pk)
    try:
        made = actions.publish(actor=request.actor, document=document, version=read_version(request.POST))
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La versión %(number)s está vigente.") % {"number": made.number})
    return HttpResponseRedirect(document.get_absolute_url(), status=303)


def document_consult(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Prepare the consultation; its own page then shows to whom what is sent, and opens it."""
    document, _versions = visible(request, pk)
    form = ConsultForm(request.POST or None)
    made: list[str] = []

    def consult(version: int) -> None:
        deadline = form.cleaned_data["deadline"]
        asked = actions.consult(actor=request.actor, document=document, version=version, deadline=deadline)
        made.append(reverse("consultation-detail", args=[asked.number]))

    page = Page(
        _("Someter a consulta"),
        _("Preparar la consulta"),
        _("La consulta está preparada. Revise a quién se escribe y ábrala."),
        crumbs(document),
        lead=_(
            "El texto queda fijo y se prepara una consulta bajo procedimiento de silencio: si nadie se opone"
            " antes del plazo, la versión queda vigente. Nada sale hasta que se abra."
        ),
        icon="list-checks",
    )
    response = editing.decide(request, page, form, consult, version=document.version)
    return redirect(made[0]) if made else response


def document_level(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    document, versions = visible(request, pk)
    found = numbered(versions, number)
    if not found.number:
        raise Http404
    form = LevelForm(request.POST or None, initial={"level": found.level})

    def change(version: int) -> object:
        return actions.change_level(
            actor=request.actor, document=document, number=number, version=version, **form.cleaned_data
        )

    page = Page(
        _("Quién lee la versión %(number)s") % {"number": number},
        _("Guardar"),
        _("Quedó guardado quién la lee."),
        crumbs(document),
        lead=_("El texto no cambia. Lo «público» se verá fuera de la mesa cuando haya páginas públicas."),
    )
    return editing.decide(request, page, form, change, version=document.version)


def document_history(request: ActorRequest, pk: int) -> HttpResponse:
    document, versions = visible(request, pk)
    entries = queries.history_of(request.actor, document, versions)
    return editing.history(request, document.title, document.get_absolute_url(), entries)
