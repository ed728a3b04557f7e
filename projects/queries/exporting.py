"""The projects that a filter finds, whole, as they leave the register."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from mcig.access import Actor
from members.models import name_of
from projects import record as records
from projects.models import Project, RegisterEntry, Revision
from projects.models.register import RegisterEntryQuerySet
from projects.queries.finding import entries
from projects.queries.themes import themes_named
from projects.rules import Ficha
from projects.rules.finding import Filter
from projects.rules.record import Record

# So many are read at once: what an export keeps in memory.
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Exported:
    """A project as it leaves the register: ficha and record of the revision that the actor sees.

    `number` is None of a draft; `theme` is the name of the theme. `on` is the local date of
    publication, of a draft that of its last change.
    """

    code: str
    owner: str
    owner_code: str
    owner_kind: str
    owner_iati: str
    number: int | None
    on: date
    revision: int
    theme: str
    ficha: Ficha
    record: Record


def exported(actor: Actor, wanted: Filter, *, published: bool = False) -> Iterator[Exported]:
    """What the filter finds, by code; with `published` the published fichas only, drafts left out.

    Four queries for every `CHUNK` projects. Nothing that the actor may not see leaves: not even the code of
    a related project.
    """
    found = entries(actor, wanted, published=published)
    yield from _each(found, actor.on, RegisterEntry.objects.visible_to(actor))


def exported_public(on: date, codes: Collection[str] | None = None) -> Iterator[Exported]:
    """What everybody may read, by code, or those of it with these codes: see `for_everybody`."""
    shown = RegisterEntry.objects.public()
    found = shown if codes is None else shown.filter(code__in=codes)
    for each in _each(found, on, shown):
        yield replace(each, record=for_everybody(each.record))


def for_everybody(record: Record) -> Record:
    """The record without persons of contact and without what is written for the members alone."""
    return replace(record, contact_name="", contact_email="", contact_phone="", evidence=(), amounts_note="")


def _each(found: RegisterEntryQuerySet, on: date, visible: RegisterEntryQuerySet) -> Iterator[Exported]:
    found = found.annotate(owner_name=name_of("owner_id", on)).order_by("code")
    columns = ("code", "revision_id", "owner_name", "owner__code", "owner__kind", "owner__iati_identifier")
    after = ""
    while rows := list(found.filter(code__gt=after).values_list(*columns)[:CHUNK]):
        yield from _whole(visible, rows)
        after = rows[-1][0]


def exported_one(actor: Actor, project: Project, revision: Revision) -> Exported:
    """One project as it leaves the register, with this revision of it."""
    owner = project.owner
    name = getattr(project, "owner_name", None)
    row = (project.code, revision.pk, name, owner.code, owner.kind, owner.iati_identifier)
    return next(_whole(RegisterEntry.objects.visible_to(actor), [row]))


def _whole(visible: RegisterEntryQuerySet, rows: list[Any]) -> Iterator[Exported]:
    revisions = {each.pk: each for each in Revision.objects.filter(pk__in=[row[1] for row in rows])}
    read = records.read_each(revisions.values())
    seen = _visible_codes(visible, [record for _ficha, record in read.values()])
    themes = themes_named({record.theme or "" for _ficha, record in read.values()})
    for code, pk, owner, owner_code, kind, iati in rows:
        ficha, record = read[pk]
        relations = tuple(each for each in record.relations if not each.project or each.project in seen)
        revision = revisions[pk]
        yield Exported(
            code=code,
            owner=owner or owner_code,
            owner_code=owner_code,
            owner_kind=kind,
            owner_iati=iati,
            number=revision.number,
            on=timezone.localdate(revision.published_at or revision.saved_at),
            revision=pk,
            theme=themes.get(record.theme or "", ""),
            ficha=ficha,
            record=replace(record, relations=relations),
        )


def _visible_codes(visible: RegisterEntryQuerySet, found: list[Record]) -> set[str]:
    codes = {relation.project for record in found for relation in record.relations if relation.project}
    return set(visible.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
