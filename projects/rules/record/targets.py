"""The 169 targets of the Sustainable Development Goals by their numbers, and which ones to offer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcig.rules import _
from mcig.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

__all__ = ["TARGETS", "goal_of", "narrowed", "target_name"]

# Goal: how many targets are numbered, and how many carry a letter (means of implementation).
_COUNTS = {
    1: (5, 2), 2: (5, 3), 3: (9, 4), 4: (7, 3), 5: (6, 3), 6: (6, 2), 7: (3, 2), 8: (10, 2), 9: (5, 3),
    10: (7, 3), 11: (7, 3), 12: (8, 3), 13: (3, 2), 14: (7, 3), 15: (9, 3), 16: (10, 2), 17: (19, 0),
}  # fmt: skip

TARGETS: tuple[str, ...] = tuple(
    f"{goal}.{mark}"
    for goal, (numbered, lettered) in _COUNTS.items()
    for mark in [*map(str, range(1, numbered + 1)), *"abcd"[:lettered]]
)

# Short names of our own for the targets that a mesa on gender equality meets most.
_NAMES: dict[str, StrPromise] = {
    "1.4": _("Igualdad de acceso a recursos y servicios"),
    "3.7": _("Salud sexual y reproductiva"),
    "4.5": _("Sin disparidades de género en la educación"),
    "5.1": _("Fin de la discriminación"),
    "5.2": _("Fin de la violencia"),
    "5.3": _("Fin del matrimonio infantil y de la mutilación"),
    "5.4": _("Trabajo de cuidados"),
    "5.5": _("Participación y liderazgo"),
    "5.6": _("Salud y derechos sexuales y reproductivos"),
    "5.a": _("Igualdad en los recursos económicos"),
    "5.b": _("Tecnología para el empoderamiento"),
    "5.c": _("Políticas y leyes de igualdad"),
    "8.5": _("Empleo pleno y trabajo decente"),
    "8.7": _("Fin del trabajo forzoso y de la trata"),
    "10.2": _("Inclusión social, económica y política"),
    "10.3": _("Igualdad de oportunidades"),
    "16.1": _("Menos violencia"),
    "16.2": _("Fin del maltrato y de la trata de la niñez"),
    "16.3": _("Acceso a la justicia"),
    "16.7": _("Decisiones participativas"),
    "17.16": _("Alianzas entre múltiples interesados"),
}

# A thematic area speaks of these words: these targets are likely.
_AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cuidado", ("5.4",)),
    ("violencia", ("5.2", "16.1", "16.2")),
    ("digital", ("5.b",)),
    ("tecnolog", ("5.b",)),
    ("mediador", ("5.5", "16.7")),
    ("negociador", ("5.5", "16.7")),
    ("participacion", ("5.5", "16.7")),
    ("liderazgo", ("5.5",)),
    ("comercio", ("5.a", "8.5")),
    ("econom", ("5.a", "8.5")),
    ("empleo", ("8.5",)),
    ("salud", ("3.7", "5.6")),
    ("educa", ("4.5",)),
    ("justicia", ("16.3",)),
    ("trata", ("8.7", "16.2")),
    ("matrimonio", ("5.3",)),
    ("ley", ("5.1", "5.c")),
    ("social", ("10.2", "10.3")),
)


def goal_of(code: str) -> int:
    """The goal to which a target belongs: 5 for `5.2`."""
    return int(code.partition(".")[0])


def target_name(code: str) -> str:
    """`5.2 Fin de la violencia`; the number alone where we have no short name."""
    name = _NAMES.get(code)
    return f"{code} {name}" if name else code


def narrowed(goals: Iterable[int], thematic_area: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The targets to offer: those likely for the thematic area, then the others of the chosen goals.

    A likely target of a goal that was not chosen is offered too: the ficha may have forgotten the goal.
    """
    area, chosen = fold(thematic_area), set(goals)
    likely = {code for word, codes in _AREAS if word in area for code in codes}
    first = tuple(code for code in TARGETS if code in likely)
    return first, tuple(code for code in TARGETS if goal_of(code) in chosen and code not in likely)
