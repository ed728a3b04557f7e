"""Plain rules of projects and their fichas: values, limits, sense and comparison. No Django."""

from __future__ import annotations

from mcig.dates import PartialDate, Precision, read_date, read_period, write_date
from mcig.words import fold
from projects.rules.compare import Difference, differences, field_texts
from projects.rules.duration import DeclaredDuration, months_text, read_duration, read_months
from projects.rules.ficha import LABELS, ROWS, Ficha, Goal, Institution, Status, institution_groups
from projects.rules.goals import GOALS, GOALS_EN
from projects.rules.life import TRANSITIONS, WITHOUT_REVIEW, Event, RevisionState, Turn, after, turn
from projects.rules.limits import COUNTS, LIMITS, MAX_MONTHS, check, missing_for_publication
from projects.rules.rows import (
    TITLE,
    Group,
    Numbered,
    Paragraph,
    Part,
    Row,
    duration_text,
    footer_text,
    form_rows,
    row_text,
)
from projects.rules.sense import (
    FRESH_MONTHS,
    TITLE_WORDS,
    SenseWarning,
    expected_end,
    months_between,
    warnings,
)

__all__ = [
    "COUNTS",
    "FRESH_MONTHS",
    "GOALS",
    "GOALS_EN",
    "LABELS",
    "LIMITS",
    "MAX_MONTHS",
    "ROWS",
    "TITLE",
    "TITLE_WORDS",
    "TRANSITIONS",
    "WITHOUT_REVIEW",
    "DeclaredDuration",
    "Difference",
    "Event",
    "Ficha",
    "Goal",
    "Group",
    "Institution",
    "Numbered",
    "Paragraph",
    "Part",
    "PartialDate",
    "Precision",
    "RevisionState",
    "Row",
    "SenseWarning",
    "Status",
    "Turn",
    "after",
    "check",
    "differences",
    "duration_text",
    "expected_end",
    "field_texts",
    "fold",
    "footer_text",
    "form_rows",
    "institution_groups",
    "missing_for_publication",
    "months_between",
    "months_text",
    "read_date",
    "read_duration",
    "read_months",
    "read_period",
    "row_text",
    "turn",
    "warnings",
    "write_date",
]
