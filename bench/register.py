"""The register of projects at very different sizes: found, counted, drawn and exported."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.test import Client
from django.test.utils import override_settings

from agenda.models import Theme
from bench.measure import Line, medians, milliseconds, wall
from bench.memory import MEGABYTE, alone
from mcig.access import actor_for
from mcig.accounts.models import User
from projects import exports, queries
from projects.models import Revision
from projects.models.counting import RECOUNT
from projects.models.keeping import REBUILD
from projects.queries.alliances import alliances
from projects.queries.overview import totals
from projects.rules.finding import Filter
from projects.rules.record import STATES
from tests.support.cast import TODAY, Cast, assemble, sign_in

FEW = 1_000
# In one project of a thousand.
RARE = "cempasúchil"
WORDS = (  # noqa: SIM905 - read as a sentence
    "cuidados municipios economía mediadoras violencia digital rural indígenas salud educación justicia "
    "empresas jóvenes migrantes agua bosques semillas artesanas ciencia deporte vivienda transporte"
).split()

_FILL = """
WITH made AS (
    INSERT INTO projects_project (code, owner_id, version, created_at, is_public)
    SELECT
        'B' || lpad(n::text, 8, '0'), (%(owners)s::bigint[])[1 + abs(hashint4(n::integer)) %% 3],
        1, now(), false
    FROM generate_series(%(since)s::bigint, %(until)s) AS n
    RETURNING id, substr(code, 2)::integer AS n
), revised AS (
    INSERT INTO projects_revision (
        project_id, number, review, name, thematic_area, place, beneficiaries, duration, months, start,
        start_precision, end_precision, status, general_objective, specific_objectives, description, results,
        updated_on, modality, contact_name, contact_email, contact_phone, purpose_code, marker, currency,
        english, amounts_note, saved_at, published_at, published_by_id, capacity, data, theme
    )
    SELECT
        id, 1, 'published',
        'Red de ' || (%(words)s::text[])[1 + n %% 22] || ' y ' || (%(words)s::text[])[1 + (n / 22) %% 22],
        (ARRAY['Educación', 'Desarrollo social', 'Igualdad de género', 'Gobernabilidad'])[1 + n %% 4],
        'México', '', '', 12 + n %% 24, date '2020-01-01' + (n %% 1800)::integer, 'day', '',
        (ARRAY['implementation', 'closing', 'concluded'])[1 + n %% 3],
        'Fortalecer ' || (%(words)s::text[])[1 + (n / 7) %% 22] || ' en comunidades.', '{}',
        'Proyecto inventado para medir: ' || (%(words)s::text[])[1 + (n / 3) %% 22] || ', '
        || (%(words)s::text[])[1 + (n / 5) %% 22] || CASE WHEN n %% 1000 = 0 THEN %(rare)s ELSE '' END,
        '{}', date '2024-03-01' - (n %% 500)::integer,
        (ARRAY['bilateral', 'triangular', ''])[1 + n %% 3], '', '', '', '15170',
        (ARRAY['', '0', '1', '2'])[1 + n %% 4], '', 'missing', '', now(), now(), %(author)s, '', '{}',
        (%(themes)s::text[])[1 + n %% 9]
    FROM made
    RETURNING id, project_id
)
SELECT count(*) FROM revised
"""
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = 'projects_registerentry' AND indexname LIKE 'entry\\_%'
    AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
_LISTS = """
UPDATE projects_project p SET current_id = r.id FROM projects_revision r
    WHERE r.project_id = p.id AND p.current_id IS NULL;
INSERT INTO projects_revisiongoal (revision_id, position, number, text)
    SELECT id, 1, 5, '' FROM projects_revision r
    WHERE NOT EXISTS (SELECT 1 FROM projects_revisiongoal g WHERE g.revision_id = r.id);
INSERT INTO projects_revisionplace (revision_id, position, country, state, city)
    SELECT r.id, 1, 'MX', (%(states)s::text[])[1 + r.id %% 32], '' FROM projects_revision r
    WHERE NOT EXISTS (SELECT 1 FROM projects_revisionplace g WHERE g.revision_id = r.id);
