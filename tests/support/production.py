"""The environment of an install in production mode, for drills."""

from __future__ import annotations

import os
from pathlib import Path

from mcig.machine.places import VAR

STATIC = VAR / "static-drill"


def environment(database: str, folder: Path, address: str) -> dict[str, str]:
    """The environment of an install as docs/settings.md describes it, over `database`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    (folder / "files").mkdir(exist_ok=True)
    return kept | {
        "SECRET_KEY": "for the drills alone: it protects nothing and everybody may read it here",
        "DATABASE_URL": database,
        "PUBLIC_URL": address,
        "TRUSTED_PROXY_COUNT": "1",
        "FILES_ROOT": str(folder / "files"),
        "STATIC_ROOT": str(STATIC),
        "PYTHONUNBUFFERED": "1",
    }
