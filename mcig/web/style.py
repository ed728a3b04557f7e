"""Samples for the style page: every component in every state."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from mcig.files.forms import UploadField
from mcig.files.listing import FileRow

YES_OR_NO = [("si", _("Sí")), ("no", _("No"))]
AREAS = [("cuidados", _("Sistema de cuidados")), ("digital", _("Agenda digital"))]


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Nombre del proyecto"), max_length=200)
    acronym = forms.CharField(
        label=_("Sigla"), required=False, help_text=_("Como aparece en los documentos.")
    )
    description = forms.CharField(
        label=_("Breve descripción del proyecto"), widget=forms.Textarea, required=False
    )
    area = forms.ChoiceField(label=_("Área temática"), choices=AREAS)
    start = forms.DateField(
        label=_("Inicio del proyecto"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    screened = forms.ChoiceField(
        label=_("¿Se hizo un análisis de género?"), choices=YES_OR_NO, widget=forms.RadioSelect
    )
    themes = forms.MultipleChoiceField(
        label=_("Temas"), choices=AREAS, widget=forms.CheckboxSelectMultiple, required=False
    )
    papers = UploadField(label=_("Documentos"), multiple=True, required=False)
    fixed = forms.CharField(label=_("Código"), initial="MX-CHL-2023-01", disabled=True, required=False)
    public = forms.BooleanField(label=_("Mostrar en la página pública"), required=False)


OLD = "Liderar una agenda sur-sur."
NEW = "Liderar una agenda progresista sur-sur para la igualdad de género."
INSTITUTIONS = ["México: Secretaría de las Mujeres", "Chile: Embajada de Chile", "Otras: ONU Mujeres"]
ROWS = [
    ("Nombre Proyecto", "Copresidencia de la mesa de cooperación para la igualdad de género en México"),
    ("Área Temática", "Desarrollo social"),
    ("Instituciones Involucradas", "México:\nSecretaría de las Mujeres\n\nChile:\nEmbajada de Chile"),
    ("Duración (en meses)", "12 meses, desde noviembre de 2023."),
]
CHANGES = [
    SimpleNamespace(label="Objetivo específico 1", before=OLD, after=NEW),
    SimpleNamespace(label="Sigla", before="", after="MCIG"),
    SimpleNamespace(label="Contacto", before="Enlace de cooperación", after=""),
]
CONFLICTS = [
    SimpleNamespace(label="Resultado 2", name="result-2", yours=NEW, theirs=f"{OLD}\n<p>Residuo</p>")
]
WRONG = {"wrong-acronym": "MCIG", "wrong-area": "otra"}


def samples() -> dict[str, Any]:
    """The context of `web/style.html`; the same at every call."""
    pages = Paginator(range(240), 25)
    published = {"detail": _("Se corrigió un resultado."), "url": "#tablas", "now": True}
    return {
        "form": Sample(prefix="good"),
        "wrong_form": Sample(WRONG, prefix="wrong"),
        "institutions": INSTITUTIONS,
        "rows": ROWS,
        "entries": [
            _entry(10, _("Publicada la versión 2"), **published),
            _entry(4, _("Validada por la secretaría técnica")),
            _entry(1, _("Guardado el borrador")),
        ],
        "changes": CHANGES,
        "conflicts": CONFLICTS,
        "files": [
            _file("Términos de referencia", "tdr-2025.pdf", "PDF", 480_312, remove_url="#archivos"),
            _file("matriz-de-proyectos.xlsx", "matriz-de-proyectos.xlsx", "Excel (XLSX)", 2_411_724),
        ],
        "page_first": pages.page(1),
        "page_middle": pages.page(5),
    }


def _file(title: str, name: str, kind: str, size: int, *, remove_url: str = "") -> FileRow:
    moment = datetime.datetime(2025, 4, 10, 18, tzinfo=datetime.UTC)
    return FileRow(title, name, kind, size, moment, "#archivos", remove_url)


def _entry(day: int, title: Any, **more: Any) -> SimpleNamespace:
    person = "Ana Ejemplo · Embajada de Chile en México"
    return SimpleNamespace(at=datetime.date(2025, 4, day), title=title, person=person, **more)
