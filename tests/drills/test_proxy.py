"""The shipped proxy before the shipped web server: what a visitor meets when one of them is away."""

from __future__ import annotations

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
