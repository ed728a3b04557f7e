"""Runs any command in the application's environment (or, with `--tests`, in that of the tests).

The database runs while the command does. Its exit status is ours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from mcig.machine.children import Interrupted, interruptible
from mcig.machine.environment import DATABASE, application, tests
from mcig.machine.places import ROOT, Refused, stop_with


def main() -> None:
    """Command line: `python -m mcig.machine.within [--tests] [--database NAME] command…`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tests", action="store_true", help="the tests' own database and settings")
    options.add_argument("--database", default=DATABASE, help="another database of the same server")
    options.add_argument("command", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    interruptible()
    try:
        with (
            tests()
            if chosen.tests
            else application(int(os.environ.get("PORT") or 8000), chosen.database) as environment
        ):
            status = subprocess.run(chosen.command, cwd=ROOT, env=environment, check=False).returncode
    except Interrupted:
        status = 130
    except Refused as reason:
        stop_with(reason)
    sys.exit(status)


if __name__ == "__main__":
    main()
