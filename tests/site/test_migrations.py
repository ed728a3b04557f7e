"""An upgrade can be taken back, or its migration says why not."""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader

# Migrations that cannot be undone, each with its reason. There are none.
FINAL: dict[str, str] = {}


def test_every_migration_can_be_reversed_or_says_why_not() -> None:
    ours = {
        f"{app}.{name}": migration
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if migration.__module__.split(".")[0] in {"mcig", "members", "agenda", "projects"}
    }
    assert len(ours) > 50
    final = {
        name
        for name, migration in ours.items()
        if not all(operation.reversible for operation in migration.operations)
    }
    assert final == set(FINAL)
