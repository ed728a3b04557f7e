"""How fast activities are read from an IATI file, and in how much memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from statistics import median
from typing import IO

from bench.measure import Line, cpu
from bench.processes import resident_bytes
from projects.formats.iati_reading import Wanted, read_activities

_ACTIVITY = """
<iati-activity default-currency="EUR" xml:lang="es">
<iati-identifier>XM-DAC-9-{number}</iati-identifier>
<reporting-org ref="XM-DAC-9" type="10"><narrative>Agencia (ejemplo)</narrative></reporting-org>
<title><narrative>Red de cuidados {number}</narrative></title>
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
</iati-activity>
"""
TEXT = "Fortalecer la economía de los cuidados en municipios indígenas. " * 12


def lines(rounds: int, count: int) -> Iterator[Line]:
    """Reading `count` activities, `rounds` times; and what memory it takes beyond a tenth of them."""
    with tempfile.TemporaryFile() as file:
        _write(file, count)
        size = file.tell() / 2**20
        took, memory = [], 0
        for _round in range(rounds):
            file.seek(0)
            start = cpu()
            for number, read in enumerate(read_activities(file, Wanted()), start=1):
                read()
                if number == count // 10:
                    memory = memory or resident_bytes()
            took.append(cpu() - start)
            assert number == count, number
        growth = (resident_bytes() - memory) / 2**20
    note = f"{count} activities, {size:.0f} MB"
    rate = count / median(took)
    yield Line("IATI activities read in a second", rate, 500, "per s", at_most=False, note=note)
    yield Line("memory of the reading beyond its first tenth", growth, 20, "MB", note=note)


def _write(file: IO[bytes], count: int) -> None:
    file.write(b'<iati-activities version="2.03">')
    for number in range(1, count + 1):
        file.write(_ACTIVITY.format(number=number, text=TEXT).encode())
    file.write(b"</iati-activities>")
