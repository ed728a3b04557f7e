"""What the mesa shows of itself to everybody: its members and who presides; never a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.public.parts import Entry, Part, register
from mcig.sheets.columns import Column
from members.queries import MemberRow, members_on
from members.queries.mandates import MandateRow, mandate_rows
from members.rules.rotation import MandateState
from members.templatetags.periods import period


@register
class Members(Part[MemberRow]):
    """Who belongs to the mesa today and takes part."""

    slug = "integrantes"
    title = _("Integrantes")
    lead = _("Las representaciones, agencias y organismos que integran hoy la mesa.")
    order = 10
    columns = (
        Column(_("Clave"), lambda each: each.code, key="code"),
        Column(_("Nombre"), lambda each: each.name, key="name"),
        Column(_("Tipo"), lambda each: str(each.kind), key="kind"),
        Column(_("País"), lambda each: each.country or None, key="country"),
        Column(_("Integrante desde"), lambda each: each.since, key="member_since"),
    )

    def rows(self) -> Sequence[MemberRow]:
        return [each for each in members_on(timezone.localdate()) if not each.suspended]

    def entries(self, rows: Iterable[MemberRow]) -> list[Entry]:
        return [
            Entry(each.code.lower(), each.name, " · ".join(filter(None, (str(each.kind), each.country))))
            for each in rows
        ]


@register
class Presidency(Part[MandateRow]):
    """The mandates that began: the one in force first, then those before it."""

    slug = "presidencia"
    title = _("Presidencia")
    lead = _("Quién preside la mesa y quién ejerce la secretaría técnica, hoy y antes.")
    order = 20
    counts = False
    columns = (
        Column(_("Función"), lambda each: each.title, key="office"),
        Column(_("Titulares"), lambda each: each.names, key="holders"),
        Column(_("Inicio"), lambda each: each.term.lower, key="start"),
        Column(_("Último día"), lambda each: each.term.last_day, key="last_day"),
    )

    def rows(self) -> Sequence[MandateRow]:
        begun = [
            each
            for each in mandate_rows(timezone.localdate())
            if each.state is not MandateState.PROPOSED and each.holders
        ]
        newest = sorted(begun, key=lambda each: each.term.start, reverse=True)
        return sorted(newest, key=lambda each: each.state is not MandateState.CURRENT)

    def entries(self, rows: Iterable[MandateRow]) -> list[Entry]:
        return [Entry(str(each.key), each.names, _told(each)) for each in rows]


def _told(each: MandateRow) -> str:
    """«Copresidencia · Del 1 de enero de 2023 al 31 de diciembre de 2024»."""
    return f"{each.title} · {period(each.term)}"
