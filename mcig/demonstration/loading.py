"""Demonstration data: the apps register what they load, in their own order, from their `demo.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import pghistory
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.rules import Broken

Size = Literal["small", "full"]
SIZES: tuple[Size, ...] = ("small", "full")
LOCK = 2_018_024  # any number of our own: two loads at once wait for each other


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the terminal prints it; `totp_secret` is empty where no second factor is set up."""

    address: str
    role: str
    organisation: str
    password: str
    totp_secret: str


@dataclass(slots=True)
class Loading:
    """One load: what was asked, and what it has done so far.

    `canary` is a word to put into every embassy's drafts, or empty. With `accounts_only` nothing beyond
    what the accounts need is loaded.
    """

    size: Size = "small"
    canary: str = ""
    accounts_only: bool = False
    changes: int = 0
    accounts: list[Account] = field(default_factory=list)


Step = Callable[[Loading], None]
_steps: list[Step] = []


def step(load: Step) -> Step:
    """Add a step; it makes what is missing, leaves what is there alone, and counts in `changes`."""
    _steps.append(load)
    return load


def load_demonstration(loading: Loading) -> Loading:
    """Run every step in one transaction: all of it is loaded, or nothing; every install gets the same.

    Raises `Broken` outside demonstration mode.
    """
    if not settings.DEMONSTRATION:
        raise Broken(
            _(
                "Esta instalación no es de demostración: los datos de demostración no se cargan. "
                "Para una instalación de prueba, defina DEMONSTRATION=1."
            )
        )
    with (
        override("es"),
        pghistory.context(action="demo", capacity=_("Datos de demostración")),
        transaction.atomic(),
    ):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for load in _steps:
            load(loading)
    return loading
