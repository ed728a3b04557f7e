"""How fast activities are read from an IATI file, and in how much memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from statistics import median
from typing import IO

from bench.measure import Line, cpu
from bench.memory import MEGABYTE, alone
from projects.formats.iati_reading import Wanted, read_activities

_ACTIVITY = """
<iati-activity default-currency="EUR" xml:lang="es">
<iati-identifier>XM-DAC-9-{number}</iati-identifier>
<reporting-org ref="XM-DAC-9" type="10"><narrative>Agencia (ejemplo)</narrative></reporting-org>
<title><narrative>Red de cuidados {number}</narrative>
<narrative xml:lang="en">Network of care {number}</narrative></title>
<description type="1"><narrative>{text}</narrative></description>
<participating-org role="1" type="10"><narrative>Agencia (ejemplo)</narrative></participating-org>
<participating-org role="4" type="22"><narrative>Red Amaranto (ejemplo)</narrative></participating-org>
<activity-status code="2"/>
<activity-date type="2" iso-date="2023-02-01"/><activity-date type="3" iso-date="2026-01-31"/>
<recipient-country code="MX" percentage="100"/>
<location><administrative vocabulary="A4" level="1" code="MX-OAX"/></location>
<sector vocabulary="1" code="15170" percentage="100"/>
<tag vocabulary="2" code="5"/>
<policy-marker vocabulary="1" code="1" significance="2"/>
<budget><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
<value value-date="2023-01-01">{number}</value></budget>
<transaction><transaction-type code="3"/><transaction-date iso-date="2023-06-30"/>
<value value-date="2023-06-30">{number}</value></transaction>
<result type="1"><title><narrative>Municipios con sistema de cuidados</narrative></title>
<indicator measure="1"><title><narrative>Municipios</narrative></title><baseline year="2022" value="0"/>
<period><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/><target value="8"/>
<actual value="5"/></period></indicator></result>
</iati-activity>
"""
TEXT = "Fortalecer la economía de los cuidados en municipios indígenas. " * 12


def lines(rounds: int, count: int, megabytes: int) -> Iterator[Line]:
    """Reading `count` activities, `rounds` times; and a file of so many megabytes in a process of its own."""
    with tempfile.TemporaryFile() as file:
        _write(file, count=count)
        size = file.tell() / 2**20
        took = []
        for _round in range(rounds):
            file.seek(0)
            start = cpu()
            number = _read(file)
            took.append(cpu() - start)
            assert number == count, number
    note = f"{count} activities, {size:.0f} MB"
    yield Line(
        "IATI activities read in a second", count / median(took), 500, "per s", at_most=False, note=note
    )
    (number, seconds), peak = alone(_large, megabytes)
    note = f"{megabytes} MB, {number} activities, {number / seconds:.0f} per s"
    yield Line("memory at most of a process that reads IATI", peak / MEGABYTE, 300, "MB", note=note)


def _large(megabytes: int) -> tuple[int, float]:
    """Activities of a file of that size, and the seconds of processor that reading it takes."""
    with tempfile.TemporaryFile() as file:
        _write(file, megabytes=megabytes)
        file.seek(0)
        start = cpu()
        number = _read(file)
        return number, cpu() - start


def _read(file: IO[bytes]) -> int:
    """How many activities the file has, each read to the end."""
    number = 0
    for number, read in enumerate(read_activities(file, Wanted()), start=1):  # noqa: B007 - the last one counts
        read()
    return number


def _write(file: IO[bytes], *, count: int = 0, megabytes: int = 0) -> None:
    """Write `count` activities, or as many as make a file of so many megabytes."""
    file.write(b'<iati-activities version="2.03">')
    number = 0
    while number < count or file.tell() < megabytes * MEGABYTE:
        number += 1
        file.write(_ACTIVITY.format(number=number, text=TEXT).encode())
    file.write(b"</iati-activities>")
