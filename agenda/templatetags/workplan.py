"""Numbers and progress in words."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agenda.rules.progress import Progress, Reading

register = template.Library()


@register.filter
def plain(value: Decimal | str | None) -> str:
    """A number without superfluous decimals, as the reader's language writes it; a dash for none."""
    if not isinstance(value, Decimal):  # of an indicator that was never measured a template brings no value
        return "—"
    return str(number_format(Decimal(format(value.normalize(), "f")), use_l10n=True, force_grouping=True))


@register.filter
def reading(progress: Progress) -> str:
    """What can be said of an indicator, in words."""
    words = {
        Reading.UNMEASURED: _("Sin medir"),
        Reading.NO_BASELINE: _("Medido; sin línea de base no se calcula un avance"),
        Reading.KEPT: _("En la meta, que es mantener el valor"),
        Reading.LEFT: _("Fuera de la meta, que es mantener el valor"),
        Reading.ON_THE_WAY: _("%(percent)s del camino a la meta"),
        Reading.REACHED: _("Meta alcanzada (%(percent)s)"),
        Reading.AWAY: _("Se aleja de la meta (%(percent)s)"),
    }[progress.reading]
    if progress.percent is None:
        return _("Meta alcanzada") if progress.reading is Reading.REACHED else words
    percent = number_format(progress.percent, use_l10n=True, force_grouping=True)
    return words % {"percent": f"{percent} %"}
