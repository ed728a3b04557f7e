"""What a consultation about minutes shows: the text that circulated, as the members read it."""

from __future__ import annotations

from agenda.models import MinutesRound
from agenda.rules.minutes import Audience, for_audience, from_data
from agenda.wording import minutes_words
from mcig.mesa.middleware import request_mesa
from members.exhibits import Exhibit
from members.models import Consultation


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
