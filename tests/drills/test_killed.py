"""Web servers, workers and PostgreSQL are killed while people write: what was acknowledged is there."""

from __future__ import annotations

import time
from collections import Counter
from email.message import Message
from typing import Any

import psycopg
import pytest

from tests.drills.conftest import Prepared
from tests.support import writers
from tests.support.service import Service, kill, wait_for
from tests.support.writers import Writer, Writers

pytestmark = pytest.mark.drill

CONVENED = "SELECT id FROM agenda_meeting WHERE state = 'convened' ORDER BY id"
DRAFT = "SELECT id FROM agenda_meeting WHERE state = 'draft' ORDER BY id"
# Where a mark must be found again: the row itself, or one of the states that its history keeps.
KEPT = {
    "agenda": "SELECT title FROM agenda_item",
    "ficha": "SELECT general_objective FROM projects_revisionevent",
    "respuesta": "SELECT comment FROM agenda_meetingseatevent",
    "invitacion": "SELECT name FROM accounts_invitation",
}
MESSAGES = "SELECT message_id, state FROM notices_message"
LEFT = "SELECT count(*) FROM notices_message WHERE state IN ('queued', 'sending')"
UNDONE = """SELECT count(*) FROM procrastinate_jobs
            WHERE status IN ('todo', 'doing') AND task_name = 'notices.deliver'"""
BEGUN = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND task_name = 'notices.deliver'"
SETTLING = 240  # seconds: a dead worker is silent for one minute, a message may be under way for two


def rows(install: Service, query: str) -> list[Any]:
    with psycopg.connect(install.children.environment["DATABASE_URL"]) as connection:
        return connection.execute(query).fetchall()


def count(install: Service, query: str) -> int:
    return int(rows(install, query)[0][0])


def people(install: Service) -> Writers:
    """Eleven people: at the desk, at their fichas, answering a convocation, inviting."""
    convened, draft = count(install, CONVENED), count(install, DRAFT)
    desk, answer = writers.agenda_line(draft), writers.seat_answer(convened)
    found = [("agenda", each, desk) for each in ("secretaria", "chile")]
    found += [("respuesta", each, answer) for each in ("canada", "otra.uy", "otra.br", "otra.se")]
    for each, code in (("francia", "FR"), ("suplente.es", "ES"), ("suplente.gb", "GB"), ("otra.nl", "NL")):
        found.append(("ficha", each, writers.ficha_text(f"{code}-2025-001")))
    found += [("invitacion", each, writers.invitation) for each in ("admin",)]
    return Writers(
        *(
            Writer(f"{kind}-{who}", f"{who}@mcig.example", install.visitor(f"127.0.1.{place}"), write)
            for place, (kind, who, write) in enumerate(found, start=1)
        )
    )


def lost(install: Service, working: Writers) -> list[str]:
    """What was acknowledged and is not there."""
    kept = {kind: {str(row[0]) for row in rows(install, query)} for kind, query in KEPT.items()}
    return [
        mark
        for each in working.writers
        for mark in each.acknowledged
        if mark not in kept[each.name.partition("-")[0]]
    ]


def sent_twice(install: Service) -> list[str]:
    return [name for name, times in Counter(install.mail.ids).items() if times > 1]


def report(working: Writers) -> None:
    total = Counter[str]()
    for name, answers in working.told().items():
        print(f"  {name:<22} {answers}")
        total += Counter({str(status): times for status, times in answers.items()})
    saved = sum(len(each.acknowledged) for each in working.writers)
    print(f"  {saved} acknowledged changes; answers in all: {dict(total)}")


def test_one_of_two_webs_and_one_of_two_workers_die_and_nothing_is_lost(install: Service) -> None:
    ports = [install.start_web(0), install.start_web(1)]
    install.start_proxy(*ports)
    install.start_worker(0)
    install.start_worker(1)
    install.mail.before_answer = lambda _message: time.sleep(0.1)
    with people(install) as working:
        time.sleep(5)
        for turn in (0, 1):
            kill(install.webs[turn])
            time.sleep(2)
            install.start_web(turn, port=ports[turn])
            time.sleep(1)
            kill(install.workers[turn])
            time.sleep(3)
            install.start_worker(turn)
        time.sleep(2)
    report(working)

    wait_for(lambda: not count(install, LEFT), "mail that waits", SETTLING)
    assert lost(install, working) == []
    assert sent_twice(install) == []
    states = Counter(state for _id, state in rows(install, MESSAGES) if _id in set(install.mail.ids))
    assert set(states) <= {"sent", "unconfirmed"}
    unsent = {name for name, state in rows(install, MESSAGES) if state == "sent"} - set(install.mail.ids)
    assert len(unsent) == count(
        install, "SELECT count(*) FROM notices_message WHERE sent_at < now() - interval '1 h'"
    )
    wait_for(lambda: not count(install, UNDONE), "jobs that wait", SETTLING)
    assert all(each.acknowledged for each in working.writers)


