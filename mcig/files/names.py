"""The name that a person gave a file: kept for people, never used on the disk. Knows no Django."""

from __future__ import annotations

import re
import unicodedata

from mcig.files.kinds import DESCRIPTIONS, MAX_NAME_LENGTH, Kind
from mcig.rules import Broken, _

NOWHERE = re.compile(r'[<>:"|?*]')  # what Windows takes in no name
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, NUL, marks that turn the direction of a text


def cleaned(name: str) -> str:
    """`name` without its path and without what cannot be seen or would mislead: «a/b\\x00c.pdf» is «bc.pdf».

    Raises `Broken` when it is longer than `MAX_NAME_LENGTH`.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in INVISIBLE)
    found = " ".join(NOWHERE.sub("-", visible).split()).strip(". ")
    if len(found) > MAX_NAME_LENGTH:
        raise Broken(
            _("El nombre del archivo tiene más de %(most)d caracteres. Acórtelo y vuelva a elegirlo.")
            % {"most": MAX_NAME_LENGTH}
        )
    return found or str(_("archivo"))


def suffix_of(name: str) -> str:
    """The suffix in small letters without its point; empty when there is none."""
    stem, point, suffix = name.rpartition(".")
    return suffix.lower() if point and stem else ""


def named_as(name: str, kind: Kind) -> str:
    """The cleaned `name`, with the suffix of its kind where it had none.

    Raises `Broken` when its suffix says that it is something else.
    """
    suffix = suffix_of(name)
    if not suffix:
        return f"{name}.{kind.value}"
    if suffix not in DESCRIPTIONS[kind].suffixes:
        raise Broken(
            _(
                "El nombre «%(name)s» dice que es otra cosa: por su contenido es %(kind)s. Guárdelo con su"
                " verdadera terminación y vuelva a elegirlo."
            )
            % {"name": name, "kind": DESCRIPTIONS[kind].words}
        )
    return name
