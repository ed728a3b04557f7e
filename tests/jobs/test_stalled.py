"""A job whose worker was killed is done by another one, once."""

from __future__ import annotations

import os
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from procrastinate.contrib.django import app

from mcig.jobs.tasks import take_up_stalled
from mcig.notices.actions import queue
from mcig.notices.models import Message
from mcig.notices.tasks import merge_news

ROOT = Path(__file__).resolve().parents[2]


def work_once(folder: Path) -> None:
    """Let a real worker do what waits, with mail going into `folder`, and end."""
    address = os.environ["DATABASE_URL"].replace("/mcig?", f"/{connection.settings_dict['NAME']}?")
    environment = {"DATABASE_URL": address, "EMAIL_URL": f"filemail://{folder}", "DEMONSTRATION": "0"}
    subprocess.run(
        [sys.executable, "manage.py", "work", "--once"],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )


def leave_to_a_dead_worker() -> None:
    """As it stands a minute after kill -9: what was being done is nobody's, and the clock struck again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 min')"
            " RETURNING id"
        )
        dead = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [dead])
    take_up_stalled.configure().defer(timestamp=60)


def left_undone() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'doing'")
        return {name for (name,) in cursor.fetchall()}


def test_the_clock_strikes_for_it_each_minute() -> None:
    found = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert found[take_up_stalled.name] == "* * * * *"


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_dead_worker_is_taken_up_and_done_once(tmp_path: Path) -> None:
    waiting = queue(EmailMessage("Asunto", "Texto", to=["francia@mcig.example"]))
    leave_to_a_dead_worker()
    for _turn in range(2):  # the second finds nothing more to do
        work_once(tmp_path)
    assert Message.objects.get(pk=waiting.pk).state == "sent"
    sent = [message_from_bytes(path.read_bytes()) for path in tmp_path.glob("*.log")]
    assert [each["To"] for each in sent] == ["francia@mcig.example"]


@pytest.mark.django_db(transaction=True)
def test_periodic_jobs_of_a_dead_worker_hold_up_neither_their_next_run_nor_others(tmp_path: Path) -> None:
    """Their next run waits already, or it is the very job that takes up what the dead left."""
    merge_news.defer(timestamp=0)
    take_up_stalled.configure().defer(timestamp=0)
    waiting = queue(EmailMessage("Asunto", "Texto", to=["francia@mcig.example"]))
    leave_to_a_dead_worker()
    merge_news.defer(timestamp=60)
    work_once(tmp_path)
    assert Message.objects.get(pk=waiting.pk).state == "sent"
    assert left_undone() == set()
