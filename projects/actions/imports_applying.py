"""Apply an import as one batch of drafts, and undo it: nothing is ever published by an import."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.access import Actor, actor_for
from mcig.rules import Broken
from mcig.web.versions import Stale, require_same
from projects import actions
from projects.actions import imports
from projects.actions.imports import chosen, lock
from projects.actions.imports_filling import assess, stored
from projects.formats.ficha_json import from_json, to_json
from projects.formats.plain import made, plain
from projects.formats.suggestion_json import loaded
from projects.models import (
    EntryOutcome,
    EntryState,
    ImportEntry,
    ImportState,
    Project,
    ProjectImport,
    Revision,
)
from projects.rules.incoming import merged
from projects.rules.record import Record


@transaction.atomic
def apply(*, actor: Actor, batch: ProjectImport, version: int, at_once: bool = False) -> ProjectImport:
    """Write what was chosen of each decided entry into drafts: new ones and existing ones.

    Effects: many entries are applied by a job, unless `at_once`. An entry whose project changed since it was
    looked at is refused alone and says why. Raises `Stale`; `Broken` when it was applied or nothing is to
    apply.
    """
    locked = lock(actor, batch)
    require_same(seen=version, stored=locked.version)
    if locked.state != ImportState.READY:
        raise Broken(_("Esta importación no está por aplicar."))
    count = pending(locked).count()
    if not count:
        raise Broken(_("No hay nada que aplicar: todo está igual, se deja fuera o falta decidir."))
    locked.version += 1
    locked.done, locked.total, locked.state = 0, count, ImportState.APPLYING
    locked.save()
    if count > imports.AT_ONCE and not at_once:
        jobs.defer("projects.apply_import", batch_id=locked.pk, user_id=actor.account.pk)
        return locked
    return run(actor=actor, batch=locked)


def pending(batch: ProjectImport) -> Any:
    """The entries that applying would take over."""
    takes = batch.entries.filter(is_left_out=False, outcome="")
    return takes.filter(state__in=[EntryState.NEW, EntryState.CHANGED])


def apply_batch(*, batch_id: int, user: Any) -> None:
    """Apply an import that waits, in the name of the person who asked; called by a job."""
    batch = ProjectImport.objects.select_related("organisation", "file").get(pk=batch_id)
    if batch.state != ImportState.APPLYING:
        return
    actor = actor_for(user, timezone.localdate())
    with pghistory.context(user=user.pk, capacity=actor.capacity, action="import-apply"):
        run(actor=actor, batch=batch)


def run(*, actor: Actor, batch: ProjectImport) -> ProjectImport:
    """Apply each pending entry by itself; what is refused says why and leaves the others alone.

    An entry and the advance are one transaction, under a lock of the import: a run that is broken off goes on
    where it was, two runs never take the same entry, and one that was called off ends here.
    """
    for pk in list(pending(batch).values_list("pk", flat=True)):
        with transaction.atomic():
            locked = ProjectImport.objects.select_for_update().filter(pk=batch.pk)
            if not locked.filter(state=ImportState.APPLYING).exists():
                break
            entry = pending(batch).filter(pk=pk).select_related("owner", "project").first()
            if entry is not None:
                _apply_or_say(actor, entry)
                locked.update(done=F("done") + 1)
    with transaction.atomic():
        found = ProjectImport.objects.select_for_update(of=("self",)).select_related("organisation", "file")
        batch = found.get(pk=batch.pk)
        if batch.state == ImportState.APPLYING:
            batch.state, batch.applied_at = ImportState.APPLIED, timezone.now()
            batch.save()
    return batch


def _apply_or_say(actor: Actor, entry: ImportEntry) -> None:
    try:
        with transaction.atomic():
            _apply(actor, entry)
    except (Broken, Stale, PermissionDenied) as refusal:
        said = _("El proyecto cambió mientras tanto; revíselo y vuelva a importar.")
        if isinstance(refusal, PermissionDenied):
            said = _("Quien pidió la importación ya no puede escribir este proyecto.")
        entry.outcome, entry.reason = EntryOutcome.REFUSED, str(refusal) or said
        entry.project_id = entry.project_id if entry.seen else None
        entry.undo = None
        entry.save()


def _apply(actor: Actor, entry: ImportEntry) -> None:
    suggestion = loaded(entry.data)
    project = entry.project and Project.objects.select_for_update().filter(pk=entry.project.pk).first()
    if entry.project_id and (project is None or project.version != entry.seen):
        raise Stale
    fields = chosen(entry, assess(entry, suggestion))
    before = stored(project)
    ficha, filled = merged(*before, suggestion, fields)
    undo: dict[str, Any] = {"new": project is None}
    if project is None:
        project = actions.create_project(actor=actor, owner=entry.owner, ficha=ficha)
        before = (ficha, Record())
    else:
        draft = Revision.objects.drafts().filter(project=project).first()
        undo |= {"review": draft.review if draft else ""}
        undo |= {"ficha": to_json(before[0]), "record": plain(before[1])}
        project = actions.save_draft(actor=actor, project=project, ficha=ficha, version=project.version)
    if filled != before[1]:
        project = actions.save_record(actor=actor, project=project, record=filled, version=project.version)
    entry.project, entry.outcome, entry.reason = project, EntryOutcome.APPLIED, ""
    entry.undo = {**undo, "version": project.version}
    entry.save()


@transaction.atomic
def undo(*, actor: Actor, batch: ProjectImport, version: int) -> ProjectImport:
    """Put every project of the import back as it was, but for those that somebody changed since.

    Those stay as they are, and their entries say so. Raises `Stale`; `Broken` when nothing is applied.
    """
    locked = lock(actor, batch)
    require_same(seen=version, stored=locked.version)
    if locked.state != ImportState.APPLIED:
        raise Broken(_("Esta importación no está aplicada."))
    for entry in locked.entries.filter(outcome__in=[EntryOutcome.APPLIED, EntryOutcome.KEPT]):
        try:
            with transaction.atomic():
                _undo(actor, entry)
            entry.outcome, entry.reason = EntryOutcome.UNDONE, ""
        except (Broken, Stale, ProtectedError) as refusal:
            entry.outcome = EntryOutcome.KEPT
            entry.reason = (
                str(refusal)
                if isinstance(refusal, Broken)
                else _("Ya hay registros que se refieren al proyecto.")
            )
            entry.refresh_from_db(fields=["project"])
        entry.save()
    locked.version += 1
    if not locked.entries.filter(outcome=EntryOutcome.KEPT).exists():
        locked.state, locked.undone_at = ImportState.UNDONE, timezone.now()
    locked.save()
    return locked


def _undo(actor: Actor, entry: ImportEntry) -> None:
    before: dict[str, Any] = entry.undo or {}
    own = Project.objects.editable_by(actor).select_for_update()
    project = own.filter(pk=entry.project.pk).first() if entry.project else None
    if project is None or project.version != before["version"]:
        raise Broken(_("Alguien cambió el proyecto después de la importación: queda como está."))
    draft = Revision.objects.drafts().filter(project=project).first()
    if before["new"]:
        if draft is not None:
            draft.delete()
        entry.project = None
        project.delete()
    elif not before["review"]:
        actions.discard_draft(actor=actor, project=project, version=project.version)
    else:
        ficha = from_json(before["ficha"])
        project = actions.save_draft(actor=actor, project=project, ficha=ficha, version=project.version)
        old = made(Record, before["record"])
        actions.save_record(actor=actor, project=project, record=old, version=project.version)
        Revision.objects.drafts().filter(project=project).update(review=before["review"])
