"""The two functions by which texts become searched words."""

from __future__ import annotations

from django.db import migrations

# While an index is built PostgreSQL looks for functions in its own schema only: `search_words` calls no other.
FUNCTIONS = """
CREATE FUNCTION search_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(lower($1), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc')
$$;

CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('pg_catalog.spanish', $1) || to_tsvector(
        'pg_catalog.spanish',
        translate(
            lower(regexp_replace($1, '\\m([[:alpha:]])\\.(?=[[:alpha:]]\\M)', '\\1', 'g')),
            'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc'
        )
    )
$$;
"""

WITHOUT_FUNCTIONS = """
DROP FUNCTION search_words(text);
DROP FUNCTION search_plain(text);
"""


class Migration(migrations.Migration):
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(FUNCTIONS, WITHOUT_FUNCTIONS)]
