"""Every change to a project. Each locks the project's row, so that changes follow one another."""

from __future__ import annotations

from projects.actions.alliances import introduce
from projects.actions.drafts import create_project, discard_draft, restore, save_draft, save_record
from projects.actions.freshness import confirm_by_link, confirm_unchanged, prepare_request
from projects.actions.publication import ISSUED_LANGUAGES, needs_review, publish
from projects.actions.publicity import show_to_everybody
from projects.actions.remarks import answer_remark, make_remark, resolve_remark, settle_suggestion
from projects.actions.review import review
from projects.actions.views import forget_view, keep_view

__all__ = [
    "ISSUED_LANGUAGES",
    "answer_remark",
    "confirm_by_link",
    "confirm_unchanged",
    "create_project",
    "discard_draft",
    "forget_view",
    "introduce",
    "keep_view",
    "make_remark",
    "needs_review",
    "prepare_request",
    "publish",
    "resolve_remark",
    "restore",
    "review",
    "save_draft",
    "save_record",
    "settle_suggestion",
    "show_to_everybody",
]
