"""How often each value stands among what was found: one question to the database, whatever is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils.translation import get_language

from mcig.access import Actor
from projects.models.register import RegisterEntryQuerySet
from projects.queries.freshness import review_months
from projects.rules.finding import DRAFT, NOT_SCREENED, PENDING, PUBLISHED, WITHOUT, Filter, latest_news
from projects.rules.freshness import ENDED, Freshness
from projects.rules.translation import English

COLUMNS = (
    "owner_id",
    "theme",
    "area",
    "area_key",
    "goals",
    "marker",
    "status",
    "modality",
    "states",
    "years",
    "updated_on",
    "english",
    "is_draft",
    "current_number",
)

# Of each part its values, their words where the database knows them, and how many there are.
_FOUND = """
WITH more AS MATERIALIZED ({found}), found AS MATERIALIZED (SELECT * FROM more LIMIT %(most)s)
SELECT '', '', '', count(*) FROM more
UNION ALL SELECT 'area', area_key, min(area), count(*) FROM found GROUP BY area_key
UNION ALL SELECT 'goal', goal::text, '', count(*)
FROM found, LATERAL (SELECT DISTINCT unnest(goals) AS goal) AS each GROUP BY goal
UNION ALL SELECT 'state', state, '', count(*)
FROM (SELECT unnest(states) AS state FROM found) AS each GROUP BY state
UNION ALL SELECT 'year', year::text, '', count(*)
FROM (SELECT unnest(years) AS year FROM found) AS each GROUP BY year
"""
_FACETS = """
UNION ALL
SELECT 'member', owner.code,
    coalesce(CASE WHEN %(in_english)s THEN nullif(named.name_en, '') END, named.name), counted.number
FROM (SELECT owner_id, count(*) AS number FROM found GROUP BY 1) AS counted
FULL JOIN (SELECT id FROM members_organisation WHERE code = %(member)s) AS chosen ON chosen.id = owner_id
JOIN members_organisation AS owner ON owner.id = coalesce(owner_id, chosen.id)
LEFT JOIN members_organisationname AS named
    ON named.organisation_id = owner.id AND named.validity @> %(today)s::date
UNION ALL
SELECT 'theme', counted.theme, CASE WHEN %(in_english)s THEN coalesce(nullif(named.name_en, ''), named.name)
    ELSE named.name END, counted.number
FROM (SELECT theme, count(*) AS number FROM found GROUP BY 1 UNION ALL SELECT %(theme)s, NULL) AS counted
LEFT JOIN agenda_theme AS named ON named.slug = counted.theme
UNION ALL SELECT 'marker', marker, '', count(*) FROM found GROUP BY marker
UNION ALL SELECT 'status', status, '', count(*) FROM found GROUP BY status
UNION ALL SELECT 'modality', modality, '', count(*) FROM found GROUP BY modality
UNION ALL SELECT 'freshness', CASE WHEN status = ANY(%(ended)s) THEN %(over)s
    WHEN updated_on IS NULL OR updated_on <= %(late)s::date THEN %(is_late)s
    WHEN updated_on <= %(due)s::date THEN %(is_due)s ELSE %(is_fresh)s END AS stands, '', count(*)
FROM found WHERE NOT is_draft GROUP BY stands
UNION ALL SELECT 'english', %(pending)s, '', count(*) FROM found WHERE english <> %(complete)s
UNION ALL SELECT 'sheet', %(published)s, '', count(current_number) FROM found
UNION ALL SELECT 'sheet', %(draft)s, '', count(*) FROM found WHERE is_draft
"""


@dataclass(slots=True)
class Counted:
    """How many were found as far as they were counted, of each part its values, and words for some."""

    number: int = 0
    values: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    words: dict[tuple[str, str], str] = field(default_factory=dict)


def counted(actor: Actor, found: RegisterEntryQuerySet, wanted: Filter, most: int) -> Counted:
    """What stands among the first `most` that were found; `number` is one more where there are more.

    The words for what is chosen are there even where nothing was found. One query, none for who sees nothing.
    """
    result = Counted()
    for part, value, words, number in ask(found, most, _FACETS, _parameters(actor, wanted)):
        if not part:
            result.number = number
            continue
        shown = value or {"theme": WITHOUT, "marker": NOT_SCREENED}.get(part, "")
        if number and shown:
            result.values[part][shown] = number
        if words:
            result.words[part, shown] = words
    return result


def ask(
    found: RegisterEntryQuerySet, most: int, parts: str, parameters: dict[str, Any]
) -> list[tuple[str, str, str, int]]:
    """Part, value, words and number of areas, goals, states, years and `parts` among the first `most` found.

    The empty part says how many were found, one more where there are more. One query, none for who sees
    nothing.
    """
    try:
        chosen, values = found.order_by().values_list(*COLUMNS)[: most + 1].query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        # The inner question has its own places for values: it is written out before ours are named.
        inner = cursor.mogrify(chosen, values).replace("%", "%%")
        cursor.execute(_FOUND.replace("{found}", inner) + parts, {"most": most, **parameters})
        rows: list[tuple[str, str, str, int]] = cursor.fetchall()
    return rows


def _parameters(actor: Actor, wanted: Filter) -> dict[str, Any]:
    months = review_months()
    return {
        "in_english": get_language() == "en",
        "today": actor.on,
        "member": wanted.member,
        "theme": wanted.theme,
        "ended": [each.value for each in ENDED],
        "late": latest_news(Freshness.LATE, actor.on, months)[1],
        "due": latest_news(Freshness.DUE, actor.on, months)[1],
        "over": Freshness.ENDED.value,
        "is_late": Freshness.LATE.value,
        "is_due": Freshness.DUE.value,
        "is_fresh": Freshness.FRESH.value,
        "pending": PENDING,
        "complete": English.COMPLETE.value,
        "published": PUBLISHED,
        "draft": DRAFT,
    }
