"""How a point of the handover is settled: one side hands it over, the other receives it."""

from __future__ import annotations

from typing import Literal

from mcig.rules import Broken, State, _

__all__ = ["USUAL", "Event", "PointState", "Side", "check_point", "next_point_state", "side_of"]

Side = Literal["outgoing", "incoming"]
Event = Literal["hand", "take_back", "receive"]
MAX_TITLE = 300


class PointState(State):
    """Where a point stands; it follows from the two signatures."""

    PENDING = "pending"
    HANDED = "handed"
    DONE = "done"


POINT: dict[tuple[PointState, Event], PointState] = {
    (PointState.PENDING, "hand"): PointState.HANDED,
    (PointState.HANDED, "take_back"): PointState.PENDING,
    (PointState.HANDED, "receive"): PointState.DONE,
}

# What such groups hand over; the secretariat changes the list as it needs.
USUAL = (
    _("Programa de trabajo y su avance"),
    _("Minutas y acuerdos del mandato"),
    _("Compromisos abiertos, con responsable y fecha"),
    _("Directorio de integrantes y contactos"),
    _("Calendario de reuniones y de actividades"),
    _("Proyectos y fichas resumen vigentes"),
    _("Consultas pendientes"),
)


def next_point_state(state: PointState, event: Event) -> PointState:
    """The state after `event`. Raises `Broken` for a signature that this state does not admit."""
    try:
        return POINT[state, event]
    except KeyError:
        if event == "receive":
            raise Broken(_("Primero firma quien entrega; después, quien recibe.")) from None
        raise Broken(_("Ese punto ya se había firmado.")) from None


def side_of(event: Event) -> Side:
    """Whose signature the event is."""
    return "incoming" if event == "receive" else "outgoing"


def check_point(title: str) -> None:
    """Refuse a point without words, or with too many. Raises `Broken`."""
    if not title.strip():
        raise Broken(_("Escriba qué se entrega."), "title")
    if len(title) > MAX_TITLE:
        raise Broken(_("El texto admite %(most)d caracteres cuando más.") % {"most": MAX_TITLE}, "title")
