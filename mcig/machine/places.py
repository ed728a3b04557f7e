"""Where things lie in a checkout, and the one way to stop with a sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PYTHON = ROOT / ".venv" / "bin" / "python"


class Refused(Exception):
    """The machine cannot do what was asked; the message is one plain sentence on what to do."""


def say(sentence: str) -> None:
    """Print a line for the person at the terminal, at once."""
    print(sentence, flush=True)


def stop_with(reason: Refused) -> NoReturn:
    """Show the sentence of a refusal and leave with status 1."""
    print(reason, file=sys.stderr, flush=True)
    raise SystemExit(1)
