"""Meetings made from others: templates, duplicates and series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.actions.contents import facts_of, write_facts
from agenda.actions.meetings import MeetingFacts, create_meeting, require_writer
from agenda.models import Item, ItemLane, Meeting, MeetingKind, MeetingSeries, MeetingTemplate
from agenda.queries.copies import lines_of
from agenda.rules.copies import Line, Unit
from agenda.rules.meeting import TITLE_LENGTH
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same

COPIED = ("kind", "planned_minutes", "series", "objective", "place", "link", "host", "languages", "quorum")


@transaction.atomic
def save_template(*, actor: Actor, meeting: Meeting, name: str) -> MeetingTemplate:
    """Keep the agenda of a meeting as a template and return it. Raises `Broken` without a name, for one that
    another template has, and for a meeting without items."""
    require_writer(actor)
    lines = lines_of(meeting)
    if not lines:
        raise Broken(_("El orden del día está vacío: no hay qué guardar."))
    return MeetingTemplate.objects.create(
        name=_free_name(name),
        kind=meeting.kind,
        planned_minutes=meeting.planned_minutes,
        rows=[asdict(line) for line in lines],
        created_by=actor.account,
    )


@transaction.atomic
def edit_template(
    *,
    actor: Actor,
    template: MeetingTemplate,
    version: int,
    name: str,
    kind: str,
    planned_minutes: int,
    lines: Sequence[Line],
) -> MeetingTemplate:
    """Correct a template, made from its `version`; the meetings made from it stay as they are.

    Raises `Stale`; `Broken` as `save_template`.
    """
    require_writer(actor)
    locked: MeetingTemplate = MeetingTemplate.objects.select_for_update().get(pk=template.pk)
    require_same(seen=version, stored=locked.version)
    locked.name = _free_name(name, besides=locked.pk)
    locked.kind, locked.planned_minutes = MeetingKind(kind), planned_minutes
    locked.rows = [asdict(line) for line in lines]
    locked.version += 1
    locked.save()
    return locked


def _free_name(name: str, *, besides: int | None = None) -> str:
    name = name.strip()
    if not 1 <= len(name) <= TITLE_LENGTH:
        raise Broken(_("Escriba el nombre de la plantilla, de 200 caracteres como máximo."), "name")
    if MeetingTemplate.objects.filter(name=name).exclude(pk=besides or 0).exists():
        raise Broken(_("Ya hay una plantilla con ese nombre."), "name")
    return name


@transaction.atomic
def remove_template(*, actor: Actor, template: MeetingTemplate) -> None:
    """Forget a template; the meetings made from it stay as they are."""
    require_writer(actor)
    template.delete()


@transaction.atomic
def create_from(*, actor: Actor, facts: MeetingFacts, template: MeetingTemplate | None) -> Meeting:
    """Prepare a meeting, with the items of a template, and return it. Raises as `create_meeting`."""
    meeting = create_meeting(actor=actor, facts=facts)
    if template is not None:
        _fill(meeting, (Line(**row) for row in template.rows))
    return meeting


def _fill(meeting: Meeting, lines: Iterable[Line]) -> None:
    for position, line in enumerate(lines, start=1):
        Item.objects.create(meeting=meeting, position=position, **asdict(line))


@transaction.atomic
def duplicate(*, actor: Actor, meeting: Meeting, title: str, starts_at: datetime | None) -> Meeting:
    """Prepare a meeting with the facts and the agenda of another, and return it.

    Papers, internal notes, answers and proposals stay with the first. Raises as `create_meeting`.
    """
    kept = {name: getattr(meeting, name) for name in COPIED}
    facts = MeetingFacts(title=title, starts_at=starts_at, time_zone=meeting.time_zone, **kept)
    made = create_meeting(actor=actor, facts=facts)
    accepted = meeting.items.filter(lane=ItemLane.ACCEPTED).order_by("position")
    for item in accepted.prefetch_related("presenters"):
        copy = Item.objects.create(
            meeting=made, position=item.position, depth=item.depth, purpose=item.purpose, title=item.title
        )
        write_facts(copy, facts_of(item) | {"internal_notes": ""})
        copy.save()
    return made


@transaction.atomic
def create_series(
    *,
    actor: Actor,
    name: str,
    facts: MeetingFacts,
    starts: Sequence[datetime],
    unit: str,
    template: MeetingTemplate | None = None,
) -> MeetingSeries:
    """Prepare a meeting at each of the moments, all of one series, and return it.

    A series of the name goes on; each meeting is called by the title of `facts` and its month, or its day.
    Raises as `create_meeting`; then none is made.
    """
    require_writer(actor)
    if not 1 <= len(name.strip()) <= TITLE_LENGTH:
        raise Broken(_("Escriba el nombre de la serie, de 200 caracteres como máximo."), "name")
    series, _made = MeetingSeries.objects.get_or_create(name=name.strip(), defaults={"kind": facts.kind})
    for moment in starts:
        title = f"{facts.title.strip()}, {date_words(moment, unit)}"
        each = replace(facts, series=series, title=title, starts_at=moment)
        create_from(actor=actor, facts=each, template=template)
    return series


def date_words(moment: datetime, unit: str) -> str:
    """«abril de 2027», or «5 de abril de 2027» where a month may have several."""
    return date_format(moment, "YEAR_MONTH_FORMAT" if unit == Unit.MONTHS else "DATE_FORMAT")
