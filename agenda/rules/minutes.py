"""The minutes: their life, their paragraphs, and who may read which words of them.

One text is written; three renderings are made from it. Nothing is rendered but what `for_audience` gives, so
what an audience must not read is not hidden from a page: it never reaches it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from mcig.rules import Broken, State, _

# What a consultation about minutes bears as its purpose.
PURPOSE = "minutes"
PARAGRAPH_LENGTH = 10_000
PARAGRAPHS_PER_ITEM = 60
NAME_LENGTH = 200
FIELD_LENGTH = 4_000
OBSERVATION_LENGTH = 4_000


class Phase(State):
    """Where the minutes stand."""

    DRAFTING = "drafting"
    CIRCULATED = "circulated"
    APPROVED = "approved"


class Event(State):
    """What happens to the minutes."""

    CIRCULATED = "circulated"
    RETURNED = "returned"
    APPROVED = "approved"


PHASES: dict[tuple[Phase, Event], Phase] = {
    (Phase.DRAFTING, Event.CIRCULATED): Phase.CIRCULATED,
    # Withdrawn, or taken up again to correct what was observed: what changes circulates anew.
    (Phase.CIRCULATED, Event.RETURNED): Phase.DRAFTING,
    (Phase.CIRCULATED, Event.APPROVED): Phase.APPROVED,
}


def next_phase(phase: str, event: Event) -> Phase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return PHASES[Phase(phase), event]
    except KeyError:
        raise Broken(_("El documento ya no está en un estado que permita hacerlo.")) from None


class Level(State):
    """How a paragraph may be attributed."""

    ATTRIBUTED = "attributed"
    ORGANISATION = "organisation"
    UNATTRIBUTED = "unattributed"
    SECRETARIAT = "secretariat"


class Audience(State):
    """For whom the minutes are rendered."""

    INTERNAL = "internal"
    MEMBERS = "members"
    PUBLIC = "public"


class Voice(State):
    """How much of the speaker is told: all, the organisation, that somebody spoke, or not even the words."""

    FULL = "full"
    ORGANISATION = "organisation"
    SOMEBODY = "somebody"
    SILENT = "silent"


# The whole of the confidentiality of minutes. Outside the mesa nobody is quoted: a level can only say less.
VOICES: dict[tuple[Level, Audience], Voice] = {
    (Level.ATTRIBUTED, Audience.INTERNAL): Voice.FULL,
    (Level.ATTRIBUTED, Audience.MEMBERS): Voice.FULL,
    (Level.ATTRIBUTED, Audience.PUBLIC): Voice.SOMEBODY,
    (Level.ORGANISATION, Audience.INTERNAL): Voice.FULL,
    (Level.ORGANISATION, Audience.MEMBERS): Voice.ORGANISATION,
    (Level.ORGANISATION, Audience.PUBLIC): Voice.SOMEBODY,
    (Level.UNATTRIBUTED, Audience.INTERNAL): Voice.FULL,
    (Level.UNATTRIBUTED, Audience.MEMBERS): Voice.SOMEBODY,
    (Level.UNATTRIBUTED, Audience.PUBLIC): Voice.SOMEBODY,
    (Level.SECRETARIAT, Audience.INTERNAL): Voice.FULL,
    (Level.SECRETARIAT, Audience.MEMBERS): Voice.SILENT,
    (Level.SECRETARIAT, Audience.PUBLIC): Voice.SILENT,
}
INSIDE = (Audience.INTERNAL, Audience.MEMBERS)
# What is told besides the paragraphs, and to whom. Decisions are the mesa's own; a commitment names a seat.
PARTS: dict[str, tuple[Audience, ...]] = {
    "attendance": INSIDE,
    "guests": INSIDE,
    "follow_up": INSIDE,
    "commitments": INSIDE,
    "handouts": INSIDE,
    "annexes": INSIDE,
    "signatures": INSIDE,
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: Markdown, and who speaks in it.

    `somebody` is what is left of a speaker who is not told: «organisation», «person» or nothing. `level` is
    empty outside the internal rendering, and `key` is random: neither tells that something was left out.
    """

    key: str
    text: str
    organisation: str = ""
    speaker: str = ""
    somebody: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """An item of the agenda with its number (empty for a heading) and its paragraphs."""

    number: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of one of the tables: texts in the order of its columns; a date is ISO 8601."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that minutes say, in plain values; moments are ISO 8601, states are stored values.

    The rows: `attendance` organisation, presence, name · `guests` name, institution · `decisions` number,
    text · `commitments` number, text, owner, start, due · `follow_up` number, text, owner, state ·
    `signatures` organisation, office.
    """

    title: str
    kind: str
    number: str = ""
    conveners: tuple[str, ...] = ()
    place: str = ""
    started_at: str = ""
    ended_at: str = ""
    time_zone: str = ""
    objective: str = ""
    present: int = 0
    seats: int = 0
    quorum: int | None = None
    sections: tuple[Section, ...] = ()
    decisions: tuple[Row, ...] = ()
    commitments: tuple[Row, ...] = ()
    follow_up: tuple[Row, ...] = ()
    attendance: tuple[Row, ...] = ()
    guests: tuple[Row, ...] = ()
    handouts: str = ""
    annexes: str = ""
    next_meeting: str = ""
    signatures: tuple[Row, ...] = ()


def for_audience(record: Record, audience: Audience) -> Record:
    """What the audience may read, and nothing else."""
    empty: dict[str, Any] = {name: type(getattr(record, name))() for name in _withheld(audience)}
    sections = tuple(
        replace(section, paragraphs=_told(section.paragraphs, audience)) for section in record.sections
    )
    return replace(record, sections=sections, **empty)


def _withheld(audience: Audience) -> list[str]:
    return [name for name, told_to in PARTS.items() if audience not in told_to]


def _told(paragraphs: tuple[Paragraph, ...], audience: Audience) -> tuple[Paragraph, ...]:
    voiced = [(each, VOICES[Level(each.level), audience]) for each in paragraphs]
    return tuple(_voiced(each, voice, audience) for each, voice in voiced if voice is not Voice.SILENT)


def _voiced(paragraph: Paragraph, voice: Voice, audience: Audience) -> Paragraph:
    level = paragraph.level if audience is Audience.INTERNAL else ""
    if voice is Voice.FULL:
        return replace(paragraph, level=level)
    if voice is Voice.ORGANISATION and paragraph.organisation:
        return replace(paragraph, level=level, speaker="")
    somebody = "organisation" if paragraph.organisation else "person" if paragraph.speaker else ""
    return replace(paragraph, level=level, organisation="", speaker="", somebody=somebody)


def to_data(record: Record) -> dict[str, Any]:
    """The record as JSON holds it."""
    return asdict(record)


def from_data(data: dict[str, Any]) -> Record:
    """The record that `to_data` gave."""
    rows = ("decisions", "commitments", "follow_up", "attendance", "guests", "signatures")
    tables = {name: tuple(Row(tuple(each["cells"])) for each in data[name]) for name in rows}
    sections = tuple(
        Section(each["number"], each["title"], tuple(Paragraph(**one) for one in each["paragraphs"]))
        for each in data["sections"]
    )
    return Record(**data | tables | {"sections": sections, "conveners": tuple(data["conveners"])})


def names_told(text: str, *, organisation: str, speaker: str, country: str = "") -> list[str]:
    """The names that the words of a paragraph tell: a warning where its speaker is not, never a refusal."""
    lowered = text.casefold()
    surnames = [word for word in speaker.split()[1:] if len(word) > 3]  # noqa: PLR2004 - «de», «van», «y»
    wanted = [organisation, country, speaker, *surnames]
    return list(dict.fromkeys(each for each in wanted if each and each.casefold() in lowered))


def check_paragraph(text: str, level: str) -> str:
    """The text without its margins. Raises `Broken` when it is missing, too long, or of no level."""
    if level not in list(Level):
        raise Broken(_("Elija cómo se atribuye el párrafo."), "level")
    if not text.strip():
        raise Broken(_("Escriba el párrafo o elimínelo."), "text")
    if len(text) > PARAGRAPH_LENGTH:
        raise Broken(_("El párrafo es demasiado largo: caben 10 000 caracteres. Divídalo en varios."), "text")
    return text.strip()


def check_observation(text: str) -> str:
    """The observation without its margins. Raises `Broken` when it is missing or too long."""
    if not text.strip():
        raise Broken(_("Escriba la observación."), "text")
    if len(text) > OBSERVATION_LENGTH:
        raise Broken(_("La observación es demasiado larga: caben 4 000 caracteres."), "text")
    return text.strip()


def check_resolved(unresolved: int) -> None:
    """Nobody's observation is lost: nothing circulates or is approved while one waits for its answer."""
    if unresolved:
        raise Broken(_("Quedan observaciones sin resolver: responda cada una antes de seguir."))


def check_approval(*, unresolved: int, accepted: int) -> None:
    """What was accepted is not in the text that circulated: that text cannot be approved any more."""
    check_resolved(unresolved)
    if accepted:
        raise Broken(_("Hay observaciones acogidas: corrija el texto y póngalo de nuevo en consulta."))
