"""What must be right before the first request: otherwise the web server does not start, and says why."""

from __future__ import annotations

from django.core.checks import ERROR, Tags, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def refuse_unsafe_start() -> None:
    """Raise `SystemExit` with one sentence for each unsafe setting, undeclared URL or missing migration.

    A database that is away does not keep the server from starting: it answers 503 until it is back.
    """
    reasons = [
        f"{found.msg} {found.hint or ''}".strip()
        for found in run_checks(tags=[Tags.security, Tags.urls])
        if found.level >= ERROR
    ]
    if not reasons and _migrations_are_missing():
        reasons = [
            "La base de datos no está al día. Ejecute «manage.py migrate» antes de iniciar el servicio."
        ]
    if reasons:
        raise SystemExit("El servicio no se inicia.\n" + "\n".join(reasons))


def _migrations_are_missing() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return False
    finally:
        connection.close()
