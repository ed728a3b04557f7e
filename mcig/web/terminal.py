"""How a command of ours refuses at the terminal."""

from __future__ import annotations

from django.core.management.base import CommandError


class Error(CommandError):
    """One sentence for the person at the terminal, printed as «Error: …»; exit status 2, nothing changed."""

    def __init__(self, sentence: object) -> None:
        super().__init__(str(sentence), returncode=2)
