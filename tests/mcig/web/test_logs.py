"""What the log says of a failure, and what it never says of a person."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.db import IntegrityError, transaction

from mcig.accounts.models import User
from mcig.web.logs import JsonFormatter
from tests.support.cast import Cast

SECRET = "s3cr3to-que-abre:1abcde:firma"


def line(message: str, *arguments: object, failed: bool = False) -> dict[str, str]:
    record = logging.LogRecord(
        "x", logging.ERROR, "x", 1, message, arguments, sys.exc_info() if failed else None
    )
    told: dict[str, str] = json.loads(JsonFormatter().format(record))
    return told


def test_a_line_is_one_object_with_moment_level_and_message() -> None:
    told = line("job %s was done", 7)
    assert set(told) == {"time", "level", "logger", "message"}
    assert (told["level"], told["message"]) == ("ERROR", "job 7 was done")


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (f"Not Found: /enlace/{SECRET}/", "Not Found: /enlace/•••/"),
        (f"Not Found: /enlace/{SECRET}/documentos/4/", "Not Found: /enlace/•••/documentos/4/"),
        (f"Gone: /cuenta/invitacion/{SECRET}/", "Gone: /cuenta/invitacion/•••/"),
        (f"Bad Request: /reuniones/calendarios/{SECRET}.ics", "Bad Request: /reuniones/calendarios/•••.ics"),
        ("550 <ana.pérez+x@mcig.example> is unknown", "550 <•••@•••> is unknown"),
        ("Not Found: /proyectos/CL-2023-001/", "Not Found: /proyectos/CL-2023-001/"),
    ],
)
def test_addresses_and_secrets_are_blotted_out(message: str, kept: str) -> None:
    assert line("%s", message)["message"] == kept


def test_the_row_that_the_database_refused_is_not_told(cast: Cast) -> None:
    person = {"email": "nadie.mas@mcig.example", "name": "Nadie Más"}
    with transaction.atomic():
        try:
            User.objects.create(pk=cast.french.pk, **person)
        except IntegrityError:
            told = line("refused", failed=True)["exception"]
        transaction.set_rollback(True)
    assert "duplicate key value violates unique constraint" in told
    assert "DETAIL: •••" in told
    for word in (*person.values(), f"=({cast.french.pk})"):
        assert word not in told


def test_an_unknown_link_leaves_no_secret_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    cast.client("anonymous").get(f"/cuenta/invitacion/{SECRET}/")
    told = [JsonFormatter().format(record) for record in caplog.records]
    assert told
    assert all(SECRET not in each for each in told)
