"""Workers for tests."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone


def a_worker_lives() -> None:
    """A worker has just given a sign of life."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now()])
