"""What the search finds among the members: organisations, the people of the directory, consultations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcig.search.sources import Hit, Question, register
from mcig.search.text import words_in
from mcig.words import fold, words_of
from members.models import Consultation, DocumentVersion, OrganisationName
from members.models.consultations import CONSULTATION_WORDS
from members.models.mesa_documents import DOCUMENT_VERSION_WORDS
from members.queries.directory import Entry, directory
from members.queries.register import last_name_of


@register("integrantes", _("Organizaciones"), 10)
def organisations(asked: Question) -> Sequence[Hit]:
    """By any name that the organisation has or had, its acronym or its code."""
    found = (
        OrganisationName.objects.annotate(words=words_in("name", "name_en", "acronym"))
        .filter(Q(words=asked.query) | Q(organisation__code__iexact=asked.words))
        .annotate(today=last_name_of("organisation_id", asked.actor.on))
        .select_related("organisation")
        .order_by("organisation__protocol_order", "organisation__code", "-validity")
    )
    hits: dict[str, Hit] = {}
    for each in found[: asked.limit]:
        organisation = each.organisation
        address = reverse("organisation-detail", args=[organisation.code])
        formerly = "" if each.today in (each.name, each.name_en) else each.name
        hits.setdefault(organisation.code, Hit(each.today, address, formerly))
    return list(hits.values())


@register("personas", _("Personas"), 20)
def people(asked: Question) -> Sequence[Hit]:
    """Who stands in the directory today, by name, post, organisation or country."""
    wanted = [fold(word) for word in words_of(asked.words)]
    found = [each for each in directory(asked.actor.on) if _is(each, wanted)]
    return [_person(each, asked.actor.on) for each in found[: asked.limit]]


def _is(entry: Entry, wanted: Sequence[str]) -> bool:
    text = fold(" ".join((entry.name, entry.title, entry.organisation, entry.country)))
    return all(word in text for word in wanted)


def _person(entry: Entry, on: date) -> Hit:
    address = reverse("organisation-detail", args=[entry.code])
    return Hit(entry.name, address, f"{entry.title}, {entry.organisation}")


@register("consultas", _("Consultas"), 40)
def consultations(asked: Question) -> Sequence[Hit]:
    said = Q(words=asked.query)
    if asked.number:
        said |= Q(year=asked.number[0], sequence=asked.number[1])
    found = Consultation.objects.visible_to(asked.actor).annotate(words=CONSULTATION_WORDS)
    return [
        Hit(
            each.subject,
            reverse("consultation-detail", args=[each.number]),
            f"{each.number} · {each.get_state_display()}",
            asked.excerpt(each.text),
        )
        for each in found.filter(said)[: asked.limit]
    ]


@register("documentos-de-la-mesa", _("Documentos de la mesa"), 45)
def mesa_documents(asked: Question) -> Sequence[Hit]:
    """By title, text, note or file name, of each version that the actor reads, the one in force first."""
    found = (
        DocumentVersion.objects.visible_to(asked.actor)
        .annotate(words=DOCUMENT_VERSION_WORDS, named=words_in("document__title"))
        .filter(Q(words=asked.query) | Q(named=asked.query) | Q(stored__name__icontains=asked.words))
        .select_related("document")
        .order_by("document__title", "document", "in_force_at", "-number")
    )
    return [
        Hit(each.document.title, each.get_absolute_url(), _version(each), asked.excerpt(each.text))
        for each in found[: asked.limit]
    ]


_numbered = _("versión %(number)s")


def _version(version: DocumentVersion) -> str:
    state = str(version.get_state_display())
    if version.number is None:
        return state
    return f"{_numbered % {'number': version.number}} · {state}"
