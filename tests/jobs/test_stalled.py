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

from mcig.notices.actions import queue
from mcig.notices.models import Message

ROOT = Path(__file__).resolve().parents[2]


def work_once(folder: Path) -> None:
    """Let a real worker do what waits, with mail going into `folder`, and end."""
    address = os.environ["DATABASE_URL"].replace("/mcig?", f"/{connection.settings_dict['NAME']}?")
    environment = {"DATABASE_URL": address, "EMAIL_URL": f"filemail://{folder}", "DEMONSTRATION": "0"}
    subprocess.run(
        [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )


def leave_to_a_dead_worker() -> None:
    """As it stands after kill -9: the job is being done, and its worker says nothing any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 min')"
            " RETURNING id"
        )
        dead = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [dead])


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_dead_worker_is_taken_up_and_done_once(tmp_path: Path) -> None:
    waiting = queue(EmailMessage("Asunto", "Texto", to=["francia@mcig.example"]))
    leave_to_a_dead_worker()
    for _turn in range(3):  # finds it by the clock, does it, finds nothing more to do
        work_once(tmp_path)
    assert Message.objects.get(pk=waiting.pk).state == "sent"
    sent = [message_from_bytes(path.read_bytes()) for path in tmp_path.glob("*.log")]
    assert [each["To"] for each in sent] == ["francia@mcig.example"]
