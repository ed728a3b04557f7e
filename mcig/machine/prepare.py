"""Migrations and demonstration data in one Python process; prints the accounts as JSON."""

from __future__ import annotations

import io
import json
import os
import sys

import django
from django.core.management import CommandError, call_command

from mcig.machine.environment import begins_empty

FIRST_ACCOUNT = ("administracion@mesa.example", "Administración")


def prepare() -> str:
    """Bring the database up to date; give its accounts as JSON: the demonstration's, or the first of an empty
    mesa."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcig.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    return _first_account() if begins_empty() else _demonstration()


def _first_account() -> str:
    """None when the mesa has been begun before: its password is known to whoever read it then."""
    printed = io.StringIO()
    try:
        call_command("first_account", *FIRST_ACCOUNT, "--json", stdout=printed)
    except CommandError:
        return "[]"
    return json.dumps([json.loads(printed.getvalue()) | _in_trial()])


def _in_trial() -> dict[str, str]:
    """What the first account of an empty mesa has besides its password: in a trial, a known second factor."""
    from django.conf import settings  # noqa: PLC0415 - Django must be set up first

    from mcig.accounts.models import User  # noqa: PLC0415
    from mcig.demonstration.codes import set_up_told  # noqa: PLC0415

    secret = set_up_told(User.objects.get(email=FIRST_ACCOUNT[0])) if settings.DEMONSTRATION else ""
    return {"role": "administración del sistema", "organisation": "", "totp_secret": secret}


def _demonstration() -> str:
    accounts = io.StringIO()
    call_command("demo", "--json", stdout=accounts)
    return _in_words(accounts.getvalue())


def _in_words(accounts: str) -> str:
    """The same accounts with their roles as a person reads them."""
    from mcig.demonstration.accounts import role_words  # noqa: PLC0415 - Django must be set up first

    return json.dumps([{**account, "role": role_words(account["role"])} for account in json.loads(accounts)])


if __name__ == "__main__":
    sys.stdout.write(prepare())
