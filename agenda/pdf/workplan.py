"""The work plan of a mandate on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from agenda.queries.workplan import LineRow, totals
from mcig.mesa.models import Mesa
from mcig.pdf import render
from mcig.rules import Broken
from members.queries.mandates import MandateRow

TEMPLATE = "pdf/agenda/workplan.html"
STYLESHEET = "css/workplan.css"
TAGS = {"es": "es-MX"}
MAX_PRINTED = 100


def workplan_pdf(
    term: MandateRow, rows: Sequence[LineRow], *, mesa: Mesa | None, on: date, language: str
) -> bytes:
    """The plan as PDF/UA-1, in the order given. Raises `Broken` for more than `MAX_PRINTED` lines."""
    if len(rows) > MAX_PRINTED:
        raise Broken(_("El plan en PDF admite %(most)d líneas. Descárguelo en XLSX.") % {"most": MAX_PRINTED})
    context = {
        "term": term,
        "rows": rows,
        "totals": totals(list(rows)),
        "mesa": mesa,
        "on": on,
        "lang": TAGS.get(language, language),
    }
    return render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=on)
