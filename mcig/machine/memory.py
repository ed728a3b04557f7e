"""What the last start prepared.

A database that this very code has prepared before is not prepared again: that is what makes the second
start quick, and what a person changed in the demonstration stays changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mcig.machine.environment import begins_empty
from mcig.machine.install import fingerprint
from mcig.machine.places import ROOT, VAR

Accounts = list[dict[str, Any]]
MEMORY = VAR / ("prepared-empty.json" if begins_empty() else "prepared.json")
PACKAGES = ("mcig", "members", "agenda", "projects")


def mark(cluster: Path) -> str:
    """A digest of this code and of the very cluster in that folder: another one of either, another mark."""
    code = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    born = (cluster / "PG_VERSION").stat()
    return f"{fingerprint(ROOT / 'uv.lock', *code)}-{born.st_ino}-{born.st_mtime_ns}"


def remembered(wanted: str) -> Accounts | None:
    """The accounts of a database that was prepared under this mark, if it was."""
    memory = _memory()
    return list(memory["accounts"]) if memory["mark"] == wanted else None


def remembered_accounts() -> Accounts:
    """The accounts that were printed last, whatever has changed since."""
    return list(_memory()["accounts"])


def _memory() -> dict[str, Any]:
    try:
        return {"mark": "", "accounts": [], **json.loads(MEMORY.read_text())}
    except (OSError, ValueError, TypeError):
        return {"mark": "", "accounts": []}


def remember(prepared: str, accounts: Accounts) -> None:
    """Keep the accounts, readable by this account of the machine alone."""
    MEMORY.touch(mode=0o600)
    MEMORY.write_text(json.dumps({"mark": prepared, "accounts": accounts}))
