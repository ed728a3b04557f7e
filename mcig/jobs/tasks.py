"""Jobs whose worker died under them: another worker takes them up again."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

logger = logging.getLogger(__name__)
NAME = "jobs.take_up_stalled"
SILENCE_SECONDS = 60


# Without a lock: whoever died over this very job would hold it for ever.
@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME)
async def take_up_stalled(timestamp: int) -> None:
    """Queue anew each job whose worker has given no sign of life for a minute.

    A job looks at the database before it acts, so one whose work was done already does nothing now. A run
    of a periodic job whose next one waits already is ended: that one stands for it.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS):
        logger.warning("job %s (%s) lost its worker and is taken up again", job.id, job.task_name)
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
