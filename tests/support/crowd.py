"""Fifty people at work: they log in, read, edit, answer and print, each with a browser of their own.

`main` reads the people from standard input, as lines «address code», and prints one JSON object. It runs in
a process of its own and measures the servers alone.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from statistics import median, quantiles
from typing import Any

from tests.support.visitor import Answer, Visitor

PAGES = (
    "/", "/proyectos/", "/proyectos/?q=cuidados", "/proyectos/panorama/", "/reuniones/", "/acuerdos/",
    "/acuerdos/compromisos/", "/integrantes/", "/directorio/", "/agenda-tematica/", "/presidencia/",
    "/buscar/?q=cuidados", "/consultas/", "/cuenta/",
)  # fmt: skip
# Of a hundred steps: what else is done than reading.
EDITS, ANSWERS, PRINTS = 10, 8, 6
THINKING = (1.0, 5.0)  # seconds between two steps of a person
LOGIN_SECONDS = 60.0
MOST_PRINTABLE = 5


@dataclass
class Figures:
    """Seconds by kind of step, and how often each status was answered."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, kind: str, path: str, ask: Callable[[], Answer]) -> Answer | None:
        try:
            answer = ask()
        except (OSError, HTTPException) as error:
            with self.lock:
                self.statuses[f"{kind} {type(error).__name__}"] += 1
            return None
        with self.lock:
            self.seconds.setdefault(kind, []).append(answer.seconds)
            self.statuses[f"{kind} {answer.status}"] += 1
            self.slowest = sorted([*self.slowest, (round(answer.seconds, 3), path)], reverse=True)[:8]
        return answer

    def told(self) -> dict[str, Any]:
        return {
            "statuses": dict(self.statuses),
            "slowest": self.slowest,
            "seconds": {
                kind: {
                    "count": len(took),
                    "median": round(median(took), 4),
                    "p95": round(quantiles(took, n=20)[-1] if len(took) > 1 else took[0], 4),
                    "most": round(max(took), 4),
                }
                for kind, took in self.seconds.items()
            },
        }


class Worker:
    """One person of the crowd, with a project of the own organisation and an invitation to answer."""

    def __init__(self, place: int, site: str, email: str, code: str, meeting: int) -> None:
        self.email, self.code, self.meeting = email, code, meeting
        self.visitor = Visitor(site, f"127.0.2.{place + 1}", patience=30)
        self.luck = random.Random(place)
        self.printable = ["/proyectos/FR-2025-001/ficha.pdf", "/directorio/pdf/"]

    def log_in(self, figures: Figures) -> bool:
        answer = figures.keep("log-in", self.email, lambda: self.visitor.log_in(self.email))
        return answer is not None and answer.status == 302 and self.visitor.cookie("sessionid") != ""

    def step(self, figures: Figures) -> None:
        chance = self.luck.randrange(100)
        if self.code and chance < EDITS:
            self._edit(figures)
        elif self.code and chance < EDITS + ANSWERS:
            self._answer(figures)
        elif chance < EDITS + ANSWERS + PRINTS:
            path = self.luck.choice(self.printable)
            figures.keep("print", path, lambda: self.visitor.get(path))
        else:
            self.read(figures)

    def read(self, figures: Figures) -> None:
        path = self.luck.choice(
            (*PAGES, f"/reuniones/{self.meeting}/", f"/proyectos/{self.code or 'FR-2025-001'}/")
        )
        figures.keep("page", path, lambda: self.visitor.get(path))

    def _edit(self, figures: Figures) -> None:
        path = f"/proyectos/{self.code}/editar/"
        shown = figures.keep("page", path, lambda: self.visitor.get(path))
        if shown is not None and shown.status == 200:
            form = shown.form("general_objective") | {"general_objective": f"(ejemplo) {time.time()}"}
            saved = figures.keep("save", path, lambda: self.visitor.post(path, form))
            if saved is not None and saved.status == 302 and len(self.printable) < MOST_PRINTABLE:
                self.printable += [f"/proyectos/{self.code}/ficha.pdf?estado=borrador"] * 3

    def _answer(self, figures: Figures) -> None:
        path = f"/reuniones/{self.meeting}/responder/"
        shown = figures.keep("page", path, lambda: self.visitor.get(path))
        if shown is not None and shown.status == 200:
            form = shown.form("comment") | {"answer": self.luck.choice(("accepted", "declined"))}
            figures.keep("answer", path, lambda: self.visitor.post(path, form))


def together(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def alone(person: Worker, seconds: float) -> Figures:
    """What the pages cost one person while nobody else is there."""
    figures, end = Figures(), time.monotonic() + seconds
    while time.monotonic() < end:
        person.read(figures)
    return figures


def log_ins(people: list[Worker], within: float) -> Figures:
    """Everybody logs in, spread evenly over `within` seconds."""
    figures = Figures()

    def enter(place: int) -> None:
        time.sleep(place * within / len(people))
        people[place].log_in(figures)

    together([lambda place=place: enter(place) for place in range(len(people))])  # type: ignore[misc]
    return figures


def crowd(people: list[Worker], seconds: float) -> Figures:
    """All of them at work."""
    figures, end = Figures(), time.monotonic() + seconds

    def work(person: Worker) -> None:
        time.sleep(person.luck.uniform(0, THINKING[1]))
        while time.monotonic() < end:
            person.step(figures)
            time.sleep(person.luck.uniform(*THINKING))

    together([lambda each=each: work(each) for each in people])  # type: ignore[misc]
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("site")
    options.add_argument("--seconds", type=float, default=180)
    options.add_argument("--alone", type=float, default=15)
    options.add_argument("--logins", type=float, default=LOGIN_SECONDS * 0.9)
    options.add_argument("--meeting", type=int, required=True)
    chosen = options.parse_args()
    lines = [line.partition(" ")[::2] for line in sys.stdin.read().splitlines()]
    people = [
        Worker(place, chosen.site, email, code, chosen.meeting) for place, (email, code) in enumerate(lines)
    ]
    first = people[0]
    found = {"first": Figures()}
    assert first.log_in(found["first"]), found["first"].told()
    found["alone"] = alone(first, chosen.alone)
    found["log-ins"] = log_ins(people[1:], chosen.logins)
    found["crowd"] = crowd(people, chosen.seconds)
    json.dump({name: each.told() for name, each in found.items()}, sys.stdout)


if __name__ == "__main__":
    main()
