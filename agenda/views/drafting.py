"""The minutes while they are written: an item at a time, each paragraph with its own version."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions import minutes as actions
from agenda.forms.minutes import ClosingForm, ParagraphForm, stored_words
from agenda.models import Item, Minutes, MinutesParagraph
from agenda.queries import minutes as queries
from agenda.queries.record import paragraphs_of
from agenda.queries.session import day_of, numbers_of
from agenda.rules.drafting import PASTED_LENGTH, markdown_of
from agenda.rules.minutes import names_told
from agenda.wording import minutes_words
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.conflicts import differences, with_choices
from mcig.web.once import create_once, new_key
from mcig.web.versions import Stale, read_version

OPENING = 0


def minutes_item(request: ActorRequest, pk: int, item: int) -> HttpResponseBase:
    """Write the paragraphs of an item (0: what stands before them all); POST adds one."""
    minutes = queries.visible(request.actor, pk)
    found = _item(minutes, item)
    if request.method != "POST":
        return render(request, "agenda/minutes/item.html", desk(request, minutes, found))
    form = ParagraphForm(request.POST, prefix="nuevo", speakers=_speakers(minutes))

    def add() -> str:
        words = form.words()
        made = actions.add_paragraph(actor=request.actor, minutes=minutes, item=found, words=words)
        return str(made.key)

    if form.is_valid():
        try:
            key = create_once(actor=request.actor, key=request.POST.get("once", ""), create=add)
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect(f"{request.path}#parrafo-{key}")
    return render(request, "agenda/minutes/item.html", desk(request, minutes, found, new=form), status=422)


def _item(minutes: Minutes, item: int) -> Item | None:
    return None if item == OPENING else get_object_or_404(minutes.meeting.items, pk=item, lane="accepted")


def _speakers(minutes: Minutes) -> list[tuple[int, str]]:
    return queries.speakers(minutes.meeting, day_of(minutes.meeting))


def desk(
    request: ActorRequest,
    minutes: Minutes,
    item: Item | None,
    *,
    new: ParagraphForm | None = None,
    refused: dict[UUID, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The page of an item; `refused` holds, by the key of its paragraph, what was sent and not stored."""
    items = list(minutes.meeting.items.filter(lane="accepted").order_by("position"))
    rows = [(each, number) for each, number in zip(items, numbers_of(items), strict=True)]
    speakers = _speakers(minutes)
    paragraphs = paragraphs_of(minutes, day_of(minutes.meeting)).filter(item=item)
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "words": minutes_words(request.mesa),
        "item": item,
        "rows": rows,
        "number": next((number for each, number in rows if item and each.pk == item.pk), ""),
        "paragraphs": [_row(each, speakers) | (refused or {}).get(each.key, {}) for each in paragraphs],
        "new": new or ParagraphForm(prefix="nuevo", speakers=speakers, initial={"level": "unattributed"}),
        "once": new_key(),
    }


def _row(paragraph: MinutesParagraph, speakers: list[tuple[int, str]]) -> dict[str, Any]:
    """A paragraph with its form, and the names that its words tell although its level does not."""
    prefix = str(paragraph.key)
    return {
        "paragraph": paragraph,
        "form": ParagraphForm(prefix=prefix, speakers=speakers, initial=stored_words(paragraph)),
        "version": paragraph.version,
        "told": _told(paragraph),
    }


def _told(paragraph: MinutesParagraph) -> list[str]:
    name = getattr(paragraph, "organisation_name", "") or ""
    if paragraph.level in {"attributed", "secretariat"}:
        return []
    if paragraph.level == "organisation":
        return names_told(paragraph.text, organisation="", speaker=paragraph.speaker)
    return names_told(paragraph.text, organisation=name, speaker=paragraph.speaker, country=_country(name))


def _country(organisation: str) -> str:
    """What is left of «Embajada de Chile en México»: the country, by which people call its embassy."""
    words = organisation.removeprefix("Embajada del ").removeprefix("Embajada de ").split(" en ")
    return words[0] if words[0] != organisation else ""


