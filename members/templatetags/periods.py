"""Half-open date ranges in words."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.rules.rotation import Term

register = template.Library()


@register.filter
def period(validity: DateRange | Term) -> str:
    """The range with the last day that counts, as people say it: «del 1 de enero de 2023 al 31 de …»."""
    first = date_format(validity.lower) if validity.lower else ""
    last = date_format(validity.upper - timedelta(days=1)) if validity.upper else ""
    if first and last:
        return _("Del %(first)s al %(last)s") % {"first": first, "last": last}
    if first:
        return _("Desde el %(first)s") % {"first": first}
    return _("Hasta el %(last)s") % {"last": last} if last else _("Sin fechas registradas")


@register.filter
def period_inside(validity: DateRange | Term) -> str:
    """The range inside a sentence: «del 1 de enero de 2023 al 31 de …»; months keep their capitals."""
    words = period(validity)
    return words[:1].lower() + words[1:]
