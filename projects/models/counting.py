"""The functions and triggers that keep the totals of the register, and its English words.

A total is kept as a sum of changes: who publishes adds rows and waits for nobody, and no two people who
publish at once can block each other. `SETTLE` folds the rows into one for each value, `RECOUNT` counts anew.
"""

from __future__ import annotations

import pgtrigger

COUNTED = ("owner", "is_draft", "has_newer", "theme", "area_key", "goals", "states", "years")

# What a row of the register counts for, as it is called below.
_COUNTS = """projects_counted(
    {0}.is_draft, {0}.has_newer, {0}.theme, {0}.area_key, {0}.goals, {0}.states, {0}.years
)"""

FUNCTIONS = """
CREATE FUNCTION projects_counted(
    is_draft boolean, has_newer boolean, theme text, area text,
    goals smallint[], states varchar[], years smallint[]
) RETURNS TABLE (newest boolean, part text, value text) LANGUAGE sql IMMUTABLE AS $$
    SELECT face.newest, found.part, found.value
    FROM (VALUES (true, NOT has_newer), (false, NOT is_draft)) AS face(newest, counts)
    CROSS JOIN (
        SELECT 'theme' AS part, theme AS value
        UNION ALL SELECT 'area', area WHERE area <> ''
        UNION ALL SELECT DISTINCT 'goal', each::text FROM unnest(goals) AS each
        UNION ALL SELECT DISTINCT 'state', each::text FROM unnest(states) AS each
        UNION ALL SELECT DISTINCT 'year', each::text FROM unnest(years) AS each
    ) AS found
    WHERE face.counts
$$;

CREATE FUNCTION projects_keep_english(which bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE projects_registerentry SET translated = found.words
    FROM (
        SELECT CASE WHEN count(*) = 0 THEN ''::tsvector ELSE to_tsvector('pg_catalog.english', concat_ws(
            E'\\n',
            string_agg(text, E'\\n'),
            (SELECT string_agg(name, E'\\n') FROM projects_revisioninstitution WHERE revision_id = which),
            (SELECT string_agg(city, E'\\n') FROM projects_revisionplace WHERE revision_id = which)
        )) END AS words
        FROM projects_revisiontranslation WHERE revision_id = which
    ) AS found
    WHERE revision_id = which AND translated IS DISTINCT FROM found.words
$$;
"""

WITHOUT_FUNCTIONS = """
DROP FUNCTION projects_keep_english(bigint);
DROP FUNCTION projects_counted(boolean, boolean, text, text, smallint[], varchar[], smallint[]);
"""

RECOUNT = f"""
LOCK TABLE projects_registerentry, projects_registertotal IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM projects_registertotal;
INSERT INTO projects_registertotal (owner_id, newest, part, value, number)
SELECT entry.owner_id, counted.newest, counted.part, counted.value, count(*)
FROM projects_registerentry AS entry, {_COUNTS.format("entry")} AS counted
GROUP BY entry.owner_id, counted.newest, counted.part, counted.value;
"""  # noqa: S608 - words of our own

SETTLE = """
LOCK TABLE projects_registertotal IN SHARE ROW EXCLUSIVE MODE;
WITH gone AS (DELETE FROM projects_registertotal RETURNING *)
INSERT INTO projects_registertotal (owner_id, newest, part, value, number)
SELECT owner_id, newest, part, value, sum(number) FROM gone
GROUP BY owner_id, newest, part, value HAVING sum(number) <> 0;
"""

_ADD = f"""
    INSERT INTO projects_registertotal (owner_id, newest, part, value, number)
    SELECT {{0}}.owner_id, counted.newest, counted.part, counted.value, {{1}}
    FROM {_COUNTS} AS counted;
"""  # noqa: S608 - words of our own


def keeps_totals() -> list[pgtrigger.Trigger]:
    """On the rows of the register: the totals follow; a change that counts the same adds nothing."""
    return [
        pgtrigger.Trigger(
            name="counts_made_or_gone",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Delete,
            func=f"""
                IF TG_OP = 'INSERT' THEN {_ADD.format("NEW", 1)}
                ELSE {_ADD.format("OLD", -1)} END IF;
                RETURN NULL;
            """,
        ),
        pgtrigger.Trigger(
            name="counts_changed",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*COUNTED),
            func=f"""
                INSERT INTO projects_registertotal (owner_id, newest, part, value, number)
                SELECT owner, newest, part, value, sum(number) FROM (
                    SELECT NEW.owner_id AS owner, counted.*, 1 AS number
                    FROM {_COUNTS.format("NEW")} AS counted
                    UNION ALL
                    SELECT OLD.owner_id, counted.*, -1 FROM {_COUNTS.format("OLD")} AS counted
                ) AS change
                GROUP BY owner, newest, part, value HAVING sum(number) <> 0;
                RETURN NULL;
            """,  # noqa: S608 - words of our own
        ),
    ]


def keeps_english() -> list[pgtrigger.Trigger]:
    """On translations, once for all that one statement writes: the English words of the row follow."""
    return [
        pgtrigger.Trigger(
            name=f"keeps_english_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**{side: "changed"}),  # type: ignore[no-untyped-call]
            func="""
                PERFORM projects_keep_english(revision_id)
                FROM (SELECT DISTINCT revision_id FROM changed) AS each;
                RETURN NULL;
            """,
        )
        for name, operation, side in (
            ("made", pgtrigger.Insert, "new"),
            ("changed", pgtrigger.Update, "new"),
            ("gone", pgtrigger.Delete, "old"),
        )
    ]
