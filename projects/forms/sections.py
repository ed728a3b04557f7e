"""The sections of a record: one form each, which changes only what it shows."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from mcig.rules import Broken
from projects.forms.cells import Choices, PartsField
from projects.forms.lists import list_field, words
from projects.rules import Ficha
from projects.rules.record import (
    CRITERIA,
    CURRENCIES,
    PURPOSES,
    RECORD_LABELS,
    RECORD_LENGTHS,
    TARGETS,
    Evidence,
    Modality,
    Participation,
    Record,
    Significance,
    check_record,
    goal_of,
    narrowed,
    read_amount,
    target_name,
)


def short_text(name: str, help_text: Any = "") -> forms.CharField:
    """A single value of the record on one line."""
    most = RECORD_LENGTHS.get(name, 300)
    return forms.CharField(label=RECORD_LABELS[name], required=False, max_length=most, help_text=help_text)


class AmountField(forms.CharField):
    """An amount as people write it."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return read_amount(text) if text else None
        except Broken as error:
            raise ValidationError(str(error)) from error


class SectionForm(forms.Form):
    """A section filled with `record`; `members` are the code and name of each member of the mesa.

    Once valid, `record` is the whole record with what was typed here.
    """

    hide_optional = True
    add_words: ClassVar[StrPromise] = gettext_lazy("Agregar una fila")

    def __init__(
        self, *args: Any, ficha: Ficha, record: Record, members: Choices = (), blank: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.initial_of(record)
        self.ficha, self.stored, self.record = ficha, record, record
        for name, field in self.fields.items():
            if isinstance(field, PartsField):
                rows = field.rows_of(self.parts_of(name, record, ficha))
                self.initial[name] = [*rows, ("",) * len(field.columns)] if name == blank else rows
                field.widget.offered = self.offered(ficha, record, members)

    def initial_of(self, record: Record) -> dict[str, Any]:
        """What the fields show, except for lists."""
        values = {name: getattr(record, name) for name in self.names()}
        return {name: getattr(value, "value", value) for name, value in values.items()}

    def parts_of(self, name: str, record: Record, ficha: Ficha) -> tuple[Any, ...]:
        """The rows that a list begins with."""
        parts: tuple[Any, ...] = getattr(record, name)
        return parts

    def offered(self, ficha: Ficha, record: Record, members: Choices) -> dict[str, Choices]:
        """Choices that depend on the project."""
        return {}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields of the record that this section shows."""
        return tuple(each.name for each in fields(Record) if each.name in cls.base_fields)

    def typed(self) -> dict[str, Any]:
        """What was typed, by fields of the record."""
        return {name: self.cleaned_data[name] for name in self.names()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.record = replace(self.stored, **self.typed())
            try:
                check_record(self.record)
            except Broken as error:
                self.add_error(error.field if error.field in self.fields else None, str(error))
        return cleaned


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


class GenderForm(SectionForm):
    """The marker with its coach: the evidence of each recommended minimum criterion."""

    marker = forms.TypedChoiceField(
        label=RECORD_LABELS["marker"],
        required=False,
        choices=lambda: [("", gettext_lazy("No evaluado")), *words(Significance, blank=False)],
        coerce=Significance,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "«No evaluado» y «No orientado (0)» no son lo mismo: el 0 dice que alguien lo evaluó. Un 2 no es "
            "mejor que un 1: el 2 dice que la igualdad de género es la razón de ser del proyecto."
        ),
    )

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        written = {each.criterion: each.text for each in record.evidence}
        for criterion in CRITERIA:
            name = f"evidence_{criterion.key}"
            only_two = Significance.SIGNIFICANT not in criterion.values
            self.fields[name] = forms.CharField(
                label=criterion.question,
                required=False,
                max_length=RECORD_LENGTHS["evidence"],
                help_text=_("Solo para el valor 2. ¿Qué lo muestra?") if only_two else _("¿Qué lo muestra?"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.initial[name] = written.get(criterion.key, "")

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("marker", "evidence")

    def typed(self) -> dict[str, Any]:
        texts = {
            each.key: self.cleaned_data[f"evidence_{each.key}"].replace("\r\n", "\n") for each in CRITERIA
        }
        evidence = tuple(Evidence(key, text) for key, text in texts.items() if text.strip())
        return {"marker": self.cleaned_data["marker"], "evidence": evidence}


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
        Section("metas", gettext_lazy("Metas y sector"), TargetsForm),
        Section("genero", gettext_lazy("Marcador de género"), GenderForm),
        Section("marcadores", gettext_lazy("Otros marcadores"), MarkersForm),
        Section("montos", gettext_lazy("Montos"), AmountsForm),
        Section("personas", gettext_lazy("Personas"), PeopleForm),
        Section("avance", gettext_lazy("Hitos e indicadores"), ProgressForm),
        Section("vinculos", gettext_lazy("Enlaces y vínculos"), LinksForm),
    )
}
