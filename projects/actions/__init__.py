"""Every change to a project. Each locks the project's row, so that changes follow one another."""

from __future__ import annotations

from projects.actions.drafts import create_project, discard_draft, restore, save_draft, save_record
from projects.actions.publication import ISSUED_LANGUAGES, publish

__all__ = [
    "ISSUED_LANGUAGES",
    "create_project",
    "discard_draft",
    "publish",
    "restore",
    "save_draft",
    "save_record",
]
