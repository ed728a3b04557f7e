"""What the agenda adds to consultations: the minutes that one is about, and the decision that follows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.models import Decision, MinutesRound
from agenda.rules.minutes import PURPOSE, Audience, for_audience, from_data
from agenda.wording import minutes_words
from mcig.access import Actor, Role
from mcig.mesa.middleware import request_mesa
from members.exhibits import Door, Exhibit
from members.models import Consultation, ConsultationState


def minutes_of(consultation: Consultation) -> Exhibit | None:
    """The round of this consultation in the members' rendering, whoever reads it."""
    found = MinutesRound.objects.filter(consultation=consultation).select_related("minutes").first()
    if found is None:
        return None
    context = {
        "record": for_audience(from_data(found.record), Audience.MEMBERS),
        "words": minutes_words(request_mesa()),
        "meeting": found.minutes.meeting_id,
        "is_open": consultation.takes_answers,
    }
    return Exhibit("agenda/minutes/exhibit.html", context, "css/session.css")


def decision_of(actor: Actor, consultation: Consultation) -> Door | None:
    """To the decision that was adopted by this consultation; to the secretariat, the way to register it."""
    if consultation.state != ConsultationState.ADOPTED:
        return None
    decision = Decision.objects.visible_to(actor).registered().filter(consultation=consultation).first()
    if decision is not None:
        label = _("Acuerdo %(number)s") % {"number": decision.label}
        return Door(label, decision.get_absolute_url(), "list-checks")
    if not actor.holds(Role.SECRETARIAT) or consultation.purpose == PURPOSE:
        return None
    address = f"{reverse('decision-create')}?consulta={consultation.number}"
    return Door(_("Registrar como acuerdo"), address, "list-checks")
