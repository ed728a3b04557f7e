"""Background jobs of the mesa."""

from __future__ import annotations

from mcig import jobs
from mcig.mesa.middleware import current_mesa
from members.actions import certificates, outcomes, reminders


@jobs.every_minute("members.close_consultations")
def close_consultations(timestamp: int) -> None:
    current_mesa()  # its clock says which day it is
    outcomes.close_due()


@jobs.every_minute("members.watch_consultations")
def watch_consultations(timestamp: int) -> None:
    current_mesa()
    reminders.mark_delivered()
    reminders.remind()
    reminders.remind_of_signatures()


@jobs.task("members.certify")
def certify(consultation_id: int) -> None:
    current_mesa()
    certificates.certify(consultation_id=consultation_id)
