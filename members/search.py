"""What the search finds among the members: organisations, people, mandates, consultations, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mcig.files.texts import that_say
from mcig.history.entries import range_words
from mcig.search.rows import Row, rows, together
from mcig.search.sources import Hit, Question, register, register_several
from mcig.search.text import words_in
from mcig.words import fold, words_of
from members.models import (
    Consultation,
    ConsultationPaper,
    ConsultationState,
    DocumentVersion,
    Mandate,
    MandatePaper,
    MandateRole,
    OrganisationName,
    VersionState,
)
from members.models.consultations import CONSULTATION_WORDS
from members.models.mesa_documents import DOCUMENT_VERSION_WORDS
from members.queries.directory import Entry, directory
from members.queries.mandates import mandates_seen_by
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


CONSULTATIONS, DOCUMENTS, MANDATES = "consultas", "documentos-de-la-mesa", "mandatos"


@register_several(
    {
        MANDATES: (_("Mandatos"), 30),
        CONSULTATIONS: (_("Consultas"), 40),
        DOCUMENTS: (_("Documentos de la mesa"), 45),
    }
)
def written(asked: Question) -> Mapping[str, Sequence[Hit]]:
    """Mandates, consultations and documents of the mesa, by their texts and by those of their files."""
    return together(asked, HITS, _mandates(asked), _consultations(asked), _documents(asked))


def _consultations(asked: Question) -> QuerySet[Any]:
    papers = ConsultationPaper.objects.filter(consultation=OuterRef("pk"))
    said = Q(words=asked.query) | Q(Exists(_saying(papers, asked)))
    if asked.number:
        said |= Q(year=asked.number[0], sequence=asked.number[1])
    found = Consultation.objects.visible_to(asked.actor).annotate(words=CONSULTATION_WORDS).filter(said)
    return rows(
        asked,
        CONSULTATIONS,
        found.order_by("-year", "-sequence"),
        key=("year", "sequence"),
        title="subject",
        state="state",
        text="text",
        files=papers,
    )


def _documents(asked: Question) -> QuerySet[Any]:
    """Each version that the actor reads, by title, text, note, and name and text of its file."""
    found = (
        DocumentVersion.objects.visible_to(asked.actor)
        .annotate(words=DOCUMENT_VERSION_WORDS, named=words_in("document__title"))
        .filter(
            Q(words=asked.query)
            | Q(named=asked.query)
            | Q(stored__name__icontains=asked.words)
            | Q(stored__in=that_say(asked.query))
        )
        .annotate(numbered=Coalesce("number", 0))
    )
    return rows(
        asked,
        DOCUMENTS,
        found.order_by("document__title", "document", "-numbered"),
        key=("document", "numbered"),
        title="document__title",
        state="state",
        text="text",
        files=DocumentVersion.objects.filter(pk=OuterRef("pk")),
    )


def _mandates(asked: Question) -> QuerySet[Any]:
    """By basis, priorities and documents, for who reads the details of the mandate."""
    papers = MandatePaper.objects.filter(mandate=OuterRef("pk"))
    seen = Mandate.objects.filter(pk__in=mandates_seen_by(asked.actor).values("pk"))
    found = seen.annotate(
        words=words_in("basis", "priorities"), prose=Concat("priorities", Value(" "), "basis")
    )
    return rows(
        asked,
        MANDATES,
        found.filter(Q(words=asked.query) | Q(Exists(_saying(papers, asked)))).order_by("-validity"),
        key=("pk", ""),
        title="role",
        state="validity",
        text="prose",
        files=papers,
    )


def _saying(papers: QuerySet[Any], asked: Question) -> QuerySet[Any]:
    """Those of the papers whose title, file name or text says what is looked for."""
    saying: QuerySet[Any] = papers.annotate(named=words_in("title")).filter(
        Q(named=asked.query) | Q(stored__name__icontains=asked.words) | Q(stored__in=that_say(asked.query))
    )
    return saying


def _consultation(asked: Question, row: Row) -> Hit:
    number = f"{row.first}-{row.second:03d}"
    note = f"{number} · {ConsultationState(row.state).label}"
    return Hit(row.title, reverse("consultation-detail", args=[number]), note, row.snippet(asked))


def _document(asked: Question, row: Row) -> Hit:
    state = str(VersionState(row.state).label)
    note = f"{_numbered % {'number': row.second}} · {state}" if row.second else state
    address = reverse("mesa-document-version", args=[row.first, row.second])
    return Hit(row.title, address, note, row.snippet(asked))


_numbered = _("versión %(number)s")


def _mandate(asked: Question, row: Row) -> Hit:
    address = reverse("mandate-detail", args=[row.first])
    title = capfirst(str(MandateRole(row.title).label))
    return Hit(title, address, range_words(row.state), row.snippet(asked))


HITS = {CONSULTATIONS: _consultation, DOCUMENTS: _document, MANDATES: _mandate}
