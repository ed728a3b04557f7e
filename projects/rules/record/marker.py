"""The OECD-DAC gender equality policy marker and the criteria that a coach asks for.

Blank is not screened; 0 is screened and not targeted; 1 significant; 2 principal. A 2 is not better than a 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcig.rules import State, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise

__all__ = ["CRITERIA", "Criterion", "Significance", "unmet"]


class Significance(State):
    """What the marker says once a project was screened; not screened is the absence of a value."""

    NOT_TARGETED = "0"
    SIGNIFICANT = "1"
    PRINCIPAL = "2"

    @property
    def label(self) -> StrPromise:
        """The word for this value in the reader's language."""
        return _LABELS[self]


_LABELS = {
    Significance.NOT_TARGETED: _("No orientado (0)"),
    Significance.SIGNIFICANT: _("Significativo (1)"),
    Significance.PRINCIPAL: _("Principal (2)"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A recommended minimum criterion: what it asks, and the values of the marker that it belongs to."""

    key: str
    question: StrPromise
    values: tuple[Significance, ...]


_BOTH = (Significance.SIGNIFICANT, Significance.PRINCIPAL)
# Source: the recommended minimum criteria of the DAC's handbook on its gender equality policy marker.
CRITERIA: tuple[Criterion, ...] = (
    Criterion("analysis", _("Se hizo un análisis de género del proyecto."), _BOTH),
    Criterion(
        "design",
        _("Lo que halló ese análisis orienta el diseño del proyecto, que no causa daño."),
        _BOTH,
    ),
    Criterion(
        "objective",
        _("Hay al menos un objetivo explícito de igualdad de género, con al menos un indicador de género."),
        _BOTH,
    ),
    Criterion("data", _("Los datos y los indicadores se desagregan por sexo cuando corresponde."), _BOTH),
    Criterion(
        "monitoring",
        _("Hay el compromiso de dar seguimiento a los resultados de igualdad y de informar sobre ellos."),
        _BOTH,
    ),
    Criterion(
        "ambition",
        _("La igualdad de género es la ambición principal: sin ella, el proyecto no existiría."),
        (Significance.PRINCIPAL,),
    ),
    Criterion(
        "framework",
        _("El marco de resultados mide el avance hacia la igualdad de género con sus indicadores."),
        (Significance.PRINCIPAL,),
    ),
)


def unmet(marker: Significance | None, evidence: Mapping[str, str]) -> tuple[Criterion, ...]:
    """The criteria of this value of the marker for which no evidence is written; none when not targeted."""
    return tuple(
        criterion
        for criterion in CRITERIA
        if marker in criterion.values and not evidence.get(criterion.key, "").strip()
    )
