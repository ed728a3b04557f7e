"""Compiles the catalogues of translations, without gettext's own programs."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from mcig.machine.places import ROOT, Refused, stop_with


def compile_messages() -> None:
    """Compile the catalogues that are newer than their compiled form.

    Raises `Refused` with the place of the first error in a catalogue.
    """
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            compile_catalogue(catalogue, compiled)


def compile_catalogue(catalogue: Path, compiled: Path) -> None:
    """Compile one catalogue; raises `Refused` as `compile_messages` does."""
    try:
        with catalogue.open("rb") as source:
            messages = read_po(source, abort_invalid=True)
    except (PoFileError, ValueError) as problem:
        raise Refused(f"El catálogo {catalogue} tiene un error: {problem}") from None
    for message, problems in messages.check():
        raise Refused(f"El catálogo {catalogue}, línea {message.lineno}: {problems[0]}")
    # A server that starts meanwhile must find the old file or the new one, never half of one.
    fresh = compiled.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as target:
        write_mo(target, messages)
    fresh.replace(compiled)


def main() -> None:
    """Command line: `python -m mcig.machine.messages`."""
    try:
        compile_messages()
    except Refused as reason:
        stop_with(reason)


if __name__ == "__main__":
    main()
