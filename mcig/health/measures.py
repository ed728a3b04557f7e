"""The measures of the install, read from the database when asked for: the same from every process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from mcig.backup import schedule
from mcig.notices.models import Message, MessageState


class Measures(Collector):
    """Collects every measure anew; those of a database that is away are left out, and `mcig_up` is 0."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            found = [family for measure in MEASURES for family in measure()]
        except DatabaseError:
            found = []
        yield GaugeMetricFamily("mcig_up", "Whether the database answers.", value=bool(found))
        yield from found
        yield from files()


def registry() -> CollectorRegistry:
    made = CollectorRegistry()
    made.register(Measures())
    return made


def mail() -> Iterator[GaugeMetricFamily]:
    family = GaugeMetricFamily("mcig_mail_messages", "Messages of the outbox by state.", labels=["state"])
    counted = Message.objects.order_by().values_list("state").annotate(Count("pk"))
    for state, count in counted:
        family.add_metric([state], count)
    yield family
    waiting = Message.objects.filter(state=MessageState.QUEUED)
    oldest = waiting.aggregate(oldest=Min("queued_at"))["oldest"]
    yield _age("mcig_mail_oldest_waiting_seconds", "Age of the oldest message that waits.", oldest)


def jobs() -> Iterator[GaugeMetricFamily]:
    family = GaugeMetricFamily("mcig_jobs", "Background jobs by status.", labels=["status"])
    for status, count in ProcrastinateJob.objects.order_by().values_list("status").annotate(Count("pk")):
        family.add_metric([status], count)
    yield family
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    yield _age("mcig_worker_heartbeat_seconds", "Time since a worker last gave a sign of life.", last)


def database() -> Iterator[GaugeMetricFamily]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    yield GaugeMetricFamily("mcig_database_size_bytes", "Size of the database.", value=size)
    live = Session.objects.filter(expire_date__gt=timezone.now()).count()
    yield GaugeMetricFamily("mcig_sessions", "Sessions that have not expired.", value=live)


def files() -> Iterator[GaugeMetricFamily]:
    if not settings.FILES_BUCKET:
        yield GaugeMetricFamily("mcig_files_free_bytes", "Free space for private files.", value=_free())
    if settings.BACKUP_FOLDER and (made := schedule.made(Path(settings.BACKUP_FOLDER))):
        yield _age("mcig_backup_age_seconds", "Age of the newest copy of the install.", made[0][0])


def _free() -> int:
    try:
        return shutil.disk_usage(settings.MEDIA_ROOT).free
    except OSError:
        return 0


MEASURES: tuple[Callable[[], Iterator[GaugeMetricFamily]], ...] = (mail, jobs, database)


def _age(name: str, words: str, moment: datetime | None) -> GaugeMetricFamily:
    """Seconds since `moment`; 0 when there is none."""
    age = (timezone.now() - moment).total_seconds() if moment else 0
    return GaugeMetricFamily(name, words, value=age)
