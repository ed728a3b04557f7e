"""A project as JSON: its ficha and its record, without loss, with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from projects.formats.ficha_json import to_json
from projects.formats.plain import plain
from projects.rules import Ficha
from projects.rules.record import Record

__all__ = ["CONTENT_TYPE", "SCHEMA", "Described", "described", "dumped", "write_into"]

CONTENT_TYPE = "application/json; charset=utf-8"
SCHEMA = "mcig-project/1"


@dataclass(frozen=True, slots=True)
class Described:
    """What stands beside ficha and record: whose it is, which version and where it is read."""

    code: str
    owner: str
    owner_code: str
    address: str
    number: int | None
    on: date


def described(about: Described, ficha: Ficha, record: Record) -> dict[str, Any]:
    """The project as plain JSON values. `published` tells a version from a draft; `on` is its date."""
    return {
        "schema": SCHEMA,
        "code": about.code,
        "owner": {"code": about.owner_code, "name": about.owner},
        "address": about.address,
        "published": about.number is not None,
        "version": about.number,
        "on": about.on.isoformat(),
        "ficha": to_json(ficha),
        "record": plain(record),
    }


def dumped(project: dict[str, Any]) -> bytes:
    """One project as a file that people may read."""
    return json.dumps(project, ensure_ascii=False, indent=1).encode()


def write_into(target: IO[bytes], projects: Iterable[dict[str, Any]]) -> None:
    """A list of projects, written one by one."""
    target.write(b"[")
    for position, each in enumerate(projects):
        target.write(b",\n" if position else b"\n")
        target.write(json.dumps(each, ensure_ascii=False).encode())
    target.write(b"\n]\n")