"""


def fill(cast: Cast, since: int, until: int) -> None:
    """Published projects numbered from `since` to `until`, the same at every run."""
    values: dict[str, Any] = {
        "owners": [cast.chile.pk, cast.germany.pk, cast.france.pk],
        "words": WORDS,
        "rare": f" {RARE}",
        "author": cast.secretary.pk,
        "states": list(STATES),
        "themes": ["", *_themes()],
        "since": since,
        "until": until,
    }
    with connection.cursor() as cursor:
        # The rows are written at once, and their register after them, as after a copy is brought back; of
        # many rows an index is made in a fraction of the time that it takes to keep it row by row.
        cursor.execute("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'")
        cursor.execute(_INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(_FILL, values)
        cursor.execute(_LISTS, values)
        cursor.execute(REBUILD)
        cursor.execute(RECOUNT)
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT; RESET maintenance_work_mem")
        cursor.execute("VACUUM ANALYZE")


def _themes() -> list[str]:
    """Eight themes of the agenda, by slug."""
    slugs = [f"tema-{number}" for number in range(1, 9)]
    for slug in slugs:
        new = {"name": f"Tema {slug[-1]}", "validity": DateRange(None, None)}
        Theme.objects.get_or_create(slug=slug, defaults=new)
    return slugs


def lines(rounds: int, many: int) -> Iterator[Line]:
    """All lines about the register; needs a `pages.database()` of its own, which it fills."""
    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        cast = assemble()
        yield from _lines(cast, rounds, many)
        yield _exported(cast, many)


def _lines(cast: Cast, rounds: int, many: int) -> Iterator[Line]:
    """At `FEW` projects and then at `many`."""
    fill(cast, 1, FEW)
    few = medians(_subjects(cast, FEW), rounds=rounds, clock=wall)
    began = time.perf_counter()
    fill(cast, FEW + 1, many)
    filled = time.perf_counter() - began
    note = f"{filled:.0f} s"
    yield Line(f"register filled up to {many} projects", filled / many * 1e6, 1000, "s / 10⁶", note=note)
    most = medians(_subjects(cast, many), rounds=rounds, clock=wall)
    at = f"at {many} projects"
    note = milliseconds(few=few["page"], many=most["page"])
    yield Line(f"page of the register {at} against {FEW}", most["page"] / few["page"], 1.5, "×", note=note)
    note = milliseconds(first=most["first"], deep=most["deep"])
    yield Line(f"deep page against the first {at}", most["deep"] / most["first"], 2, "×", note=note)
    note = milliseconds(index=most["search"], icontains=most["icontains"])
    ratio = most["search"] / most["icontains"]
    yield Line(f"a rare word against icontains {at}", ratio, 1 / 5, "×", note=note)
    for name, subject, goal in (
        ("search of a rare word", "search", 50),
        ("facets, capped", "facets", 50),
        ("map, charts and matrix", "totals", 20),
        ("possible alliances", "alliances", 500),
    ):
        yield Line(f"{name} {at}", most[subject] * 1000, goal, "ms", note=milliseconds(few=few[subject]))


def _subjects(cast: Cast, count: int) -> dict[str, Callable[[], object]]:
    actor = cast.actor("chilean")
    client = sign_in(Client(), cast.chilean)
    rare = Filter(words=RARE)
    late = f"B{count - 100:08d}"
    return {
        "page": lambda: client.get("/proyectos/").content,
        "first": lambda: queries.register(actor, Filter()),
        "deep": lambda: queries.register(actor, Filter(), after=late),
        "search": lambda: queries.register(actor, rare),
        "icontains": _plain_search,
        "facets": lambda: queries.facets_of(actor, Filter()),
        "totals": lambda: totals(actor, Filter()),
        "alliances": lambda: alliances(actor, Filter()),
    }


def _plain_search() -> list[Any]:
    """What the same search costs without an index."""
    found = Revision.objects.filter(Q(name__icontains=RARE) | Q(description__icontains=RARE))
    return list(found.order_by("project__code").values_list("project__code")[:26])


def _exported(cast: Cast, many: int) -> Line:
    """The memory of a process that writes every project as XLSX, beside one that writes ten."""
    account = cast.chilean.pk
    _nothing, small = alone(_export, account, "B0000001")
    # By the beginning of their codes: a hundred thousand of them, less one.
    _nothing, large = alone(_export, account, "B000")
    count = min(many, 99_999)
    note = f"ten projects {small / MEGABYTE:.0f} MB"
    return Line(f"XLSX of {count} projects, memory of the process", large / MEGABYTE, 200, "MB", note=note)


def _export(account: int, words: str) -> None:
    actor = actor_for(User.objects.get(pk=account), TODAY)
    with tempfile.TemporaryFile() as target:
        exports.write("xlsx", target, actor=actor, wanted=Filter(words=words))
