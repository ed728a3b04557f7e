"""The cards of the agenda on the home page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agenda.models import Commitment
from agenda.models.meetings import WRITES
from agenda.queries import answers, commitments, polls, session
from agenda.queries import minutes as minutes_queries
from agenda.queries.decisions import adopted_consultations
from agenda.wording import minutes_words
from mcig.access import PARTICIPANTS, Actor, Role
from mcig.mesa.middleware import current_mesa
from mcig.web.home import Card, register

SHOWN = 8


@register
def own_commitments(actor: Actor) -> Card | None:
    """The open commitments of the actor's own organisations; nothing when there is none."""
    own = list(commitments.own_open(actor)[: SHOWN + 1]) if commitments.own_organisations(actor) else []
    if not own:
        return None
    return _card(_("Compromisos de su representación"), own, actor)


@register
def overdue_commitments(actor: Actor) -> Card | None:
    """All overdue commitments, to who follows them up; nothing when there is none."""
    found = list(commitments.all_overdue(actor.on)[: SHOWN + 1]) if actor.holds(*WRITES) else []
    if not found:
        return None
    return _card(_("Compromisos vencidos"), found, actor, filtered="?estado=overdue")


@register
def waiting_for_secretariat(actor: Actor) -> Card | None:
    """Requests for more time, and adopted consultations without a decision in the register."""
    if not actor.holds(Role.SECRETARIAT):
        return None
    asked = Commitment.objects.registered().open().exclude(asked_due_on=None)
    waiting = {
        "asked": list(commitments.named(asked, actor.on).order_by("due_on")[:SHOWN]),
        "consultations": list(adopted_consultations()[:SHOWN]),
    }
    if not any(waiting.values()):
        return None
    return Card(_("Acuerdos y compromisos: lo que espera por usted"), "agenda/outcomes/waiting.html", waiting)


def _card(title: str, found: list[Commitment], actor: Actor, *, filtered: str = "") -> Card:
    context = {
        "commitments": found[:SHOWN],
        "more": len(found) > SHOWN,
        "on": actor.on,
        "filtered": filtered or "?estado=open",
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


@register
def invitations(actor: Actor) -> Card | None:
    """The convocations and date polls that wait for an answer of the actor's seat; nothing when none does."""
    if not actor.organisations:
        return None
    waiting = {"seats": answers.waiting_for(actor), "polls": polls.waiting_for(actor)}
    if not any(waiting.values()):
        return None
    return Card(_("Invitaciones por responder"), "agenda/answers/card.html", waiting)


@register
def session_now(actor: Actor) -> Card | None:
    """The meetings in session at this moment; nothing when there is none."""
    running = session.in_session() if actor.holds(*PARTICIPANTS) else []
    if not running:
        return None
    context = {"meetings": running, "conducts": session.conducts(actor)}
    return Card(_("Sesión en curso"), "agenda/session/card.html", context)


@register
def minutes_to_write(actor: Actor) -> Card | None:
    """Minutes to begin or to finish, or whose observations wait; nothing for who does not write."""
    if not session.conducts(actor):
        return None
    waiting = {"unwritten": minutes_queries.unwritten(), "unfinished": minutes_queries.unfinished()}
    if not any(waiting.values()):
        return None
    title = _("Por redactar o resolver: %(plural)s") % {"plural": minutes_words(current_mesa()).plural}
    return Card(title, "agenda/minutes/card.html", waiting)
