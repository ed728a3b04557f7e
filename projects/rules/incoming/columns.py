"""What a column of a matrix may mean, and the headings by which it is recognised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcig.rules import _
from mcig.words import fold
from projects.rules.ficha import LABELS
from projects.rules.record import MARKERS, RECORD_LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["MORE", "OWNER", "TARGETS", "guess", "heading_key"]

MORE, OWNER = "more", "owner"
# Each meaning with its words; what is empty is left out on purpose.
TARGETS: dict[str, StrPromise] = {
    **{name: words for name, words in LABELS.items() if name not in {"objectives", "months"}},
    "period": _("Periodo (inicio y término)"),
    OWNER: _("Integrante que presenta el proyecto"),
    "code": _("Código en este registro"),
    "identifier": _("Código en otro registro"),
    "funding": _("Institución financiadora"),
    "accountable": _("Institución responsable"),
    "extending": _("Institución canalizadora"),
    "implementing": _("Institución ejecutora"),
    "counterpart": _("Contraparte (papel sin declarar)"),
    "countries": _("Países (para los lugares)"),
    "currency": _("Moneda de los montos"),
    "total": RECORD_LABELS["total"],
    "committed": _("Comprometido por quien financia"),
    "disbursed": _("Desembolsado por quien financia en el año"),
    "foreseen": _("Por desembolsar en los años siguientes"),
    "year": _("Año de los montos"),
    "purpose_code": RECORD_LABELS["purpose_code"],
    "targets": RECORD_LABELS["targets"],
    "marker": RECORD_LABELS["marker"],
    "link": _("Enlace"),
    **{f"marker:{key}": words for key, words in MARKERS.items()},
    MORE: _("Otro dato: al final de la descripción, con su encabezado"),
}
_WORDS = {
    "name": "nombre|nombre del proyecto|proyecto|titulo|titulo del proyecto|denominacion|bezeichnung",
    "thematic_area": "area|sector|area sectorial|tema",
    "goals": "ods|ods odm|objetivos de desarrollo sostenible|ods meta",
    "institutions": "instituciones|instituciones participantes",
    "place": "pais|paises|ciudad|lugar|localizacion|ubicacion|pais ciudad|land",
    "beneficiaries": "beneficiarios|poblacion beneficiaria|poblacion beneficiaria directa",
    "duration": "duracion|duracion en meses|duracion total|plazo",
    "start": "inicio|fecha inicio|fecha de inicio",
    "end": "fin|termino|fecha fin|fecha de termino|fecha de fin",
    "period": "periodo|gesamtlaufzeit",
    "status": "estado|estado del proyecto|situacion",
    "general_objective": "objetivo general|objetivo",
    "specific_objectives": "objetivos especificos",
    "description": "descripcion|breve descripcion|resumen",
    "results": "resultados|resultados esperados",
    "updated_on": "informacion actualizada el|actualizado|actualizacion",
    OWNER: "integrante|embajada|representacion|miembro|presenta",
    "code": "codigo en este registro",
    "identifier": "codigo|clave|identificador|id|iati",
    "funding": "financiador|financiadora|donante|comitente|entidad local|auftraggeber",
    "accountable": "responsable|entidad responsable a nivel politico|politischer trager",
    "extending": "canalizadora|entidad canalizadora",
    "implementing": "ejecutora|entidad ejecutora|lider",
    "counterpart": "contraparte|contraparte local|socio|socio local",
    "currency": "moneda",
    "total": "monto|monto total|importe|importe total|importe total del proyecto|presupuesto",
    "committed": "comprometido|total comprometido por la entidad local",
    "disbursed": "desembolsado|total desembolsado en el ano por la entidad local",
    "foreseen": "prevision de desembolso en los proximos anos por la entidad local",
    "year": "ano|ejercicio",
    "purpose_code": "sector crs|crs|codigo crs",
    "targets": "metas|meta|meta ods odm|metas ods",
    "marker": "genero|marcador de genero",
    "link": "enlace|pagina|fuente|url",
    "marker:environment": "medio ambiente",
    "marker:governance": "gobernabilidad",
    "marker:indigenous": "cult indigenas",
    "marker:trade": "comercio",
    "marker:migration": "migracion y desarrollo",
    "marker:health": "salud sexual y reproductiva y salud infantil",
    "marker:biodiversity": "biodiversidad",
    "marker:mitigation": "cambio climatico mitigacion",
    "marker:adaptation": "cambio climatico adaptacion",
    "marker:desertification": "desertificacion",
}


def heading_key(heading: str) -> str:
    """A heading as it is remembered: folded, its marks left out."""
    return " ".join(re.findall("[a-z0-9]+", fold(heading)))


_KNOWN = {heading: target for target, headings in _WORDS.items() for heading in headings.split("|")}


def guess(heading: str) -> str:
    """The meaning that a heading suggests by itself; empty when it suggests none."""
    key = heading_key(heading)
    return _KNOWN.get(key) or next(
        (name for name, words in TARGETS.items() if heading_key(str(words)) == key), ""
    )
