"""The minutes while they are written: begun from the notes, edited paragraph by paragraph.

Whatever changes them first locks the minutes' row, so that a text and its circulation never pass each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.clock import when_words
from agenda.models import Item, ItemRecord, Meeting, Minutes, MinutesParagraph, PaperLevel
from agenda.models.meetings import WRITES
from agenda.queries.minutes import codes_of
from agenda.queries.papers import folder_papers
from agenda.queries.session import day_of
from agenda.rules import minutes as rules
from agenda.rules.drafting import paragraphs_of
from agenda.rules.meeting import Phase as MeetingPhase
from agenda.rules.minutes import Level, Phase
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Organisation


@transaction.atomic
def begin(*, actor: Actor, meeting: Meeting) -> Minutes:
    """Begin the minutes of a held meeting from its notes and return them; those that exist stay as they are.

    The papers of the meeting that members could read begin its list of documents. A blank line in the notes
    parts paragraphs; a code and a colon at their beginning say who speaks, which is then told to the members
    without the person's name. Everything else has no attribution. Raises `PermissionDenied`; `Broken` before
    the session has ended.
    """
    _require(actor)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if existing := Minutes.objects.filter(meeting=locked).first():
        return existing
    if locked.state != MeetingPhase.HELD:
        raise Broken(_("La sesión no ha terminado: el documento se redacta cuando termina."))
    made = Minutes.objects.create(
        meeting=locked,
        created_by=actor.account,
        handouts=_handouts(locked),
        next_meeting=_next_meeting(locked),
    )
    codes = codes_of(locked, day_of(locked))
    for record in ItemRecord.objects.filter(meeting=locked).exclude(notes="").select_related("item"):
        for place, drafted in enumerate(paragraphs_of(record.notes, codes), start=1):
            MinutesParagraph.objects.create(
                minutes=made,
                item=record.item,
                position=place,
                text=drafted.text[: rules.PARAGRAPH_LENGTH],
                level=Level.ORGANISATION if drafted.code else Level.UNATTRIBUTED,
                organisation_id=codes.get(drafted.code),
            )
    return made


def _handouts(meeting: Meeting) -> str:
    """The papers that every member could read, as the list of documents; one too long stays to be written."""
    papers = folder_papers(meeting, PaperLevel.MEMBERS)
    listed = "\n".join(f"- {paper.title}" for paper in papers)
    return listed if len(listed) <= rules.FIELD_LENGTH else ""


def _next_meeting(meeting: Meeting) -> str:
    known = Meeting.objects.exclude(announced_at=None).filter(starts_at__gt=meeting.started_at)
    following = known.exclude(state__in=["cancelled", "postponed"]).exclude(pk=meeting.pk)
    found = following.order_by("starts_at").first()
    return f"{found.title}: {when_words(found)}" if found else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a person writes of a paragraph."""

    text: str
    level: str
    organisation: Organisation | None = None
    speaker: str = ""


@transaction.atomic
def add_paragraph(*, actor: Actor, minutes: Minutes, item: Item | None, words: Words) -> MinutesParagraph:
    """Add a paragraph at the end of an item, or, without one, before them all.

    Raises `PermissionDenied`; `Broken` for words that cannot be a paragraph, an item of another meeting, or
    when the minutes circulate or are approved.
    """
    locked = lock_draft(actor, minutes)
    if item is not None and item.meeting_id != locked.meeting_id:
        raise Broken(_("Ese punto no forma parte del orden del día."))
    there = locked.paragraphs.filter(item=item)
    if there.count() >= rules.PARAGRAPHS_PER_ITEM:
        raise Broken(_("Caben 60 párrafos en un punto."), "text")
    last = there.order_by("-position").values_list("position", flat=True).first() or 0
    return MinutesParagraph.objects.create(minutes=locked, item=item, position=last + 1, **_checked(words))


@transaction.atomic
def edit_paragraph(
    *, actor: Actor, paragraph: MinutesParagraph, words: Words, version: int
) -> MinutesParagraph:
    """Change a paragraph made from `version`; equal words change nothing. Raises `Stale`, and as above."""
    lock_draft(actor, paragraph.minutes)
    locked = MinutesParagraph.objects.select_for_update().get(pk=paragraph.pk)
    require_same(seen=version, stored=locked.version)
    checked = _checked(words)
    if any(getattr(locked, name) != value for name, value in checked.items()):
        for name, value in checked.items():
            setattr(locked, name, value)
        locked.version += 1
        locked.save()
    return locked


@transaction.atomic
def remove_paragraph(*, actor: Actor, paragraph: MinutesParagraph, version: int) -> None:
    """Remove a paragraph; the history keeps it. Raises `Stale`, and as above."""
    lock_draft(actor, paragraph.minutes)
    locked = MinutesParagraph.objects.select_for_update().get(pk=paragraph.pk)
    require_same(seen=version, stored=locked.version)
    locked.delete()


@transaction.atomic
def move_paragraph(*, actor: Actor, paragraph: MinutesParagraph, up: bool) -> None:
    """Move a paragraph one place within its item; at the end of its way it stays."""
    locked = lock_draft(actor, paragraph.minutes)
    listed = list(locked.paragraphs.filter(item=paragraph.item_id).order_by("position", "pk"))
    place = next(index for index, each in enumerate(listed) if each.pk == paragraph.pk)
    target = place - 1 if up else place + 1
    if not 0 <= target < len(listed):
        return
    listed.insert(target, listed.pop(place))
    for position, each in enumerate(listed, start=1):
        MinutesParagraph.objects.filter(pk=each.pk).exclude(position=position).update(position=position)


@transaction.atomic
def edit_closing(
    *, actor: Actor, minutes: Minutes, version: int, handouts: str, annexes: str, next_meeting: str
) -> Minutes:
    """Change what stands at the end of the minutes. Raises `Stale`, and as above."""
    locked = lock_draft(actor, minutes)
    require_same(seen=version, stored=locked.version)
    locked.handouts, locked.annexes = handouts.strip(), annexes.strip()
    locked.next_meeting = next_meeting.strip()
    locked.version += 1
    locked.save()
    return locked


def _checked(words: Words) -> dict[str, object]:
    return {
        "text": rules.check_paragraph(words.text, words.level),
        "level": words.level,
        "organisation": words.organisation,
        "speaker": " ".join(words.speaker.split())[: rules.NAME_LENGTH],
    }


def _require(actor: Actor) -> None:
    actor.require(*WRITES)


def lock(actor: Actor, minutes: Minutes) -> Minutes:
    """The minutes behind their row lock. Raises `PermissionDenied` for who does not write them."""
    _require(actor)
    return Minutes.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=minutes.pk)


def lock_draft(actor: Actor, minutes: Minutes) -> Minutes:
    """The same, while they are written. Raises `Broken` once they circulate or are approved."""
    locked = lock(actor, minutes)
    if locked.state == Phase.CIRCULATED:
        raise Broken(_("El texto está en consulta y no cambia: para corregirlo, retire antes la consulta."))
    if locked.state == Phase.APPROVED:
        raise Broken(_("El texto está aprobado y no cambia."))
    return locked
