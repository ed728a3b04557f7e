"""Many who print at once: pages go on, what does not fit is said, and no memory is kept."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.drills.conftest import Prepared
from tests.support.service import Service
from tests.support.visitor import Answer, Visitor

pytestmark = pytest.mark.drill

PAGE, PRINT = "/proyectos/", "/directorio/pdf/"
REQUESTS, PRINTS = (int(each) for each in os.environ.get("MEMORY", "10000,1000").split(","))
AT_WORK = 4
GROWTH = 1.10


def printed_anew(install: Service, visitor: Visitor) -> Answer:
    """A document that was never printed before: the same one would be handed out again."""
    with psycopg.connect(install.children.environment["DATABASE_URL"]) as connection:
        connection.execute("UPDATE mesa_mesa SET name = %s", [f"Mesa {uuid4()} (ejemplo)"])
    return visitor.get(PRINT)


def print_patiently(install: Service, visitor: Visitor, printed: Counter[int]) -> None:
    """As often as it takes: who finds the queue full is told when to come again."""
    while (answer := printed_anew(install, visitor)).status == 503:
        printed[503] += 1
        assert answer.headers["Retry-After"] == "15"
        assert "Hay otros documentos en preparación" in answer.text
        time.sleep(15)
    printed[answer.status] += 1


def at_once(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def people(install: Service, prepared: Prepared, count: int) -> list[Visitor]:
    """So many signed-in people; those whose mandate asks for a second factor first are left out."""
    found: list[Visitor] = []
    ordinary = [each for each in prepared.accounts if each.startswith(("otra.", "suplente."))]
    for place, address in enumerate(ordinary):
        if len(found) < count:
            visitor = install.visitor(f"127.0.4.{place + 1}")
            assert visitor.log_in(address).status == 302
            if visitor.get(PAGE).status == 200:
                found.append(visitor)
    assert len(found) == count
    return found


def test_twenty_who_print_at_once_starve_no_page(install: Service, prepared: Prepared) -> None:
    install.start_proxy(install.start_web())
    everybody = people(install, prepared, 20)
    reader = install.visitor()
    assert reader.log_in("francia@mcig.example").status == 302
    for _warm in range(4):
        assert printed_anew(install, everybody[0]).status == 200
    alone = sorted(reader.get(PAGE).seconds for _each in range(20))

    printed: Counter[int] = Counter()
    ended = threading.Event()
    beside: list[float] = []

    def read() -> None:
        while not ended.is_set():
            answer = reader.get(PAGE)
            assert answer.status == 200
            beside.append(answer.seconds)

    reading = threading.Thread(target=read)
    reading.start()
    at_once([lambda each=each: print_patiently(install, each, printed) for each in everybody])  # type: ignore[misc]
    ended.set()
    reading.join()
    beside.sort()
    middle = beside[len(beside) // 2]
    print(f"\n  printed {dict(printed)}; {len(beside)} pages beside them: median {middle:.3f} s,")
    print(f"  at most {beside[-1]:.3f} s; alone {alone[10]:.3f} s")
    assert set(printed) <= {200, 503}
    assert printed[200] == len(everybody)
    assert beside[int(len(beside) * 0.95)] <= max(1.0, 8 * alone[10])


def below(pid: int) -> Iterator[int]:
    """The processes that a process started, and theirs."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield int(child)
            yield from below(int(child))


def resident(install: Service) -> int:
    """The private memory of the web server's processes and of those that print, in bytes."""
    found = 0
    for child in below(install.webs[0].pid):
        lines = Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()
        found += sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return found * 1024


def test_memory_stays_where_the_first_tenth_left_it(install: Service, prepared: Prepared) -> None:
    """Without the replacement of old processes that the shipped configuration adds on top."""
    install.start_proxy(install.start_web(GUNICORN_CMD_ARGS="--max-requests 0"))
    everybody = people(install, prepared, 20)
    printed: Counter[int] = Counter()
    taken: list[int] = []

    def work(some: list[Visitor]) -> None:
        for each in range(REQUESTS // 10 // AT_WORK):
            prints, rest = divmod(each, REQUESTS // PRINTS)
            # Each prints in turn: nobody more than an account may in a minute.
            visitor = some[(prints + rest) % len(some)]
            assert visitor.get(PAGE).status == 200
            if rest == 0:
                print_patiently(install, visitor, printed)

    for tenth in range(10):
        at_once([lambda some=everybody[each::AT_WORK]: work(some) for each in range(AT_WORK)])  # type: ignore[misc]
        taken.append(resident(install))
        print(f"  tenth {tenth + 1}: {taken[-1] / 2**20:.0f} MB, printed {dict(printed)}")
    assert set(printed) <= {200, 503}
    assert printed[200] >= PRINTS
    assert taken[-1] <= taken[0] * GROWTH