def minutes_paragraph(request: ActorRequest, pk: int, key: UUID) -> HttpResponseBase:
    """Save a paragraph, or with another command remove or move it."""
    minutes = queries.visible(request.actor, pk)
    paragraph = get_object_or_404(minutes.paragraphs.select_related("minutes", "item"), key=key)
    command, version = request.POST.get("do", ""), read_version(request.POST)
    if command in {"up", "down"}:
        actions.move_paragraph(actor=request.actor, paragraph=paragraph, up=command == "up")
        return redirect(_place(paragraph))
    if command == "remove":
        actions.remove_paragraph(actor=request.actor, paragraph=paragraph, version=version)
        messages.success(request, _("El párrafo quedó eliminado; el historial lo conserva."))
        return redirect(_place(paragraph).split("#")[0])
    return _save(request, minutes, paragraph, version)


def _place(paragraph: MinutesParagraph) -> str:
    item = paragraph.item_id or OPENING
    page = reverse("minutes-item", args=[paragraph.minutes.meeting_id, item])
    return f"{page}#parrafo-{paragraph.key}"


def _save(
    request: ActorRequest, minutes: Minutes, paragraph: MinutesParagraph, version: int
) -> HttpResponseBase:
    prefix, stored = str(paragraph.key), stored_words(paragraph)
    data = with_choices(request.POST, {f"{prefix}-{name}": value for name, value in stored.items()})
    form = ParagraphForm(data, prefix=prefix, speakers=_speakers(minutes))
    refused: dict[str, Any] = {"form": form, "version": version}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            saved = actions.edit_paragraph(
                actor=request.actor, paragraph=paragraph, words=form.words(), version=version
            )
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        except Stale:
            status = HTTPStatus.CONFLICT
            refused |= {"version": paragraph.version, "fields": _both(form, stored, prefix)}
        else:
            return _saved(request, saved)
    return _not_saved(request, paragraph, refused, status)


def _both(form: ParagraphForm, stored: dict[str, Any], prefix: str) -> list[Any]:
    """Both texts, under the names by which the form lets choose between them."""
    return [replace(each, name=f"{prefix}-{each.name}") for each in differences(form, stored)]


def _saved(request: ActorRequest, saved: MinutesParagraph) -> HttpResponseBase:
    if request.htmx:
        context = {"paragraph": saved, "version": saved.version, "saved_at": timezone.localtime()}
        return render(request, "agenda/minutes/_saved.html", context | {"told": _told(_named(saved))})
    messages.success(request, _("El párrafo quedó guardado."))
    return redirect(_place(saved))


def _named(paragraph: MinutesParagraph) -> MinutesParagraph:
    on = day_of(paragraph.minutes.meeting)
    return paragraphs_of(paragraph.minutes, on).get(pk=paragraph.pk)


def _not_saved(
    request: ActorRequest, paragraph: MinutesParagraph, refused: dict[str, Any], status: int
) -> HttpResponse:
    context = desk(request, paragraph.minutes, paragraph.item, refused={paragraph.key: refused})
    if not request.htmx:
        return render(request, "agenda/minutes/item.html", context, status=status)
    row = next(each for each in context["paragraphs"] if each["paragraph"].pk == paragraph.pk)
    response = render(request, "agenda/minutes/_form.html", context | {"row": row}, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = f"#parrafo-{paragraph.key}", "outerHTML"
    return response


def minutes_closing(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What stands at the end: documents, annexes, next meeting."""
    minutes = queries.visible(request.actor, pk)
    stored = {name: getattr(minutes, name) for name in ClosingForm.base_fields}
    data = with_choices(request.POST, stored) if request.method == "POST" else None
    form = ClosingForm(data, initial=stored)
    context: dict[str, Any] = {"form": form, "minutes": minutes, "meeting": minutes.meeting}
    context |= {"version": minutes.version, "words": minutes_words(request.mesa)}
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        version = read_version(request.POST)
        try:
            actions.edit_closing(actor=request.actor, minutes=minutes, version=version, **form.cleaned_data)
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        except Stale:
            status, context = 409, context | {"is_stale": True, "fields": differences(form, stored)}
        else:
            return redirect("minutes-detail", pk)
    return render(request, "agenda/minutes/closing.html", context, status=status)


def minutes_paste(request: ActorRequest) -> HttpResponse:
    """Pasted HTML as Markdown. Nothing is stored."""
    html = request.POST.get("html", "")
    if len(html) > PASTED_LENGTH:
        raise Broken(_("Lo que pegó es demasiado largo: pegue el texto en partes."))
    return HttpResponse(markdown_of(html), content_type="text/plain; charset=utf-8")
