"""Letters compared by the database, where it has `pg_trgm`: words that are typed wrong are found by it."""

from __future__ import annotations

from django.db import connection

# Whoever may not make an extension, or lacks it, migrates all the same and compares fewer names.
MAKE = """
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX IF NOT EXISTS entry_name_letters
        ON projects_registerentry USING gin (search_plain(name) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'pg_trgm is not there: words typed wrong are looked for in the first projects only';
END
$$;
"""

WITHOUT = "DROP INDEX IF EXISTS entry_name_letters;"


def compares_letters() -> bool:
    """Whether the database compares letters. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('entry_name_letters') IS NOT NULL")
        return bool(cursor.fetchone()[0])
