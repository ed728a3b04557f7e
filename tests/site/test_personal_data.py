"""docs/personal-data.md tells of every column about people: what it is, why it is kept and for how long."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

TOLD = Path(settings.ROOT) / "docs" / "personal-data.md"
# Columns that say who somebody is, or where they were, whatever table they stand in.
PERSONAL = re.compile(
    r"email|phone|spoken_by|present_name|contact_\w+|sender|recipients|user_agent|ip|network"
)
KINDS = (models.EmailField, models.GenericIPAddressField)


def personal_columns() -> set[str]:
    found = set()
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model") or model._meta.proxy or not model._meta.managed:
            continue  # history is told as a whole
        columns = {column.name: column for column in model._meta.concrete_fields}
        about_people = any(isinstance(column, models.EmailField) for column in columns.values())
        for name, column in columns.items():
            if isinstance(column, KINDS) or PERSONAL.fullmatch(name) or (about_people and name == "name"):
                found.add(f"{model.__name__}.{name}")
    return found


def test_every_field_about_people_is_told() -> None:
    text = TOLD.read_text(encoding="utf-8")
    table = text.split("## Why it is kept, and how long", 1)[1].split("\n## ", 1)[0]
    assert sorted(personal_columns() - set(re.findall(r"`(\w+\.\w+)`", table))) == []
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ") and "`" in line]
    assert [row[0] for row in rows if len(row) != 3 or not all(cell.strip() for cell in row)] == []
