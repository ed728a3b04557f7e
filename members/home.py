"""The cards of the mesa: what waits for an answer, and who presides today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcig.access import PARTICIPANTS, Actor, Role
from mcig.mesa.middleware import request_mesa
from mcig.web.home import Card, register, register_first, register_last
from members.beginning import progress
from members.queries import offices_on
from members.queries.attention import asked_of
from members.queries.candidacies import requests_awaiting, to_be_consulted
from members.queries.handover import awaiting_signature


@register_first
def founding(actor: Actor) -> Card | None:
    """What an install without a mesa begins with; nothing once there is one."""
    if not actor.holds(Role.ADMINISTRATOR) or request_mesa():
        return None
    return Card(_("Todavía no hay una mesa"), "members/beginning/found.html", {"progress": progress()})


@register_first
def first_steps(actor: Actor) -> Card | None:
    """What a new mesa still lacks, for its secretariat; nothing once all of it is there."""
    found = progress() if actor.holds(Role.SECRETARIAT) else None
    if found is None or found.is_over:
        return None
    return Card(_("Primeros pasos"), "members/beginning/steps.html", {"progress": found})


@register
def answers(actor: Actor) -> list[Card]:
    """The consultations and the joint statements that wait for an answer of the actor's seat."""
    asked = asked_of(actor)
    cards = (
        (_("Consultas que esperan su respuesta"), asked.consultations),
        (_("Documentos por firmar"), asked.signatures),
    )
    return [Card(title, "members/waiting-card.html", {"waiting": found}) for title, found in cards if found]


@register
def presidency(actor: Actor) -> Card | None:
    """What waits in candidacies and in the handover; nothing when nothing does."""
    waiting = {
        "requests": requests_awaiting(actor) if actor.organisations else [],
        "open": to_be_consulted() if actor.holds(Role.SECRETARIAT) else [],
        "points": awaiting_signature(actor, actor.on) if actor.holds(Role.PRESIDENCY, Role.INCOMING) else 0,
    }
    if not any(waiting.values()):
        return None
    return Card(_("Presidencia: lo que espera por usted"), "members/presidency/card.html", waiting)


@register_last
def offices(actor: Actor) -> Card | None:
    """Who holds the presidency and the technical secretariat; nothing for somebody without a seat today."""
    if not actor.holds(*PARTICIPANTS):
        return None
    return Card(_("Quién preside hoy"), "members/offices-card.html", {"offices": offices_on(actor.on)})
