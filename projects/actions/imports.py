"""Imports of projects: take a file, read it, and let a person decide about each project in it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.access import Actor, Role, actor_for
from mcig.files.actions import Checked, accept
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Organisation
from projects.actions import imports_reading as reading
from projects.actions.imports_filling import Stopped, assess, fill
from projects.formats.matrix_reading import columns_in
from projects.models import (
    ImportEntry,
    ImportFormat,
    ImportState,
    MatrixColumns,
    Project,
    ProjectImport,
)
from projects.rules.incoming import FieldState, Proposal

logger = logging.getLogger(__name__)
# What is read while the person waits; more goes to a job.
AT_ONCE_BYTES = 1024 * 1024
AT_ONCE = 40
MOST_UNDER_WAY = 5


@transaction.atomic
def upload(
    *, actor: Actor, organisation: Organisation, file: Checked, options: dict[str, Any]
) -> ProjectImport:
    """Take a file for `organisation` and read it; the register is not touched.

    Effects: keeps the file; a large one is read by a job. Raises `PermissionDenied` for a foreign
    organisation and `Broken` for a file that cannot be taken; nothing is stored then.
    """
    _require_for(actor, organisation)
    form = reading.format_of(file.kind)
    batch = ProjectImport.objects.create(
        organisation=organisation,
        format=form,
        filename=file.name[:200],
        file=accept(actor=actor, upload=file),
        sha256=hashlib.sha256(file.content).hexdigest(),
        options=options,
        uploaded_by=actor.account,
        capacity=actor.capacity,
    )
    if form == ImportFormat.MATRIX:
        columns = columns_in(file.content, _remembered(organisation))
        batch.options |= {"columns": columns.targets}
        if not columns.are_known:
            batch.state = ImportState.COLUMNS
            batch.save()
            return batch
        batch.save()
    if len(file.content) > AT_ONCE_BYTES:
        reading.refuse_hostile(form, file.content)
        _require_few(batch)
        jobs.defer("projects.read_import", batch_id=batch.pk)
        return batch
    fill(actor=actor, batch=batch, stream=BytesIO(file.content))
    return batch


@transaction.atomic
def take_local(
    *, actor: Actor, organisation: Organisation, path: Path, form: str, options: dict[str, Any]
) -> ProjectImport:
    """Read a file of this machine where it lies, however large; it is not kept. Otherwise as `upload`.

    The columns of a matrix are those remembered for the organisation, or else those that are recognised.
    """
    _require_for(actor, organisation)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        if form == ImportFormat.MATRIX:
            options = options | {"columns": columns_in(stream.read(), _remembered(organisation)).targets}
            stream.seek(0)
        batch = ProjectImport.objects.create(
            organisation=organisation,
            format=form,
            filename=path.name[:200],
            sha256=digest,
            options=options,
            uploaded_by=actor.account,
            capacity=actor.capacity,
        )
        fill(actor=actor, batch=batch, stream=stream)
    return batch


@transaction.atomic
def map_columns(*, actor: Actor, batch: ProjectImport, columns: dict[str, str]) -> ProjectImport:
    """Say what each heading of a matrix means, remember it for the organisation, and read the rows."""
    locked = lock(actor, batch)
    if locked.state not in {ImportState.COLUMNS, ImportState.READY} or locked.file is None:
        raise Broken(_("Las columnas de esta importación ya no se cambian."))
    MatrixColumns.objects.update_or_create(
        organisation=locked.organisation, defaults={"columns": _remembered(locked.organisation) | columns}
    )
    locked.options |= {"columns": columns}
    locked.entries.all().delete()
    locked.state = ImportState.READING
    locked.save()
    if locked.file.size > AT_ONCE_BYTES:
        jobs.defer("projects.read_import", batch_id=locked.pk)
    else:
        with locked.file.file.open("rb") as stream:
            fill(actor=actor, batch=locked, stream=stream)
    return locked


def read_batch(*, batch_id: int) -> None:
    """Read a file that waits, as the person who loaded it may see the register today; called by a job."""
    batch = ProjectImport.objects.select_related("organisation", "file", "uploaded_by").get(pk=batch_id)
    if batch.state != ImportState.READING or batch.file is None or batch.uploaded_by is None:
        return
    batch.entries.all().delete()
    actor = actor_for(batch.uploaded_by, timezone.localdate())
    try:
        _require_for(actor, batch.organisation)
        with batch.file.file.open("rb") as stream:
            fill(actor=actor, batch=batch, stream=stream)
    except Stopped:
        batch.entries.all().delete()
    except (Broken, PermissionDenied) as refusal:
        batch.entries.all().delete()
        said = str(refusal) or _("Quien cargó el archivo ya no puede importar para este integrante.")
        batch.state, batch.failure, batch.file = ImportState.FAILED, said, None
        batch.save()


@transaction.atomic
def give_up(*, batch_id: int) -> None:
    """Say of an import that its job was broken off so often that it is not begun again.

    Effects: what was read is forgotten, with the file; what was applied stays in drafts and can be undone.
    """
    found = ProjectImport.objects.select_for_update(of=("self",)).select_related("uploaded_by")
    batch = found.get(pk=batch_id)
    with translation.override(batch.uploaded_by.language if batch.uploaded_by else None):
        if batch.state == ImportState.READING:
            batch.entries.all().delete()
            batch.state, batch.file, batch.done, batch.total = ImportState.FAILED, None, 0, 0
            batch.failure = _(
                "La lectura se interrumpió varias veces y no se intentará más. Divida el archivo y cárguelo"
                " de nuevo."
            )
        elif batch.state == ImportState.APPLYING:
            batch.state, batch.applied_at = ImportState.APPLIED, timezone.now()
            batch.failure = _(
                "Se interrumpió varias veces antes de terminar. Lo que se aplicó queda en borradores; para lo"
                " demás, cargue el archivo de nuevo."
            )
    batch.version += 1
    batch.save()


def chosen(entry: ImportEntry, proposals: Iterable[Proposal]) -> list[str]:
    """The fields that are taken over: those a person chose, or else all but doubtful ones.

    Of a new project the doubtful ones too: they stand in a draft that somebody finishes.
    """
    if entry.fields is not None:
        return [str(name) for name in entry.fields]
    is_new = entry.project_id is None
    sure = {FieldState.NEW, FieldState.CHANGED}
    return [each.field for each in proposals if each.applies and (is_new or each.state in sure)]


@transaction.atomic
def stop(*, actor: Actor, batch: ProjectImport) -> ProjectImport:
    """Call off an import that is being read or applied; the job ends at its next step.

    Effects: what was read is forgotten; what was applied stays in drafts and can be undone. Nothing happens
    to an import that nobody works on.
    """
    locked = lock(actor, batch)
    if locked.state == ImportState.READING:
        locked.entries.all().delete()
        locked.state, locked.done, locked.total = ImportState.STOPPED, 0, 0
    elif locked.state == ImportState.APPLYING:
        locked.state, locked.applied_at = ImportState.APPLIED, timezone.now()
    else:
        return locked
    locked.version += 1
    locked.save()
    return locked


@transaction.atomic
def decide(
    *,
    actor: Actor,
    entry: ImportEntry,
    version: int,
    project: Project | None,
    fields: list[str] | None,
    is_left_out: bool = False,
) -> ImportEntry:
    """Say which project an entry is about (None: a new one) and which of its fields are taken over.

    `fields` None leaves the choice that is offered. Raises `Stale`; `PermissionDenied` for a project that the
    actor may not change; `Broken` once the import was applied.
    """
    batch = lock(actor, entry.batch)
    if batch.state != ImportState.READY:
        raise Broken(_("Esta importación ya se aplicó: sus decisiones no se cambian."))
    if project is not None and not Project.objects.editable_by(actor).filter(pk=project.pk).exists():
        raise PermissionDenied
    locked = ImportEntry.objects.select_for_update().get(pk=entry.pk)
    require_same(seen=version, stored=locked.version)
    locked.batch, locked.project, locked.fields = batch, project, fields
    locked.is_decided, locked.is_left_out = True, is_left_out
    locked.version += 1
    assess(locked)
    locked.save()
    return locked


def lock(actor: Actor, batch: ProjectImport) -> ProjectImport:
    """The import as it is now, locked. Raises `PermissionDenied` for somebody whose it is not."""
    found = (
        ProjectImport.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("organisation", "file")
        .filter(pk=batch.pk)
        .first()
    )
    if found is None:
        raise PermissionDenied
    return found


def _require_few(batch: ProjectImport) -> None:
    """Nobody's files take all that jobs can do. Raises `Broken` when many of the same person are read."""
    theirs = ProjectImport.objects.filter(uploaded_by=batch.uploaded_by, state=ImportState.READING)
    if theirs.exclude(pk=batch.pk).count() >= MOST_UNDER_WAY:
        raise Broken(
            _("Ya se leen %(most)d archivos que usted cargó: espere a que terminen o detenga alguno.")
            % {"most": MOST_UNDER_WAY},
            "file",
        )


def _remembered(organisation: Organisation) -> dict[str, str]:
    found = MatrixColumns.objects.filter(organisation=organisation).first()
    return dict(found.columns) if found else {}


def _require_for(actor: Actor, organisation: Organisation) -> None:
    if not (actor.holds(Role.SECRETARIAT) or organisation.pk in actor.organisations):
        raise PermissionDenied
