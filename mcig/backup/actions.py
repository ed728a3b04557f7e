"""Make a copy of the install, prove it, and bring it back into an empty install."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from mcig.accounts.models import User
from mcig.backup import archive, tables
from mcig.backup.archive import FILE_FOLDER, TABLE_FOLDER, Manifest, Writer
from mcig.backup.tables import Table
from mcig.files.storage import walk
from mcig.rules import Broken

MAX_IN_MEMORY = 2**20


def back_up(*, target: Path, recipient: str = "") -> Manifest:
    """Copy database and private files to `target`, encrypted for an age `recipient` when given.

    The database is read as it stood at one moment while people go on working; the files after it, and a
    file never changes, so every file of that moment is in the copy. Raises `Broken` for a wrong recipient,
    `OSError` when the disk is full or the folder is missing; then nothing is left behind.
    """
    manifest = Manifest(made_at=datetime.now(UTC).isoformat(timespec="seconds"), migrations={})
    with archive.writing(target, manifest, recipient) as writer:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            manifest.migrations = _applied()
            manifest.sequences = tables.sequences()
            for table in tables.in_order(tables.tables()):
                _add_table(writer, table)
            referred = set(_referred_files())
        for name in walk(default_storage):
            _add_file(writer, name)
        manifest.missing = sorted(referred - set(manifest.files()))
    return manifest


def _add_table(writer: Writer, table: Table) -> None:
    def write(stream: IO[bytes]) -> None:
        writer.manifest.rows[table.name] = table.write_to(stream)

    writer.add(TABLE_FOLDER + table.name, write)
    writer.manifest.columns[table.name] = list(table.columns)


def _add_file(writer: Writer, name: str) -> None:
    def write(stream: IO[bytes]) -> None:
        with default_storage.open(name, "rb") as stored:
            shutil.copyfileobj(stored, stream)

    writer.add(FILE_FOLDER + name, write)


def verify(*, source: Path, identity: Path | None = None) -> Manifest:
    """Read a whole copy and give its manifest. Raises `Broken` when anything in it is not as it was."""
    with archive.plainly(source, identity) as plain:
        return archive.verify(plain)


def restore(*, source: Path, identity: Path | None = None) -> Manifest:
    """Bring a copy back into an empty install: structure of its time, rows, files; then today's structure.

    The whole copy is proved before anything is touched. Rows are checked against every constraint; their
    triggers rest meanwhile. Raises `Broken` for a damaged copy, one of a newer version, and an install that
    is in use; when the rows cannot be loaded, neither rows nor files remain.
    """
    with archive.plainly(source, identity) as plain:
        manifest = archive.verify(plain)
        _require_known(manifest)
        _require_empty(manifest)
        _migrate_to(manifest)
        written: list[str] = []
        try:
            with transaction.atomic(durable=True):
                _load(plain, manifest, written)
        except BaseException:
            for name in written:
                default_storage.delete(name)
            raise
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def _load(plain: Path, manifest: Manifest, written: list[str]) -> None:
    found = [Table(name, tuple(columns)) for name, columns in manifest.columns.items()]
    if strange := sorted({table.name for table in found} - {table.name for table in tables.tables()}):
        raise Broken(_("La copia no es de fiar: «%(name)s» no le pertenece.") % {"name": strange[0][:100]})
    by_name = {table.name: table for table in found}
    tables.triggers(found, work=False)
    tables.empty(found)
    for name, stream in archive.entries(plain):
        kind, _slash, rest = name.partition("/")
        if f"{kind}/" == TABLE_FOLDER:
            by_name[rest].read_from(stream)
        else:
            written.append(rest)
            _put_back(default_storage, rest, stream)
    tables.check_references()
    tables.triggers(found, work=True)
    tables.set_sequences(manifest.sequences)


def _put_back(storage: Storage, name: str, stream: IO[bytes]) -> None:
    """Store a file under the very name that the database knows; `save` would give it a fresh one.

    It is laid aside first: a bucket goes back in a file, which not every compressed stream lets it do.
    """
    with SpooledTemporaryFile(MAX_IN_MEMORY) as aside:
        shutil.copyfileobj(stream, aside)
        aside.seek(0)
        storage._save(name, File(aside, name))  # type: ignore[attr-defined]


def _applied() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def _steps(manifest: Manifest, loader: MigrationLoader) -> set[tuple[str, str]]:
    """The migrations of the copy, and those that stand for some of them which are all there."""
    found = {(app, name) for app, names in manifest.migrations.items() for name in names}
    return found | {key for key, step in loader.replacements.items() if found.issuperset(step.replaces)}


def _require_known(manifest: Manifest) -> None:
    loader = MigrationLoader(connection)
    steps = _steps(manifest, loader)
    known = set(loader.disk_migrations).union(
        *(step.replaces for key, step in loader.replacements.items() if key in steps)
    )
    if unknown := sorted(steps - known):
        raise Broken(
            _("La copia es de una versión más nueva de la aplicación (%(name)s): instale esa versión.")
            % {"name": ".".join(unknown[0])}
        )


def _require_empty(manifest: Manifest) -> None:
    if "accounts_user" in connection.introspection.table_names() and User.objects.exists():
        raise Broken(
            _("Esta instalación está en uso: una copia solo se recupera en una base de datos vacía.")
        )
    if _has_files():
        raise Broken(_("La carpeta de archivos privados no está vacía: indique otra en FILES_ROOT."))
    loader = MigrationLoader(connection)
    if not set(loader.applied_migrations) <= _steps(manifest, loader):
        raise Broken(
            _("La base de datos tiene ya una estructura más nueva que la copia: use una base de datos vacía.")
        )


def _has_files() -> bool:
    try:
        return next(walk(default_storage), None) is not None
    except Exception as failure:
        # What a bucket raises is its library's own.
        raise Broken(
            _("No se puede leer el almacén de archivos: compruebe FILES_ROOT, o FILES_BUCKET y sus claves.")
        ) from failure


def _migrate_to(manifest: Manifest) -> None:
    """Give the empty database the structure that the copy was made from.

    A copy that has some of the migrations which one stands for, not all, is reached by these themselves.
    """
    executor = MigrationExecutor(connection)
    steps, replacements = _steps(manifest, executor.loader), executor.loader.replacements
    if any(key not in steps and steps.intersection(step.replaces) for key, step in replacements.items()):
        executor.loader = MigrationLoader(connection, replace_migrations=False)
        steps -= set(replacements)
    nodes = steps & set(executor.loader.graph.nodes)
    parents = {key for node in nodes for key in executor.loader.graph.node_map[node].parents}
    leaves = [node for node in nodes if node not in parents]
    executor.migrate(sorted(leaves))


def _referred_files() -> Iterator[str]:
    """The names of all files that rows of the database know."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField):
                rows: Any = model._default_manager.exclude(**{field.name: ""})
                yield from filter(None, rows.values_list(field.name, flat=True))
