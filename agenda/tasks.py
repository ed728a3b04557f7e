"""Background jobs of the agenda."""

from __future__ import annotations

from agenda.actions import commitment_reminders, documents, issuing, joining, reminders, replies
from mcig import jobs
from mcig.mesa.middleware import current_mesa

REPLIES_EVERY = 5  # minutes


@jobs.every_minute("agenda.remind_of_commitments")
def remind_of_commitments(timestamp: int) -> None:
    current_mesa()  # its clock says which day it is
    commitment_reminders.remind()


@jobs.task("agenda.issue_minutes")
def issue_minutes(minutes_id: int) -> None:
    current_mesa()
    documents.issue_minutes(minutes_id=minutes_id)


@jobs.task("agenda.issue_agenda")
def issue_agenda(version_id: int) -> None:
    current_mesa()
    issuing.issue_documents(version_id=version_id)


@jobs.every_minute("agenda.remind")
def remind(timestamp: int) -> None:
    current_mesa()  # its clock says which day it is
    reminders.remind()
    reminders.remind_of_polls()


def give_up_folder(folder_id: int) -> None:
    joining.give_up(folder_id=folder_id)


@jobs.task("agenda.make_folder", given_up=give_up_folder)
def make_folder(folder_id: int) -> None:
    current_mesa()
    joining.make(folder_id=folder_id)


@jobs.every_night("agenda.forget_folders")
def forget_folders(timestamp: int) -> None:
    joining.forget_old()


@jobs.every_minute("agenda.read_replies")
def read_replies(timestamp: int) -> None:
    """Every five minutes: a mail server counts how often somebody logs in."""
    if timestamp // 60 % REPLIES_EVERY == 0:
        current_mesa()
        replies.read_replies()
