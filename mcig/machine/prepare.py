"""Migrations and demonstration data in one Python process; prints the accounts as JSON."""

from __future__ import annotations

import io
import json
import os
import sys

import django
from django.core.management import call_command


def prepare() -> str:
    """Bring the database up to date; give the demonstration accounts as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcig.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    accounts = io.StringIO()
    call_command("demo", "--json", stdout=accounts)
    return _in_words(accounts.getvalue())


def _in_words(accounts: str) -> str:
    """The same accounts with their roles as a person reads them."""
    from mcig.demonstration.accounts import role_words  # noqa: PLC0415 - Django must be set up first

    return json.dumps([{**account, "role": role_words(account["role"])} for account in json.loads(accounts)])


if __name__ == "__main__":
    sys.stdout.write(prepare())
