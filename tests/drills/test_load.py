"""Fifty people at once before the shipped proxy: how long pages take, and whether anything is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import psycopg
import pytest

from mcig.machine.places import ROOT
from tests.drills.conftest import Prepared
from tests.support.service import Service

pytestmark = pytest.mark.drill

SECONDS = float(os.environ.get("SECONDS", "180"))
PEOPLE = """
SELECT p.email, coalesce(min(j.code), '') FROM members_person p
JOIN members_posting b ON b.person_id = p.id AND b.validity @> current_date
JOIN members_seat s ON s.id = b.seat_id
LEFT JOIN projects_project j ON j.owner_id = s.organisation_id
WHERE p.user_id IS NOT NULL GROUP BY p.email ORDER BY p.email
"""
MEETING = "SELECT id FROM agenda_meeting WHERE state = 'convened' AND starts_at > now()"
CROWD = "import django; django.setup(); from tests.support.crowd import main; main()"
# 409: two of one embassy at the same ficha, and the later one is shown both texts.
ANSWERS = {"200", "302", "303", "409"}
PEOPLE_AT_ONCE = 50
MOST_SECONDS, MOST_TIMES = 0.5, 8


def crowd(install: Service, *options: str) -> dict[str, Any]:
    """Let the crowd work and give what it measured."""
    with psycopg.connect(install.children.environment["DATABASE_URL"]) as connection:
        people = [" ".join(row) for row in connection.execute(PEOPLE)]
        (meeting,) = connection.execute(MEETING).fetchone() or (0,)
    done = subprocess.run(
        [sys.executable, "-c", CROWD, install.address, f"--meeting={meeting}", *options],
        cwd=ROOT,
        input="\n".join(people[:PEOPLE_AT_ONCE]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "mcig.settings"},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(found: dict[str, Any]) -> None:
    for stage, figures in found.items():
        print(f"\n  {stage}: {figures['statuses']}")
        for kind, took in figures["seconds"].items():
            print(f"    {kind:<8} {took}")
        print(f"    slowest {figures['slowest']}")


def test_fifty_people_at_once(install: Service, prepared: Prepared) -> None:
    assert len(prepared.accounts) >= PEOPLE_AT_ONCE
    install.start_proxy(install.start_web())
    install.start_worker()
    found = crowd(install, f"--seconds={SECONDS}")
    told(found)
    statuses = {name: count for stage in found.values() for name, count in stage["statuses"].items()}
    assert {name.split()[1] for name in statuses} <= ANSWERS
    assert found["log-ins"]["statuses"] == {"log-in 302": PEOPLE_AT_ONCE - 1}
    alone = found["alone"]["seconds"]["page"]["median"]
    pages = found["crowd"]["seconds"]["page"]["p95"]
    print(
        f"\n  p95 of pages {pages:.3f} s, {pages / alone:.1f} times the median of one person ({alone:.3f} s)"
    )
    assert pages <= MOST_SECONDS
    assert pages <= MOST_TIMES * alone
