"""The triggers that keep the searched register true, and the functions that they call.

The functions live in the database, so that whoever writes a revision keeps the register: an action, an
import, a copy that is brought back. Stemming is PostgreSQL's Spanish, of the text as written and without
accents: both ways of typing find it, and no extension is needed.
"""

from __future__ import annotations

import pgtrigger

FUNCTIONS = """
CREATE FUNCTION projects_years(since date, until date, months integer) RETURNS smallint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(year::smallint ORDER BY year), '{}') FROM generate_series(
        extract(year FROM coalesce(since, until))::integer,
        extract(year FROM coalesce(until, (since + months * interval '1 month' - interval '1 day')::date,
                                   since))::integer
    ) AS year
$$;

CREATE FUNCTION projects_keep_lists(which bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE projects_registerentry SET
        goals = ARRAY(
            SELECT number FROM projects_revisiongoal WHERE revision_id = which ORDER BY position
        ),
        states = ARRAY(
            SELECT DISTINCT state FROM projects_revisionplace WHERE revision_id = which AND state <> ''
        ),
        names = search_words(concat_ws(
            E'\\n',
            (SELECT string_agg("group" || ' ' || name, E'\\n')
             FROM projects_revisioninstitution WHERE revision_id = which),
            (SELECT string_agg(city, E'\\n') FROM projects_revisionplace WHERE revision_id = which)
        ))
    WHERE revision_id = which
$$;

CREATE FUNCTION projects_keep_entry(which bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO projects_registerentry (
        revision_id, project_id, owner_id, code, is_draft, has_newer, current_number, name, area, area_key,
        theme, status, modality, marker, english, review, updated_on, years, goals, states, words, names
    )
    SELECT
        r.id, p.id, p.owner_id, p.code, r.number IS NULL, false, c.number, r.name, r.thematic_area,
        search_plain(btrim(r.thematic_area)), r.theme, r.status, r.modality, r.marker,
        r.english, r.review, r.updated_on, projects_years(r.start, r."end", r.months), '{}', '{}',
        search_words(concat_ws(
            E'\\n', r.name, r.thematic_area, r.place, r.beneficiaries, r.general_objective,
            array_to_string(r.specific_objectives, E'\\n'), r.description,
            array_to_string(r.results, E'\\n')
        )),
        ''::tsvector
    FROM projects_revision r
    JOIN projects_project p ON p.id = r.project_id
    LEFT JOIN projects_revision c ON c.id = p.current_id
    WHERE r.id = which AND (r.number IS NULL OR p.current_id = r.id)
    ON CONFLICT (revision_id) DO UPDATE SET
        (owner_id, code, is_draft, current_number, name, area, area_key, theme, status, modality, marker,
         english, review, updated_on, years, words) =
        (EXCLUDED.owner_id, EXCLUDED.code, EXCLUDED.is_draft, EXCLUDED.current_number, EXCLUDED.name,
         EXCLUDED.area, EXCLUDED.area_key, EXCLUDED.theme, EXCLUDED.status, EXCLUDED.modality,
         EXCLUDED.marker, EXCLUDED.english, EXCLUDED.review, EXCLUDED.updated_on, EXCLUDED.years,
         EXCLUDED.words)
$$;

CREATE FUNCTION projects_settle(which bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM projects_registerentry e
    USING projects_revision r, projects_project p
    WHERE e.project_id = which AND r.id = e.revision_id AND p.id = which
      AND r.number IS NOT NULL AND p.current_id IS DISTINCT FROM r.id;
    UPDATE projects_registerentry e
    SET has_newer = NOT e.is_draft AND found.drafts, current_number = found.number
    FROM (
        SELECT c.number, EXISTS (
            SELECT 1 FROM projects_revision d WHERE d.project_id = which AND d.number IS NULL
        ) AS drafts
        FROM projects_project p LEFT JOIN projects_revision c ON c.id = p.current_id WHERE p.id = which
    ) AS found
    WHERE e.project_id = which
      AND (e.has_newer, e.current_number) IS DISTINCT FROM (NOT e.is_draft AND found.drafts, found.number)
$$;
"""

WITHOUT_FUNCTIONS = """
DROP FUNCTION projects_settle(bigint);
DROP FUNCTION projects_keep_entry(bigint);
DROP FUNCTION projects_keep_lists(bigint);
DROP FUNCTION projects_years(date, date, integer);
"""

