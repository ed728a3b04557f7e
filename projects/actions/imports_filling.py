"""From the suggestions of a file to entries of an import: whose each is, which project it is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation

from mcig.access import Actor, Grant, Role
from mcig.rules import Broken, _
from members.models import Organisation
from projects import record as records
from projects.actions import imports_reading as reading
from projects.formats.suggestion_json import dumped, loaded
from projects.models import EntryState, ImportEntry, ImportState, Project, ProjectImport, Revision
from projects.queries.likely import Comparable, comparables, likely
from projects.queries.owners import members_by_words, words_of
from projects.rules import Ficha
from projects.rules.incoming import FieldState, Proposal, Suggestion, Unread, compared_with
from projects.rules.record import Record

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHUNK = 50
Stored = tuple[Ficha, Record]
Languages = Mapping[str, Suggestion]


class Stopped(Exception):
    """Somebody called the import off while it was worked on."""


def fill(
    *, actor: Actor, batch: ProjectImport, stream: IO[bytes], told: Mapping[str, str] | None = None
) -> None:
    """Read the stream into entries, chunk by chunk; each chunk is seen at once by whoever waits.

    What a source told in the same words before is left out: `told` has a digest for each place. Raises
    `Broken` when nothing is found, `Stopped` when the import was called off.
    """
    known, position = _Known(actor, batch), 0
    suggestions = reading.suggestions(batch, stream)
    while chunk := list(islice(suggestions, CHUNK)):
        entries = [_entry(known, each) for each in chunk]
        entries = [each for each in entries if (told or {}).get(each.data["place"]) != each.digest]
        for each in entries:
            position += 1
            each.position = position
        _compare(entries)
        ImportEntry.objects.bulk_create(entries)
        _advance(batch, done=position)
    if not position and told is None:
        raise Broken(_("El archivo no contiene ningún proyecto que corresponda a lo que pidió."), "file")
    _advance(batch, done=position, total=position, state=ImportState.READY, options=batch.options)


def _advance(batch: ProjectImport, **values: Any) -> None:
    """Say how far the reading is. Raises `Stopped` when it was called off."""
    if not ProjectImport.objects.filter(pk=batch.pk, state=ImportState.READING).update(**values):
        raise Stopped
    for name, value in values.items():
        setattr(batch, name, value)


class _Known:
    """The members, and the projects of the register that each of them may see: read once for a file."""

    def __init__(self, actor: Actor, batch: ProjectImport) -> None:
        self.actor, self.batch = actor, batch
        self.members: dict[str, Organisation] | None = None
        self.projects: dict[int, list[Comparable]] = {}

    def owner(self, suggestion: Suggestion) -> tuple[Organisation, StrPromise | None]:
        """Whose the project would be, and why the one whom the file names is not, where it is not."""
        presenting = self.batch.organisation
        if not suggestion.owner:
            return presenting, None
        if self.members is None:
            self.members = members_by_words(timezone.localdate())
        found = self.members.get(words_of(suggestion.owner))
        if found is None:
            return presenting, _("no es el nombre de un integrante de la mesa")
        if not (self.actor.holds(Role.SECRETARIAT) or found.pk in self.actor.organisations):
            return presenting, _("solo la secretaría técnica importa proyectos de otros integrantes")
        return found, None

    def compared(self, owner: Organisation) -> list[Comparable]:
        """What the owner may see: whoever loads a file for them shows them nothing else."""
        if owner.pk not in self.projects:
            grants = (Grant(Role.MEMBER, owner.pk, ""),)
            self.projects[owner.pk] = comparables(Actor(self.actor.user, timezone.localdate(), grants))
        return self.projects[owner.pk]


def _entry(known: _Known, read: Languages) -> ImportEntry:
    """An entry that is not compared with its project yet."""
    suggestion = read[reading.LANGUAGES[0]]
    owner, refusal = known.owner(suggestion)
    if refusal:
        read = {language: _without_owner(each, language, refusal) for language, each in read.items()}
    found = likely(suggestion, owner.code, known.compared(owner))
    certain = [each for each, alike in found if alike.is_certain and each.is_own]
    data = dumped(read[reading.LANGUAGES[0]], {key: read[key] for key in reading.LANGUAGES[1:]})
    return ImportEntry(
        batch=known.batch,
        owner=owner,
        title=suggestion.ficha.name[:500] or suggestion.place,
        data=data,
        digest=_digest(data),
        likely=[
            {"project": each.pk, "code": each.code, "name": each.known.title, "own": each.is_own}
            | {"reasons": list(alike.reasons)}
            for each, alike in found
        ],
        is_decided=not refusal and (not found or len(certain) == 1),
        project_id=certain[0].pk if len(certain) == 1 and not refusal else None,
    )


def _without_owner(suggestion: Suggestion, language: str, refusal: StrPromise) -> Suggestion:
    """The suggestion with the member whom it names among its unread texts."""
    with translation.override(language):
        unread = Unread("owner", suggestion.owner, str(refusal))
    return replace(suggestion, unread=(*suggestion.unread, unread))


def _digest(data: dict[str, Any]) -> str:
    """What tells two readings apart: all but what was said of them."""
    content = [data["ficha"], data["record"], data["code"], data["owner"]]
    return hashlib.sha256(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _compare(entries: list[ImportEntry]) -> None:
    """Set what each entry would do, with a fixed number of queries for all."""
    projects = Project.objects.select_related("current").in_bulk(
        {each.project_id for each in entries if each.project_id}
    )
    whole = stored_each(projects.values())
    for each in entries:
        project = projects.get(each.project_id or 0)
        judge(each, loaded(each.data), project, whole[project.pk] if project else (Ficha(), Record()))


def assess(entry: ImportEntry, suggestion: Suggestion | None = None) -> tuple[Proposal, ...]:
    """Compare an entry with its project as it is now, and set what that says of it; nothing is saved."""
    found = Project.objects.select_related("current")
    project = found.filter(pk=entry.project_id).first() if entry.project_id else None
    return judge(entry, suggestion or loaded(entry.data), project, stored(project))


def judge(
    entry: ImportEntry, suggestion: Suggestion, project: Project | None, before: Stored
) -> tuple[Proposal, ...]:
    """As `assess`, against what the project is known to say."""
    proposals = compared_with(*before, suggestion)
    entry.seen = project.version if project else 0
    doubtful = sum(each.state is FieldState.AMBIGUOUS for each in proposals)
    entry.doubts = min(999, doubtful + len(suggestion.unread))
    if not entry.is_decided:
        entry.state = EntryState.UNDECIDED
    elif project is None:
        entry.state = EntryState.NEW
    else:
        is_changed = any(each.applies for each in proposals)
        entry.state = EntryState.CHANGED if is_changed else EntryState.SAME
    return proposals


def stored(project: Project | None) -> Stored:
    """What the project says now: its draft, or else what is published."""
    return stored_each([project])[project.pk] if project else (Ficha(), Record())


def stored_each(projects: Iterable[Project]) -> dict[int, Stored]:
    """As `stored`, of each of these projects by key. Two queries for all."""
    known = {each.pk: each for each in projects}
    if not known:
        return {}
    drafts = {each.project_id: each for each in Revision.objects.drafts().filter(project__in=known)}
    told = {pk: drafts.get(pk) or each.current for pk, each in known.items()}
    whole = records.read_each(_there(told.values()))
    empty = (Ficha(), Record())
    return {pk: whole.get(revision.pk, empty) if revision else empty for pk, revision in told.items()}


def _there(revisions: Iterable[Revision | None]) -> Iterator[Revision]:
    return (each for each in revisions if each is not None)
