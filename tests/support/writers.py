"""People who write without pause while servers die, and who remember what was acknowledged."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from types import TracebackType
from typing import Self

from tests.support.visitor import LOGIN, Answer, Visitor

PAUSE = 0.2
SAVED = {302, 303}


@dataclass
class Writer:
    """One person and one kind of change. `write` sends the change that carries a mark."""

    name: str
    address: str
    visitor: Visitor
    write: Callable[[Visitor, str], Answer]
    acknowledged: list[str] = field(default_factory=list)
    answers: Counter[int | str] = field(default_factory=Counter)

    def work(self, ended: threading.Event) -> None:
        """Write until `ended`; what was cut off or answered with an error counts as not saved."""
        number = 0
        while not ended.is_set():
            number += 1
            mark = f"{self.name} {number:04d}"
            try:
                answer = self.write(self.visitor, mark)
            except (OSError, HTTPException) as error:
                self.answers[type(error).__name__] += 1
                time.sleep(PAUSE)
                continue
            self.answers[answer.status] += 1
            if answer.status in SAVED and not answer.headers["Location"].startswith(LOGIN):
                self.acknowledged.append(mark)
            time.sleep(PAUSE)


class Writers:
    """All of them at once, from entering the context to leaving it. They are logged in before."""

    def __init__(self, *writers: Writer) -> None:
        self.writers = writers
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=each.work, args=[self._ended]) for each in writers]

    def __enter__(self) -> Self:
        for each in self.writers:
            answer = each.visitor.log_in(each.address)
            assert answer.status == 302, (each.address, answer.status)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def told(self) -> dict[str, dict[int | str, int]]:
        """How often each was answered what, by name."""
        return {each.name: dict(each.answers) for each in self.writers}


class Unsaved(OSError):
    """The page before the change could not be read: nothing was sent."""


def form_of(visitor: Visitor, path: str, field: str) -> dict[str, str]:
    """The form of a page that has this field, as it stands now. Raises `Unsaved` without it."""
    answer = visitor.get(path)
    if answer.status != 200:
        raise Unsaved(answer.status)
    return answer.form(field)


def agenda_line(meeting: int) -> Callable[[Visitor, str], Answer]:
    """Add an item at the desk of a meeting."""
    desk = f"/reuniones/{meeting}/orden-del-dia/"

    def write(visitor: Visitor, mark: str) -> Answer:
        form = form_of(visitor, desk, "text")
        return visitor.post(f"{desk}agregar/", form | {"text": f"{mark} · 5"})

    return write


def ficha_text(code: str) -> Callable[[Visitor, str], Answer]:
    """Save the draft of a project with another general objective."""
    path = f"/proyectos/{code}/editar/"

    def write(visitor: Visitor, mark: str) -> Answer:
        return visitor.post(path, form_of(visitor, path, "general_objective") | {"general_objective": mark})

    return write


def seat_answer(meeting: int) -> Callable[[Visitor, str], Answer]:
    """Answer an invitation for the own seat."""
    path = f"/reuniones/{meeting}/responder/"

    def write(visitor: Visitor, mark: str) -> Answer:
        return visitor.post(path, form_of(visitor, path, "comment") | {"answer": "accepted", "comment": mark})

    return write


def invitation(visitor: Visitor, mark: str) -> Answer:
    """Invite an address of its own: a mail that nobody reviews first."""
    path = "/cuenta/invitaciones/"
    email = f"{mark.replace(' ', '.')}@mcig.example"
    form = form_of(visitor, path, "email")
    return visitor.post(path, form | {"email": email, "name": mark, "language": "es"})
