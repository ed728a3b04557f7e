"""The job that looks whether a copy is due."""

from __future__ import annotations

from django.utils import timezone

from mcig import jobs
from mcig.backup import schedule


@jobs.every_hour("backup.make_due")
def make_due(timestamp: int) -> None:
    schedule.make_due(timezone.now())
