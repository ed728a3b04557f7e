"""Meetings in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from agenda.clock import moment_of, span_words, when_words
from agenda.models import DatePoll

register = template.Library()
register.filter("when", when_words)
register.filter("moment_of", moment_of)

WITH_WEEKDAY = gettext_lazy(r"l j \d\e F \d\e Y")
FACTS = {
    "title": gettext_lazy("el título"),
    "starts_at": gettext_lazy("la fecha o la hora"),
    "minutes": gettext_lazy("la duración"),
    "time_zone": gettext_lazy("la zona horaria"),
    "place": gettext_lazy("el lugar"),
    "link": gettext_lazy("el enlace para conectarse"),
}


@register.filter
def slot_of(starts_at: datetime, poll: DatePoll) -> str:
    """A slot of a poll: «martes 9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)»."""
    return span_words(starts_at, poll.minutes, poll.zone, day=str(WITH_WEEKDAY))


@register.filter
def slot_short(starts_at: datetime, poll: DatePoll) -> str:
    """A slot as the head of a column: «mar 9 abr, 10:00»; the zone stands beside the table."""
    return date_format(starts_at.astimezone(poll.zone), "D j M, H:i")


@register.filter
def fact_names(names: Iterable[str]) -> str:
    """The facts of a meeting, by the names of `agenda.rules.answers.Facts`, as a list in words."""
    return ", ".join(str(FACTS[name]) for name in names)
