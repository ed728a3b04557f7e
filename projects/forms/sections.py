"""The sections of a record: one form each, which changes only what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.forms.cells import Choices
from projects.forms.english import EnglishForm
from projects.forms.gender import GenderForm
from projects.forms.lists import list_field, words
from projects.forms.section import AmountField, SectionForm, short_text
from projects.rules import Ficha
from projects.rules.record import (
    CURRENCIES,
    PURPOSES,
    RECORD_LABELS,
    RECORD_LENGTHS,
    TARGETS,
    Modality,
    Participation,
    Record,
    goal_of,
    narrowed,
    target_name,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class InstitutionsForm(SectionForm):
    modality = forms.TypedChoiceField(
        label=RECORD_LABELS["modality"],
        required=False,
        choices=lambda: words(Modality),
        coerce=Modality,
        empty_value=None,
    )
    participations = list_field(
        "participations",
        gettext_lazy(
            "El papel se declara, no se supone: «sin declarar» también es una respuesta. Una institución con "
            "dos papeles lleva dos filas. Si indica que es integrante de la mesa, podrá sugerir correcciones."
        ),
    )
    contact_name = short_text("contact_name")
    contact_email = forms.EmailField(
        label=RECORD_LABELS["contact_email"], required=False, max_length=RECORD_LENGTHS["contact_email"]
    )
    contact_phone = short_text("contact_phone")

    def parts_of(self, name: str, record: Record, ficha: Ficha) -> tuple[Any, ...]:
        """Each institution of the ficha has a row, also one whose role nobody declared."""
        declared = {each.name for each in record.participations}
        others = dict.fromkeys(each.name for each in ficha.institutions if each.name not in declared)
        return (*record.participations, *(Participation(institution) for institution in others))

    def offered(self, ficha: Ficha, record: Record, members: Choices) -> dict[str, Choices]:
        names = [*(each.name for each in ficha.institutions), *(each.name for each in record.participations)]
        return {
            "name": [("", "—"), *((name, name) for name in dict.fromkeys(names))],
            "member": [("", _("no, o no consta")), *members],
        }


class PlacesForm(SectionForm):
    places = list_field("places")


class TargetsForm(SectionForm):
    theme = forms.TypedChoiceField(
        label=RECORD_LABELS["theme"],
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Por él se encuentra el proyecto en la memoria del tema y en la matriz."),
    )
    targets = list_field("targets", gettext_lazy("Una meta es la principal; las demás son secundarias."))
    purpose_code = forms.CharField(
        label=RECORD_LABELS["purpose_code"],
        required=False,
        max_length=5,
        help_text=gettext_lazy("Cinco cifras de la lista del CAD; se admite cualquiera."),
        widget=forms.TextInput(attrs={"list": "propositos", "inputmode": "numeric"}),
    )

    suggestions: ClassVar[dict[str, StrPromise]] = PURPOSES

    def offered(self, ficha: Ficha, record: Record, members: Choices) -> dict[str, Choices]:
        """The likely targets first, then those of the ficha's goals, then all the others by goal."""
        likely, chosen = narrowed([goal.number for goal in ficha.goals], ficha.thematic_area)
        others = [code for code in TARGETS if code not in {*likely, *chosen}]
        groups = [(_("Según el área temática"), likely), (_("De los objetivos de la ficha"), chosen)]
        groups += [
            (
                _("Objetivo %(number)d") % {"number": goal},
                tuple(code for code in others if goal_of(code) == goal),
            )
            for goal in range(1, 18)
        ]
        return {
            "code": [
                ("", "—"),
                *((label, [(code, target_name(code)) for code in codes]) for label, codes in groups if codes),
            ]
        }


class MarkersForm(SectionForm):
    markers = list_field(
        "markers", gettext_lazy("Un marcador que no está en la lista no se evaluó; no equivale a 0.")
    )


class AmountsForm(SectionForm):
    total = AmountField(
        label=RECORD_LABELS["total"],
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("Sin separador de miles, con punto para los centavos: 1234.56."),
    )
    currency = forms.CharField(
        label=RECORD_LABELS["currency"],
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"list": "monedas", "autocapitalize": "characters"}),
        help_text=gettext_lazy("Código de tres letras: «pesos» puede ser MXN o CLP. Nada se convierte."),
    )
    contributions = list_field("contributions")
    flows = list_field("flows")
    amounts_note = forms.CharField(
        label=RECORD_LABELS["amounts_note"],
        required=False,
        max_length=RECORD_LENGTHS["amounts_note"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Aportes en especie, o el monto como lo declara la fuente."),
    )

    suggestions: ClassVar[tuple[str, ...]] = CURRENCIES

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean_amounts_note(self) -> str:
        return str(self.cleaned_data["amounts_note"]).replace("\r\n", "\n")


class PeopleForm(SectionForm):
    beneficiary_counts = list_field(
        "beneficiary_counts",
        gettext_lazy("Si nadie separó el número por sexo, elija «sin desagregar»."),
    )


class ProgressForm(SectionForm):
    milestones = list_field("milestones", gettext_lazy("Las fechas pueden ser un día, un mes o un año."))
    indicators = list_field("indicators")


class LinksForm(SectionForm):
    links = list_field("links")
    relations = list_field(
        "relations", gettext_lazy("Un proyecto de este registro, por su código; otro, por su título.")
    )
    identifiers = list_field("identifiers", gettext_lazy("El mismo proyecto en otros registros."))


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the record: its address, its name and its form."""

    slug: str
    title: StrPromise
    form: type[SectionForm]


SECTIONS: dict[str, Section] = {
    section.slug: section
    for section in (
        Section("instituciones", gettext_lazy("Instituciones"), InstitutionsForm),
        Section("lugares", gettext_lazy("Lugares"), PlacesForm),
        Section("metas", gettext_lazy("Tema, metas y sector"), TargetsForm),
        Section("genero", gettext_lazy("Marcador de género"), GenderForm),
        Section("marcadores", gettext_lazy("Otros marcadores"), MarkersForm),
        Section("montos", gettext_lazy("Montos"), AmountsForm),
        Section("personas", gettext_lazy("Personas"), PeopleForm),
        Section("avance", gettext_lazy("Hitos e indicadores"), ProgressForm),
        Section("ingles", gettext_lazy("Inglés"), EnglishForm),
        Section("vinculos", gettext_lazy("Enlaces y vínculos"), LinksForm),
    )
}
