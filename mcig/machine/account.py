"""The account that PostgreSQL runs as when we are root, which it refuses."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

from mcig.machine.places import say

ACCOUNT = "mcig"


def own_account() -> pwd.struct_passwd | None:
    """The account that PostgreSQL, which refuses root, runs as when we are root; nothing otherwise."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        create = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
        if subprocess.run(create, capture_output=True, check=False).returncode != 0:
            return pwd.getpwnam("nobody")
        return pwd.getpwnam(ACCOUNT)


def running_as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    """What starts a process as the account; nothing when we need none."""
    return (
        {}
        if account is None
        else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}
    )


def let_pass(*targets: Path) -> None:
    """Let the database's account walk (not look) through the folders above `targets`."""
    for folder in sorted({parent for target in targets for parent in target.parents}):
        mode = folder.stat().st_mode
        if not mode & 0o001:
            say(f"Se permite el paso, sin lectura, por {folder}: la base de datos lo necesita.")
            folder.chmod(mode | 0o001)
