"""Jobs whose worker died under them: another worker takes them up again."""

from __future__ import annotations

import logging

from asgiref.sync import sync_to_async
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from mcig.jobs.queue import ATTEMPTS, told_of

logger = logging.getLogger(__name__)
NAME = "jobs.take_up_stalled"
SILENCE_SECONDS = 60


# Without a lock: whoever died over this very job would hold it for ever.
@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME)
async def take_up_stalled(timestamp: int) -> None:
    """Queue anew each job whose worker has given no sign of life for a minute.

    A job looks at the database before it acts, so one whose work was done already does nothing now. A run
    of a periodic job whose next one waits already is ended: that one stands for it. A job that was begun
    `ATTEMPTS` times is given up: it may be what its workers died of.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS):
        if job.attempts + 1 >= ATTEMPTS:
            await _end(job)
            continue
        logger.warning("job %s (%s) lost its worker and is taken up again", job.id, job.task_name)
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)


async def _end(job: Job) -> None:
    """Give a job up, once: whoever asked is told before the queue forgets it."""
    await sync_to_async(give_up)(job)
    await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)


def give_up(job: Job) -> None:
    """Say that a job is not begun again: in the log, and as its declaration says to whoever asked for it."""
    logger.error("job %s (%s) ended badly and is not begun again", job.id, job.task_name)
    if tell := told_of(job.task_name):
        # One connector gives the arguments as a dictionary, another as text.
        tell(**ProcrastinateJob.objects.get(pk=job.id).args)