def test_a_worker_dies_between_the_mail_servers_yes_and_the_row(install: Service) -> None:
    """Nobody can know then whether the message left: it is not sent again, a person decides."""
    install.start_proxy(install.start_web())
    install.start_worker(0)
    struck: list[Message] = []

    def strike(message: Message) -> None:
        if not struck:
            struck.append(message)
            kill(install.workers[0])

    install.mail.before_answer = strike
    secretary = install.visitor()
    assert secretary.log_in("admin@mcig.example").status == 302
    assert writers.invitation(secretary, "invitacion 1").status == 303
    wait_for(lambda: struck, "a message at the mail server")
    install.start_worker(1)
    assert writers.invitation(secretary, "invitacion 2").status == 303

    def state(name: str) -> str:
        found = {row[0]: row[1] for row in rows(install, MESSAGES)}
        return str(found[name])

    first = str(struck[0]["Message-ID"])
    wait_for(lambda: state(first) != "sending", "the message of the dead worker", SETTLING)
    assert state(first) == "unconfirmed"
    wait_for(lambda: not count(install, UNDONE), "jobs that wait", SETTLING)
    assert install.mail.ids.count(first) == 1
    assert {state(name) for name in install.mail.ids if name != first} == {"sent"}
    assert "sin confirmación" in secretary.get("/avisos/").text.lower()


def test_a_worker_dies_before_it_begins_to_send(install: Service) -> None:
    """Nothing was said to the mail server: another worker sends it, once, and nobody presses anything."""
    install.start_proxy(install.start_web())
    administrator = install.visitor()
    assert administrator.log_in("admin@mcig.example").status == 302
    assert writers.invitation(administrator, "invitacion 1").status == 303
    waiting = {name for name, state in rows(install, MESSAGES) if state == "queued"}
    with psycopg.connect(install.children.environment["DATABASE_URL"]) as held:
        held.execute("SELECT FROM notices_message FOR UPDATE")
        install.start_worker(0)
        wait_for(lambda: count(install, BEGUN), "a message before its sending")
        kill(install.workers[0])
    assert install.mail.ids == []
    start = time.monotonic()
    install.start_worker(1)
    wait_for(lambda: not count(install, LEFT) and not count(install, UNDONE), "what waits", SETTLING)
    print(f"\n  the message of a dead worker left after {time.monotonic() - start:.0f} s")
    assert waiting <= set(install.mail.ids)
    assert sent_twice(install) == []


def test_postgresql_is_killed_while_people_write(install: Service, prepared: Prepared) -> None:
    install.start_proxy(install.start_web(0))
    install.start_worker(0)
    with people(install) as working:
        time.sleep(4)
        prepared.kill()
        time.sleep(3)
        prepared.start()
        time.sleep(6)
    report(working)
    assert lost(install, working) == []
    assert sent_twice(install) == []
    seen = {status for each in working.writers for status in each.answers}
    assert {503, 302} <= seen <= {503, 302, 303, "Unsaved"}


def test_postgresql_stops_and_comes_back_without_any_restart(install: Service, prepared: Prepared) -> None:
    port = install.start_web(0)
    install.start_proxy(port)
    install.start_worker(0)
    person = install.visitor()
    assert person.log_in("admin@mcig.example").status == 302
    form = writers.form_of(person, "/cuenta/invitaciones/", "email")

    wait_for(lambda: install.mail.accepted, "the worker's first mail")
    prepared.cluster.stop()
    typed = form | {"email": "nueva@mcig.example", "name": "Nueva", "language": "es"}
    for answer in (person.get("/proyectos/"), person.post("/cuenta/invitaciones/", typed)):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "15")
        assert "base de datos" in answer.text
    assert person.get("/salud/").status == 200
    assert person.get("/salud/listo/").status == 503

    prepared.start()
    again = person.get("/proyectos/")
    print(f"  the first page after PostgreSQL came back took {again.seconds:.1f} s")
    assert again.status == 200
    assert person.post("/cuenta/invitaciones/", typed).status == 303
    assert install.webs[0].poll() is None

    def arrived() -> bool:
        return any("nueva@mcig.example" in str(each["To"]) for each in install.mail.accepted)

    wait_for(arrived, "mail after the database came back", SETTLING)
    assert install.workers[0].poll() is None
    wait_for(lambda: person.get("/salud/listo/").status == 200, "readiness")
