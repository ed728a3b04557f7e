"""The lists of a record with their columns."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mcig.countries import place_choices
from projects.forms.cells import Choices, Column, Kind, PartsField
from projects.rules.record import (
    CURRENCIES,
    MARKERS,
    RECORD_LABELS,
    SCORES,
    STATES,
    Beneficiaries,
    Contribution,
    Flow,
    Identifier,
    Indicator,
    Link,
    Marker,
    Milestone,
    Participation,
    Partner,
    Place,
    Reach,
    Relation,
    RelationKind,
    Sex,
    Target,
    Working,
)


def words(values: Any, *, blank: bool = True) -> Choices:
    """The values of a closed list for a select, perhaps with none first."""
    return [*([("", "—")] if blank else []), *((each.value, each.label) for each in values)]


def _states() -> Choices:
    return [("", "—"), *STATES.items()]


def _countries() -> Choices:
    """Mexico first: most places are there."""
    [none, *countries] = place_choices()
    return [none, *(pair for pair in countries if pair[0] == "MX"), *countries]


CURRENCY = Column("currency", _("Moneda"), required=True, most=3, suggestions=CURRENCIES)
CONTRIBUTOR = Column("contributor", _("Quién aporta"), required=True)

LISTS: dict[str, tuple[type[Any], tuple[Column, ...]]] = {
    "participations": (
        Participation,
        (
            Column("name", _("Institución"), Kind.CHOICE, required=True, wide=True),
            Column("role", _("Papel"), Kind.CHOICE, lambda: words(Working, blank=False), required=True),
            Column("partner", _("En cooperación triangular o regional"), Kind.CHOICE, lambda: words(Partner)),
            Column("member", _("Es integrante de la mesa"), Kind.CHOICE),
        ),
    ),
    "places": (
        Place,
        (
            Column("country", _("País"), Kind.CHOICE, _countries, required=True),
            Column("state", _("Entidad federativa, si es México"), Kind.CHOICE, _states),
            Column("city", _("Ciudad o municipio")),
        ),
    ),
    "targets": (
        Target,
        (
            Column("code", _("Meta"), Kind.CHOICE, required=True),
            Column(
                "main", _("Importancia"), Kind.FLAG, lambda: [("", _("secundaria")), ("1", _("principal"))]
            ),
        ),
    ),
    "markers": (
        Marker,
        (
            Column("key", _("Marcador"), Kind.CHOICE, lambda: [("", "—"), *MARKERS.items()], required=True),
            Column("score", _("Valor"), Kind.CHOICE, lambda: [("", "—"), *SCORES.items()], required=True),
        ),
    ),
    "contributions": (
        Contribution,
        (CONTRIBUTOR, Column("amount", _("Monto"), Kind.AMOUNT, required=True, most=30), CURRENCY),
    ),
    "flows": (
        Flow,
        (
            CONTRIBUTOR,
            Column("year", _("Año; vacío, los siguientes"), Kind.NUMBER, most=4),
            CURRENCY,
            Column("committed", _("Comprometido"), Kind.AMOUNT, most=30),
            Column("disbursed", _("Desembolsado"), Kind.AMOUNT, most=30),
            Column("foreseen", _("Previsto"), Kind.AMOUNT, most=30),
        ),
    ),
    "beneficiary_counts": (
        Beneficiaries,
        (
            Column("group", _("Grupo")),
            Column("reach", _("Alcance"), Kind.CHOICE, lambda: words(Reach, blank=False), required=True),
            Column("sex", _("Sexo"), Kind.CHOICE, lambda: words(Sex, blank=False), required=True),
            Column("count", _("Personas"), Kind.NUMBER, required=True, most=10),
        ),
    ),
    "milestones": (
        Milestone,
        (
            Column("title", _("Hito"), Kind.LONG, required=True, most=500),
            Column("due", _("Previsto para"), Kind.DATE, most=40),
            Column("reached", _("Se cumplió"), Kind.DATE, most=40),
        ),
    ),
    "indicators": (
        Indicator,
        (
            Column("title", _("Indicador"), Kind.LONG, required=True, most=500),
            Column("result", _("Resultado de la ficha, n.º"), Kind.NUMBER, most=2),
            Column("unit", _("Unidad")),
            Column("baseline", _("Línea de base")),
            Column("target", _("Meta")),
            Column("value", _("Valor alcanzado")),
        ),
    ),
    "links": (
        Link,
        (
            Column("title", _("Título"), required=True),
            Column("url", _("Dirección (https://…)"), required=True, most=500),
        ),
    ),
    "relations": (
        Relation,
        (
            Column(
                "kind", _("Relación"), Kind.CHOICE, lambda: words(RelationKind, blank=False), required=True
            ),
            Column("project", _("Código en este registro"), most=24),
            Column("title", _("Título, si está fuera del registro")),
        ),
    ),
    "identifiers": (
        Identifier,
        (
            Column("register", _("Registro; por ejemplo, RENCID o IATI"), required=True),
            Column("code", _("Código"), required=True),
        ),
    ),
}


def list_field(name: str, help_text: Any = "") -> PartsField:
    """The field of a list of the record."""
    kind, columns = LISTS[name]
    return PartsField(name, kind, columns, label=RECORD_LABELS[name], help_text=help_text)
