"""What the search finds in the agenda, each at the level at which the actor reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agenda.models import (
    AgendaVersion,
    Commitment,
    CommitmentFile,
    CommitmentState,
    Decision,
    DecisionState,
    Indicator,
    Item,
    ItemLane,
    LineState,
    Meeting,
    MeetingKind,
    Milestone,
    Minutes,
    MinutesParagraph,
    MinutesState,
    Paper,
    PaperVersion,
    ParagraphLevel,
    Theme,
    WorkLine,
)
from agenda.models.items import ITEM_WORDS
from agenda.models.meetings import MEETING_WORDS, READS_DRAFTS
from agenda.models.minutes import PARAGRAPH_WORDS
from agenda.models.outcomes import OUTCOME_WORDS
from agenda.models.papers import PAPER_WORDS
from agenda.models.themes import THEME_WORDS, theme_name
from agenda.queries.papers import known_papers
from agenda.queries.versions import entries
from agenda.rules.outcome import label_of
from mcig.files.texts import said_in, that_say
from mcig.search.rows import Row, rows, together
from mcig.search.sources import Hit, Question, register, register_several
from mcig.search.text import words_in
from mcig.words import fold, stem, words_of


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


THEMES, LINES, MEETINGS = "temas", "plan-de-trabajo", "reuniones"
DECISIONS, COMMITMENTS = "acuerdos", "compromisos"


@register_several(
    {
        THEMES: (_("Temas"), 30),
        LINES: (_("Plan de trabajo"), 35),
        MEETINGS: (_("Reuniones"), 50),
        DECISIONS: (_("Acuerdos"), 80),
        COMMITMENTS: (_("Compromisos"), 90),
    }
)
def written(asked: Question) -> Mapping[str, Sequence[Hit]]:
    """Themes, meetings, the registers, and the work plan with its milestones and indicators."""
    return together(
        asked,
        HITS,
        _themes(asked),
        _meetings(asked),
        _outcomes(asked, DECISIONS, Decision),
        _outcomes(
            asked, COMMITMENTS, Commitment, files=CommitmentFile.objects.filter(commitment=OuterRef("pk"))
        ),
        _lines(asked),
    )


def _themes(asked: Question) -> QuerySet[Any]:
    found = Theme.objects.annotate(said=THEME_WORDS, worded=theme_name()).filter(said=asked.query)
    return rows(asked, THEMES, found, key=("pk", ""), title="worded", state="slug", text="description")


def _meetings(asked: Question) -> QuerySet[Any]:
    said = Q(said=asked.query)
    if asked.number:
        said |= Q(year=asked.number[0], number=asked.number[1])
    found = Meeting.objects.visible_to(asked.actor).annotate(said=MEETING_WORDS).filter(said)
    return rows(
        asked,
        MEETINGS,
        found.order_by("-starts_at", "-pk"),
        key=("pk", ""),
        title="title",
        state="kind",
        text="place",
        on="starts_at",
    )


def _outcomes(
    asked: Question,
    kind: str,
    model: type[Decision | Commitment],
    files: QuerySet[Any] | None = None,
) -> QuerySet[Any]:
    """Of the register: what is only being noted has no number, and no page of its own."""
    said = Q(said=asked.query)
    if asked.number:
        said |= Q(year=asked.number[0], number=asked.number[1])
    if files is not None:
        said |= Q(Exists(files.filter(stored__in=that_say(asked.query))))
    found = model.objects.visible_to(asked.actor).registered().annotate(said=OUTCOME_WORDS).filter(said)
    return rows(
        asked, kind, found, key=("year", "number"), title="text", state="state", text="text", files=files
    )


def _lines(asked: Question) -> QuerySet[Any]:
    """Lines of the work plan, which every participant reads, also by their milestones and indicators."""
    milestones = Milestone.objects.annotate(said=words_in("title", "note")).filter(line=OuterRef("pk"))
    indicators = Indicator.objects.annotate(said=words_in("name", "name_en")).filter(line=OuterRef("pk"))
    found = WorkLine.objects.annotate(said=words_in("title", "description")).filter(
        Q(said=asked.query)
        | Q(Exists(milestones.filter(said=asked.query)))
        | Q(Exists(indicators.filter(said=asked.query)))
    )
    ordered = found.order_by("-mandate__validity", "position", "pk")
    return rows(asked, LINES, ordered, key=("pk", ""), title="title", state="state", text="description")


def _theme(asked: Question, row: Row) -> Hit:
    return Hit(row.title, reverse("theme-detail", args=[row.state]), snippet=row.snippet(asked))


def _meeting(_asked: Question, row: Row) -> Hit:
    kind = str(MeetingKind(row.state).label)
    day = date_format(timezone.localdate(row.on), "DATE_FORMAT") if row.on else ""
    return Hit(row.title, reverse("meeting-detail", args=[row.first]), " · ".join(filter(None, (kind, day))))


def _decision(asked: Question, row: Row) -> Hit:
    return _outcome(asked, row, "decision-detail", DecisionState)


def _commitment(asked: Question, row: Row) -> Hit:
    return _outcome(asked, row, "commitment-detail", CommitmentState)


def _outcome(asked: Question, row: Row, page: str, states: type[DecisionState | CommitmentState]) -> Hit:
    label = label_of(row.first, row.second)
    return Hit(label, reverse(page, args=[label]), str(states(row.state).label), row.snippet(asked))


def _line(asked: Question, row: Row) -> Hit:
    address = reverse("work-line-detail", args=[row.first])
    return Hit(row.title, address, str(LineState(row.state).label), row.snippet(asked))


HITS = {
    THEMES: _theme,
    LINES: _line,
    MEETINGS: _meeting,
    DECISIONS: _decision,
    COMMITMENTS: _commitment,
}


@register("documentos", _("Documentos de reuniones"), 110)
def papers(asked: Question) -> Sequence[Hit]:
    """By title, and by name and text of the newest file: earlier versions are not everybody's to read."""
    newest = PaperVersion.objects.filter(paper=OuterRef("pk")).order_by("-number")
    found = (
        known_papers(asked.actor, Paper.objects.visible_to(asked.actor))
        .annotate(said=PAPER_WORDS, newest=Subquery(newest.values("stored")[:1]))
        .annotate(filed=Subquery(newest.values("stored__name")[:1]))
        .filter(Q(said=asked.query) | Q(filed__icontains=asked.words) | Q(newest__in=that_say(asked.query)))
        .select_related("meeting")
    )
    files = PaperVersion.objects.filter(paper=OuterRef("pk"), stored=OuterRef("newest"))
    quoted = found.annotate(quoted=said_in(files, asked.words, asked.query))
    rows = quoted.order_by("-meeting__starts_at", "position")[: asked.limit]
    return [
        Hit(
            each.title,
            each.meeting.get_absolute_url(),
            each.meeting.title,
            asked.excerpt(each.quoted) if each.quoted else None,
        )
        for each in rows
    ]