# For rows that were written with triggers off: all of them at once.
REBUILD = """
LOCK TABLE projects_registerentry IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM projects_registerentry;
INSERT INTO projects_registerentry (
    revision_id, project_id, owner_id, code, is_draft, has_newer, current_number, name, area, area_key,
    theme, status, modality, marker, english, review, updated_on, years, goals, states, words, names,
    translated
)
SELECT
    r.id, p.id, p.owner_id, p.code, r.number IS NULL, r.number IS NOT NULL AND d.id IS NOT NULL, c.number,
    r.name, r.thematic_area, search_plain(btrim(r.thematic_area)), r.theme, r.status,
    r.modality, r.marker, r.english, r.review, r.updated_on, projects_years(r.start, r."end", r.months),
    coalesce(goal.numbers, '{}'), coalesce(place.states, '{}'),
    search_words(concat_ws(
        E'\\n', r.name, r.thematic_area, r.place, r.beneficiaries, r.general_objective,
        array_to_string(r.specific_objectives, E'\\n'), r.description, array_to_string(r.results, E'\\n')
    )),
    coalesce(search_words(nullif(concat_ws(E'\\n', who.named, place.cities), '')), ''::tsvector),
    CASE WHEN english.texts IS NULL THEN ''::tsvector ELSE to_tsvector(
        'pg_catalog.english', concat_ws(E'\\n', english.texts, who.names, place.cities)
    ) END
FROM projects_revision r
JOIN projects_project p ON p.id = r.project_id
LEFT JOIN projects_revision c ON c.id = p.current_id
LEFT JOIN projects_revision d ON d.project_id = p.id AND d.number IS NULL
LEFT JOIN (
    SELECT revision_id, array_agg(number ORDER BY position) AS numbers
    FROM projects_revisiongoal GROUP BY revision_id
) AS goal ON goal.revision_id = r.id
LEFT JOIN (
    SELECT revision_id, array_agg(DISTINCT state) FILTER (WHERE state <> '') AS states,
        string_agg(city, E'\\n') AS cities
    FROM projects_revisionplace GROUP BY revision_id
) AS place ON place.revision_id = r.id
LEFT JOIN (
    SELECT revision_id, string_agg("group" || ' ' || name, E'\\n') AS named,
        string_agg(name, E'\\n') AS names
    FROM projects_revisioninstitution GROUP BY revision_id
) AS who ON who.revision_id = r.id
LEFT JOIN (
    SELECT revision_id, string_agg(text, E'\\n') AS texts
    FROM projects_revisiontranslation GROUP BY revision_id
) AS english ON english.revision_id = r.id
WHERE r.number IS NULL OR p.current_id = r.id;
"""

CHANGES = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def keeps_its_entry() -> pgtrigger.Trigger:
    """On revisions: the row of the register follows the revision."""
    return pgtrigger.Trigger(
        name="keeps_its_entry",
        when=pgtrigger.After,
        operation=CHANGES,
        func="""
            IF TG_OP = 'DELETE' THEN
                DELETE FROM projects_registerentry WHERE revision_id = OLD.id;
                PERFORM projects_settle(OLD.project_id);
                RETURN NULL;
            END IF;
            PERFORM projects_settle(NEW.project_id);
            PERFORM projects_keep_entry(NEW.id);
            PERFORM projects_settle(NEW.project_id);
            RETURN NULL;
        """,
    )


def keeps_current_entry() -> pgtrigger.Trigger:
    """On projects: another ficha became current."""
    return pgtrigger.Trigger(
        name="keeps_current_entry",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("current", "owner", "code"),
        func="""
            PERFORM projects_settle(NEW.id);
            PERFORM projects_keep_entry(id) FROM projects_revision
            WHERE project_id = NEW.id AND (number IS NULL OR id = NEW.current_id);
            PERFORM projects_keep_lists(NEW.current_id);
            PERFORM projects_keep_english(NEW.current_id);
            PERFORM projects_settle(NEW.id);
            RETURN NULL;
        """,
    )


def keeps_lists() -> pgtrigger.Trigger:
    """On goals, institutions and places: the lists of the row follow."""
    return pgtrigger.Trigger(
        name="keeps_lists",
        when=pgtrigger.After,
        operation=CHANGES,
        declare=[("part", "RECORD")],
        func="""
            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
            PERFORM projects_keep_lists(part.revision_id);
            PERFORM projects_keep_english(part.revision_id);
            RETURN NULL;
        """,
    )
