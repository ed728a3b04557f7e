"""Named reads of projects."""

from __future__ import annotations

from projects.queries.freshness import FreshnessRow, freshness_rows, state_of, to_review
from projects.queries.projects import (
    ProjectRow,
    draft_of,
    draft_row,
    history_of,
    issued_ficha,
    own_drafts,
    readable_record,
    register,
    revisions_of,
)
from projects.queries.remarks import (
    may_remark,
    may_resolve,
    remarks_on,
    said_about,
    unresolved_count,
    waiting_for_review,
)

__all__ = [
    "FreshnessRow",
    "ProjectRow",
    "draft_of",
    "draft_row",
    "freshness_rows",
    "history_of",
    "issued_ficha",
    "may_remark",
    "may_resolve",
    "own_drafts",
    "readable_record",
    "register",
    "remarks_on",
    "revisions_of",
    "said_about",
    "state_of",
    "to_review",
    "unresolved_count",
    "waiting_for_review",
]
