"""Named reads of projects."""

from __future__ import annotations

from projects.queries.documents import attached_to, documents_to_edit
from projects.queries.facets import Facets, facets_of
from projects.queries.finding import ProjectRow, count_of, entries, meant, register, wider
from projects.queries.freshness import FreshnessRow, freshness_rows, review_months, state_of, to_review
from projects.queries.projects import (
    draft_of,
    draft_row,
    history_of,
    issued_ficha,
    own_drafts,
    readable_record,
    revisions_of,
)
from projects.queries.relations import parents_of
from projects.queries.remarks import (
    may_remark,
    may_resolve,
    remarks_on,
    said_about,
    said_to,
    unresolved_count,
    waiting_for_review,
)
from projects.queries.themes import theme_choices, themes_named

__all__ = [
    "Facets",
    "FreshnessRow",
    "ProjectRow",
    "attached_to",
    "count_of",
    "documents_to_edit",
    "draft_of",
    "draft_row",
    "entries",
    "facets_of",
    "freshness_rows",
    "history_of",
    "issued_ficha",
    "may_remark",
    "may_resolve",
    "meant",
    "own_drafts",
    "parents_of",
    "readable_record",
    "register",
    "remarks_on",
    "review_months",
    "revisions_of",
    "said_about",
    "said_to",
    "state_of",
    "theme_choices",
    "themes_named",
    "to_review",
    "unresolved_count",
    "waiting_for_review",
    "wider",
]
