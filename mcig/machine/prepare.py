"""Migrations and demonstration data in one Python process; prints the accounts as JSON."""

from __future__ import annotations

import io
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
    return accounts.getvalue()


if __name__ == "__main__":
    sys.stdout.write(prepare())
