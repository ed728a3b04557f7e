"""The life of a candidacy, from its proposal to the mandate, and of each request to join it."""

from __future__ import annotations

from typing import Literal

from mcig.rules import Broken, State, _

__all__ = [
    "MAX_PRIORITIES",
    "CandidacyState",
    "PartyState",
    "check_open",
    "check_priorities",
    "check_seats",
    "next_candidacy_state",
    "next_party_state",
]

MAX_PRIORITIES = 4000


class CandidacyState(State):
    """Where a candidacy stands."""

    OPEN = "open"
    CONSULTED = "consulted"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class PartyState(State):
    """Where an organisation stands in a candidacy."""

    PROPOSER = "proposer"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETIRED = "retired"


CandidacyEvent = Literal["consult", "return", "adopt", "reject", "withdraw"]
PartyEvent = Literal["ask", "accept", "decline", "retire"]

CANDIDACY: dict[tuple[CandidacyState, CandidacyEvent], CandidacyState] = {
    (CandidacyState.OPEN, "consult"): CandidacyState.CONSULTED,
    (CandidacyState.OPEN, "withdraw"): CandidacyState.WITHDRAWN,
    (CandidacyState.OPEN, "reject"): CandidacyState.REJECTED,  # another one was adopted for the term
    (CandidacyState.CONSULTED, "return"): CandidacyState.OPEN,
    (CandidacyState.CONSULTED, "adopt"): CandidacyState.ADOPTED,
    (CandidacyState.CONSULTED, "reject"): CandidacyState.REJECTED,
}

PARTY: dict[tuple[PartyState, PartyEvent], PartyState] = {
    (PartyState.ASKED, "accept"): PartyState.ACCEPTED,
    (PartyState.ASKED, "decline"): PartyState.DECLINED,
    (PartyState.ASKED, "retire"): PartyState.RETIRED,
    (PartyState.ACCEPTED, "retire"): PartyState.RETIRED,
    (PartyState.RETIRED, "ask"): PartyState.ASKED,
}

HOLDING = frozenset({PartyState.PROPOSER, PartyState.ACCEPTED})


def next_candidacy_state(state: CandidacyState, event: CandidacyEvent) -> CandidacyState:
    """The state after `event`. Raises `Broken` for what this state does not admit."""
    try:
        return CANDIDACY[state, event]
    except KeyError:
        raise Broken(
            _("La candidatura ya no está abierta: vuelva a ver en qué estado se encuentra.")
        ) from None


def next_party_state(state: PartyState, event: PartyEvent) -> PartyState:
    """The state after `event`. Raises `Broken` for a request that was decided already."""
    try:
        return PARTY[state, event]
    except KeyError:
        raise Broken(_("Esa solicitud ya se había resuelto.")) from None


def check_open(state: CandidacyState) -> None:
    """Refuse to change a candidacy that is no longer open. Raises `Broken`."""
    if state is not CandidacyState.OPEN:
        raise Broken(_("La candidatura ya no está abierta: vuelva a ver en qué estado se encuentra."))


def check_seats(holders: int, seats: int) -> None:
    """Refuse more holders than the mesa's rule gives to a mandate. Raises `Broken`."""
    if holders > seats:
        raise Broken(
            _("Según la regla de la mesa, un mandato tiene %(seats)d titulares cuando más.")
            % {"seats": seats}
        )


def check_priorities(text: str) -> None:
    """Refuse a candidacy that says nothing, or too much. Raises `Broken`."""
    if not text.strip():
        raise Broken(_("Escriba las prioridades que se proponen para el mandato."), "priorities")
    if len(text) > MAX_PRIORITIES:
        raise Broken(
            _("Las prioridades admiten %(most)d caracteres cuando más.") % {"most": MAX_PRIORITIES},
            "priorities",
        )
