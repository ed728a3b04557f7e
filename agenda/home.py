"""The cards of the agenda on the home page; cards that tell of the same things share one read."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Answer, Commitment, Meeting, Theme
from agenda.models.meetings import WRITES
from agenda.queries import answers, attention, polls
from agenda.queries import minutes as minutes_queries
from agenda.queries.decisions import adopted_consultations
from agenda.wording import minutes_words
from mcig.access import Actor, Role
from mcig.mesa.middleware import request_mesa
from mcig.web.home import Card, register
from members.beginning import Step, register_steps

SHOWN = 8


@register
def meetings(actor: Actor) -> list[Card]:
    """The session that is on, the next meeting, what to answer, to place, to convene and to write."""
    found = attention.meetings(actor)
    cards = (
        _session_now(actor, found.running),
        _next_meeting(found.next),
        _invitations(actor, found.unanswered),
        _proposals(found.proposed),
        _prepared(found.prepared),
        _minutes_to_write(actor, found.unwritten),
    )
    return [card for card in cards if card]


def _session_now(actor: Actor, running: list[Meeting]) -> Card | None:
    context = {"meetings": running, "conducts": actor.holds(*WRITES)}
    return Card(_("Sesión en curso"), "agenda/session/card.html", context) if running else None


def _next_meeting(meeting: Meeting | None) -> Card | None:
    if meeting is None:
        return None
    own: str | None = meeting.own_answer  # type: ignore[attr-defined]
    context = {"meeting": meeting, "answer": Answer(own) if own else None}
    return Card(_("Próxima reunión"), "agenda/meetings/card.html", context)


def _invitations(actor: Actor, unanswered: list[Meeting]) -> Card | None:
    """Convocations besides the next meeting, and date polls, that wait for an answer of the actor's seat."""
    waiting = {"meetings": unanswered, "polls": polls.waiting_for(actor) if actor.organisations else []}
    return (
        Card(_("Invitaciones por responder"), "agenda/answers/card.html", waiting)
        if any(waiting.values())
        else None
    )


def _proposals(proposed: list[Meeting]) -> Card | None:
    """What members proposed for meetings in preparation and nobody has placed."""
    context = {"meetings": proposed}
    return Card(_("Propuestas por atender"), "agenda/proposals/card.html", context) if proposed else None


def _prepared(prepared: list[Meeting]) -> Card | None:
    """The meetings that are still to be convened, the nearest first."""
    context = {"meetings": prepared[:SHOWN], "more": len(prepared) > SHOWN}
    return Card(_("Reuniones en preparación"), "agenda/meetings/prepared.html", context) if prepared else None


def _minutes_to_write(actor: Actor, unwritten: list[Meeting]) -> Card | None:
    """Minutes to begin or to finish, or whose observations wait; nothing for who does not write."""
    if not actor.holds(*WRITES):
        return None
    waiting = {"unwritten": unwritten, "unfinished": minutes_queries.unfinished()}
    title = _("Por redactar o resolver: %(plural)s") % {"plural": minutes_words(request_mesa()).plural}
    return Card(title, "agenda/minutes/card.html", waiting) if any(waiting.values()) else None


@register
def commitments(actor: Actor) -> list[Card]:
    """Own commitments; what is overdue, to who follows it up; what waits for the secretariat's word."""
    found = attention.open_commitments(actor, SHOWN + 1)
    consultations = list(adopted_consultations()[:SHOWN]) if actor.holds(Role.SECRETARIAT) else []
    cards = []
    if found.own:
        cards.append(_card(_("Compromisos de su representación"), found.own, actor, "open"))
    if found.overdue:
        cards.append(_card(_("Compromisos vencidos"), found.overdue, actor, "overdue"))
    if found.asking or consultations:
        title = _("Acuerdos y compromisos: lo que espera por usted")
        context = {"asked": found.asking[:SHOWN], "consultations": consultations}
        cards.append(Card(title, "agenda/outcomes/waiting.html", context))
    return cards


def _card(title: str, found: list[Commitment], actor: Actor, state: str) -> Card:
    context = {
        "commitments": found[:SHOWN],
        "more": len(found) > SHOWN,
        "on": actor.on,
        "filtered": f"?estado={state}",
    }
    return Card(title, "agenda/outcomes/card.html", context)


@register
def unattributed_replies(actor: Actor) -> Card | None:
    """The calendar replies that changed nothing, to the secretariat; nothing when there is none."""
    count = answers.unattributed().count() if actor.holds(Role.SECRETARIAT) else 0
    if not count:
        return None
    title = _("Respuestas que no se pudieron atribuir")
    return Card(title, "agenda/answers/card-unattributed.html", {"count": count})


register_steps(
    Step(
        30,
        gettext_lazy("Preparar la primera reunión"),
        gettext_lazy("Su fecha y su lugar; después, su orden del día y su convocatoria."),
        "meeting-create",
        Meeting.objects.all,
    ),
    Step(
        80,
        gettext_lazy("Agregar los temas"),
        gettext_lazy("De qué trata la mesa, y quién encabeza cada tema."),
        "theme-create",
        Theme.objects.all,
        is_optional=True,
    ),
)
