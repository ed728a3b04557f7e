"""The order of the measurements, the table and var/bench.json."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator

import django

from bench.measure import Line


def main() -> None:
    """Command line: `python bench/run.py [--quick] [--projects N] [--only register|zip|iati]`.

    Status 1 when a goal is missed.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="one short round of each: proves that it runs")
    options.add_argument("--projects", type=int, default=20_000, help="size of the large register")
    options.add_argument("--only", choices=["register", "zip", "iati"], help="these lines alone")
    chosen = options.parse_args()
    quick = chosen.quick
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcig.settings")
    django.setup()
    found = []
    for line in _lines(quick=quick, projects=2_000 if quick else chosen.projects, only=chosen.only):
        print(_row(line), flush=True)
        found.append(line)
    _write(found)
    if not quick and any(line.met is False for line in found):
        raise SystemExit(1)


def _lines(*, quick: bool, projects: int, only: str | None) -> Iterator[Line]:
    from bench import agenda, iati, pages, printing, processes, register  # noqa: PLC0415 - after django.setup()

    rounds = 1 if quick else 7
    if only in {None, "register"}:
        with pages.database():
            yield from register.lines(rounds, projects)
    if only in {None, "iati"}:
        yield from iati.lines(rounds, *((500, 5) if quick else (5_000, 200)))
    if only is None:
        yield from printing.against_naive(rounds)
        if not quick:
            yield printing.against_chromium(rounds=5)
        with pages.database():
            yield from pages.lines(rounds, repeat=2 if quick else 20)
            yield from agenda.lines(rounds, repeat=1 if quick else 3)
    if only in {None, "zip"}:
        yield from processes.many(*((10, 1) if quick else (500, 5)))


def _row(line: Line) -> str:
    verdict = {True: "met", False: "MISSED", None: "skipped"}[line.met]
    value = "" if line.value is None else f"{line.value:.3g}"
    return f"{line.name:<62} {value:>8} {line.bound:>8} {line.unit:<8} {verdict:<8} {line.note}"


def _write(found: list[Line]) -> None:
    from django.conf import settings  # noqa: PLC0415 - after django.setup()

    folder = settings.ROOT / "var"
    folder.mkdir(exist_ok=True)
    plain = [line.as_json() for line in found]
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    (folder / "bench.json").write_text(text + "\n", encoding="utf-8")
