"""What the search finds in the agenda, each at the level at which the actor reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agenda.models import (
    AgendaVersion,
    Commitment,
    Decision,
    Item,
    ItemLane,
    Meeting,
    Minutes,
    MinutesParagraph,
    MinutesState,
    Paper,
    ParagraphLevel,
    Theme,
)
from agenda.models.items import ITEM_WORDS
from agenda.models.meetings import MEETING_WORDS, READS_DRAFTS
from agenda.models.minutes import PARAGRAPH_WORDS
from agenda.models.outcomes import OUTCOME_WORDS
from agenda.models.papers import PAPER_WORDS
from agenda.models.themes import THEME_WORDS
from agenda.queries.papers import known_papers
from agenda.queries.versions import entries
from mcig.search.sources import Hit, Question, register
from mcig.search.text import words_in
from mcig.words import fold, stem, words_of


@register("temas", _("Temas"), 30)
def themes(asked: Question) -> Sequence[Hit]:
    found = Theme.objects.annotate(said=THEME_WORDS).filter(said=asked.query)
    return [
        Hit(each.words, each.get_absolute_url(), snippet=asked.excerpt(each.description))
        for each in found[: asked.limit]
    ]


@register("reuniones", _("Reuniones"), 50)
def meetings(asked: Question) -> Sequence[Hit]:
    said = Q(said=asked.query)
    if asked.number:
        said |= Q(year=asked.number[0], number=asked.number[1])
    found = Meeting.objects.visible_to(asked.actor).annotate(said=MEETING_WORDS).filter(said)
    rows = found.order_by("-starts_at", "-pk")[: asked.limit]
    return [Hit(each.title, each.get_absolute_url(), _when(each)) for each in rows]


def _when(meeting: Meeting) -> str:
    kind = str(meeting.get_kind_display())
    if meeting.starts_at is None:
        return kind
    return f"{kind} · {date_format(timezone.localdate(meeting.starts_at), 'DATE_FORMAT')}"


@register("puntos", _("Puntos del orden del día"), 60)
def items(asked: Question) -> Sequence[Hit]:
    """As they stand on the desk, for who prepares it; for everybody else as they were last published."""
    hits = _drafted(asked) if asked.actor.holds(*READS_DRAFTS) else _published(asked)
    return list(islice(hits, asked.limit))


def _drafted(asked: Question) -> Iterator[Hit]:
    found = (
        Item.objects.exclude(lane=ItemLane.REMOVED)
        .filter(meeting__in=Meeting.objects.visible_to(asked.actor))
        .annotate(said=ITEM_WORDS)
        .filter(said=asked.query)
        .select_related("meeting")
        .order_by("-meeting__starts_at", "position")
    )
    for each in found[: asked.limit]:
        yield _item(asked, each.meeting, each.title, each.description)


def _published(asked: Question) -> Iterator[Hit]:
    newest = AgendaVersion.objects.filter(meeting=OuterRef("meeting")).order_by("-number").values("pk")[:1]
    found = (
        AgendaVersion.objects.filter(pk=Subquery(newest), meeting__in=Meeting.objects.visible_to(asked.actor))
        .annotate(published=Cast("data__items", TextField()))
        .annotate(said=words_in("published"))
        .filter(said=asked.query)
        .select_related("meeting")
        .order_by("-meeting__starts_at")
    )
    wanted = [stem(word) for word in words_of(asked.words)]
    for version in found:
        for entry in entries(version.data):
            text = fold(f"{entry.title} {entry.description}")
            if all(word in text for word in wanted):
                yield _item(asked, version.meeting, entry.title, entry.description)


def _item(asked: Question, meeting: Meeting, title: str, description: str) -> Hit:
    return Hit(title, meeting.get_absolute_url(), meeting.title, asked.excerpt(description))


@register("minutas", _("Minutas"), 70)
def minutes(asked: Question) -> Sequence[Hit]:
    """Paragraphs of minutes: of approved ones, at the members' level; of every state, for who prepares."""
    found = MinutesParagraph.objects.filter(minutes__in=Minutes.objects.visible_to(asked.actor))
    if not asked.actor.holds(*READS_DRAFTS):
        found = found.filter(minutes__state=MinutesState.APPROVED).exclude(level=ParagraphLevel.SECRETARIAT)
    said = found.annotate(said=PARAGRAPH_WORDS).filter(said=asked.query)
    rows = said.select_related("minutes__meeting").order_by("-minutes__meeting__starts_at", "position")
    return [
        Hit(
            each.minutes.meeting.title,
            each.minutes.get_absolute_url(),
            each.minutes.label or str(each.minutes.get_state_display()),
            asked.excerpt(each.text),
        )
        for each in rows[: asked.limit]
    ]


@register("acuerdos", _("Acuerdos"), 80)
def decisions(asked: Question) -> Sequence[Hit]:
    return [_outcome(asked, each) for each in _outcomes(asked, Decision)]


@register("compromisos", _("Compromisos"), 90)
def commitments(asked: Question) -> Sequence[Hit]:
    return [_outcome(asked, each) for each in _outcomes(asked, Commitment)]


def _outcomes(asked: Question, model: type[Decision | Commitment]) -> QuerySet[Any]:
    """Of the register: what is only being noted has no number, and no page of its own."""
    said = Q(said=asked.query)
    if asked.number:
        said |= Q(year=asked.number[0], number=asked.number[1])
    found = model.objects.visible_to(asked.actor).registered().annotate(said=OUTCOME_WORDS)
    rows: QuerySet[Any] = found.filter(said)[: asked.limit]
    return rows


def _outcome(asked: Question, outcome: Decision | Commitment) -> Hit:
    state = str(outcome.get_state_display())
    return Hit(outcome.label, outcome.get_absolute_url(), state, asked.excerpt(outcome.text))


@register("documentos", _("Documentos de reuniones"), 110)
def papers(asked: Question) -> Sequence[Hit]:
    """By title and file name. Two queries for who knows an item only from its publication."""
    found = (
        Paper.objects.visible_to(asked.actor)
        .annotate(said=PAPER_WORDS)
        .filter(Q(said=asked.query) | Q(versions__stored__name__icontains=asked.words))
        .select_related("meeting")
        .distinct()
    )
    rows = known_papers(asked.actor, found.order_by("-meeting__starts_at", "position")[: asked.limit])
    return [Hit(each.title, each.meeting.get_absolute_url(), each.meeting.title) for each in rows]
