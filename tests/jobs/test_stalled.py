"""A job whose worker was killed is done by another one, once."""

from __future__ import annotations

import os
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.core.mail import EmailMessage
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext

from mcig import jobs
from mcig.files.actions import accept, check
from mcig.files.tasks import read
from mcig.files.texts import unread
from mcig.health import checks as doctor
from mcig.jobs.tasks import take_up_stalled
from mcig.jobs.worker import tell_the_last_failure
from mcig.notices.actions import queue
from mcig.notices.models import Message
from mcig.notices.tasks import merge_news
from projects.models import Bundle, ImportState
from projects.tasks import apply_import, read_import
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.files import upload
from tests.support.project_imports import taken, word

GIVEN_UP = "La preparación se interrumpió varias veces y no se intentará más."
told: list[int] = []
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
    """As it stands a minute after kill -9: what was being done is nobody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 min')"
            " RETURNING id"
        )
        dead = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [dead])


def leave_to_a_dead_worker_and_the_clock() -> None:
    leave_to_a_dead_worker()
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
    leave_to_a_dead_worker_and_the_clock()
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
    leave_to_a_dead_worker_and_the_clock()
    merge_news.defer(timestamp=60)
    work_once(tmp_path)
    assert Message.objects.get(pk=waiting.pk).state == "sent"
    assert left_undone() == set()


def die_of_it(times: int) -> list[tuple[str, int]]:
    """State and attempts of the one job after so many workers died of it."""
    for _each in range(times):
        leave_to_a_dead_worker()
        async_to_sync(take_up_stalled.func)(timestamp=60)
    return list(ProcrastinateJob.objects.values_list("status", "attempts"))


def test_a_file_that_its_workers_die_of_is_given_up_and_said(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    browser.post(reverse("project-bundle-ask"), {"consulta": "", "tipo": "pdf"})
    bundle = Bundle.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name <> 'projects.make_bundle'")
    assert die_of_it(5) == [("todo", 5)]
    page = browser.get(reverse("project-bundle", args=[bundle.pk])).content.decode()
    assert GIVEN_UP not in page
    assert doctor.finished().passed
    assert die_of_it(1) == [("failed", 6)]
    page = browser.get(reverse("project-bundle", args=[bundle.pk])).content.decode()
    assert GIVEN_UP in page
    assert "Podrá descargar el archivo" not in page
    assert doctor.finished().words == (
        "Tareas que no terminaron en los últimos siete días: 1 (projects.make_bundle)."
    )


def test_an_import_whose_workers_die_says_so_and_leaves_nothing_by_halves(cast: Cast) -> None:
    batch = taken(cast, "ficha.docx", word([("Nombre Proyecto", "Red")]))
    batch.state = ImportState.READING
    batch.save()
    read_import.defer(batch_id=batch.pk)
    die_of_it(6)
    batch.refresh_from_db()
    assert (batch.state, batch.entries.count(), batch.file) == (ImportState.FAILED, 0, None)
    page = cast.client("french").get(batch.get_absolute_url()).content.decode()
    assert "La lectura se interrumpió varias veces y no se intentará más." in page


def test_applying_that_is_given_up_can_be_undone(cast: Cast) -> None:
    batch = taken(cast, "ficha.docx", word([("Nombre Proyecto", "Red")]))
    batch.state = ImportState.APPLYING
    batch.save()
    apply_import.defer(batch_id=batch.pk, user_id=cast.french.pk)
    die_of_it(6)
    page = cast.client("french").get(batch.get_absolute_url()).content.decode()
    assert "Se interrumpió varias veces antes de terminar." in page
    assert reverse("import-undo", args=[batch.pk]) in page


def test_a_file_whose_reading_kills_is_not_begun_again_each_hour(cast: Cast) -> None:
    stored = accept(actor=cast.actor("secretary"), upload=check(upload("nota.txt", b"Hola")))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    read.defer(stored=stored.pk)
    die_of_it(6)
    assert not unread().exists()


def note(number: int) -> None:
    told.append(number)


@jobs.task("tests.fail", given_up=note)
def fail(number: int) -> None:
    raise ZeroDivisionError


def test_only_the_last_failure_of_a_job_is_told(db: None) -> None:
    fail.defer(number=7)
    row = ProcrastinateJob.objects.get()
    for attempts in (0, jobs.ATTEMPTS):
        job = row.procrastinate_job.evolve(attempts=attempts)
        context = JobContext(app=app, job=job, start_timestamp=0, abort_reason=lambda: None)
        with pytest.raises(ZeroDivisionError):
            tell_the_last_failure(lambda: fail(number=7), context, None)
        assert told == ([] if attempts == 0 else [7])
