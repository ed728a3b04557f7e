"""The shipped proxy before the shipped web server: what a visitor meets when one of them is away."""

from __future__ import annotations

import socket
import ssl

import pytest

from tests.drills.conftest import Prepared
from tests.support.service import Service, kill

pytestmark = pytest.mark.drill


def test_a_web_server_that_is_away_is_said_in_a_sentence(install: Service, prepared: Prepared) -> None:
    port = install.start_web()
    install.start_proxy(port)
    person = install.visitor()
    assert person.log_in(prepared.accounts[0]).status == 302
    assert person.get("/").status == 200

    kill(install.webs[0])
    away = person.get("/")
    assert (away.status, away.headers["Retry-After"]) == (503, "15")
    assert away.text.startswith("El sistema está detenido o reiniciándose.")

    install.start_web(port=port)
    assert person.get("/").status == 200


def test_the_maintenance_switch_takes_effect_and_ends_without_a_reload(install: Service) -> None:
    install.start_proxy(install.start_web())
    person = install.visitor()
    assert person.get("/salud/").status == 200

    switch = install.folder / "maintenance"
    switch.touch()
    for answer in (person.get("/"), person.post("/cuenta/entrar/", {"login": "a"})):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "300")
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "<h1>El sistema está en mantenimiento</h1>" in answer.text

    switch.unlink()
    assert person.get("/maintenance.html").status == 404
    assert person.get("/salud/").status == 200


def test_forty_slow_connections_keep_nobody_waiting(install: Service, prepared: Prepared) -> None:
    """Forty who send a header a byte at a time, forty who read an answer slowly: nginx waits for them."""
    install.start_proxy(install.start_web())
    person = install.visitor()
    assert person.log_in(prepared.accounts[0]).status == 302
    quick = sorted(person.get("/proyectos/").seconds for _each in range(20))
    crawlers = [
        socket.create_connection(("localhost", install.https), source_address=(f"127.0.3.{each + 1}", 0))
        for each in range(40)
    ]
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    slow = [trusting.wrap_socket(each, server_hostname="localhost") for each in crawlers]
    try:
        for each in slow[:20]:
            each.sendall(b"GET /proyectos/ HTTP/1.1\r\nHost: localhost\r\nX-")
        for each in slow[20:]:
            each.sendall(
                b"POST /cuenta/entrar/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\nlo"
            )
        beside = sorted(person.get("/proyectos/").seconds for _each in range(20))
        for each in slow:
            each.sendall(b"g")
        beside += sorted(person.get("/proyectos/").seconds for _each in range(20))
    finally:
        for each in slow:
            each.close()
    print(
        f"\n  alone {quick[10]:.3f} s, beside forty slow connections {sorted(beside)[20]:.3f} s,"
        f" at most {max(beside):.3f} s"
    )
    # Without the buffers each waits for the slow ones: seconds, not a busy machine's moments.
    assert max(beside) <= max(0.5, 5 * quick[-1])
    assert sorted(beside)[20] <= 3 * quick[10]
