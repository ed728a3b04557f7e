"""Jobs whose worker died under them: another worker takes them up again."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)
NAME = "jobs.take_up_stalled"
SILENCE_SECONDS = 60


@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME, lock=NAME)
async def take_up_stalled(timestamp: int) -> None:
    """Queue anew each job whose worker has given no sign of life for a minute.

    A job looks at the database before it acts, so one whose work was done already does nothing now.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS):
        logger.warning("job %s (%s) lost its worker and is taken up again", job.id, job.task_name)
        await app.job_manager.retry_job(job)
