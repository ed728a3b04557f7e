"""Plain rules of projects and their fichas: values, limits, sense and comparison. No Django."""

from __future__ import annotations

from projects.rules.dates import PartialDate, Precision, read_date, read_period, write_date
from projects.rules.ficha import LABELS, ROWS, Ficha, Goal, Institution, Status, institution_groups
from projects.rules.goals import GOALS, GOALS_EN
from projects.rules.limits import COUNTS, LIMITS, MAX_MONTHS, check, missing_for_publication

__all__ = [
    "COUNTS",
    "GOALS",
    "GOALS_EN",
    "LABELS",
    "LIMITS",
    "MAX_MONTHS",
    "ROWS",
    "Ficha",
    "Goal",
    "Institution",
    "PartialDate",
    "Precision",
    "Status",
    "check",
    "institution_groups",
    "missing_for_publication",
    "read_date",
    "read_period",
    "write_date",
]
