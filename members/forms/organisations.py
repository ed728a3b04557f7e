"""Input of the register of organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from mcig.alphabet import alphabetical
from mcig.countries import country_choices
from mcig.web.fields import day_field, text_field
from members.actions.organisations import Naming, Profile
from members.models import Organisation, OrganisationKind, OrganisationName

CODE = RegexValidator(r"^[A-Z0-9]+(-[A-Z0-9]+)*\Z", _("Use mayúsculas sin acento, cifras y guiones."))
NAMING = ("name", "name_en", "acronym")


class NamingForm(forms.Form):
    """What an organisation is called."""

    name = text_field(_("Nombre"), 200, required=True)
    name_en = text_field(_("Nombre en inglés"), 200)
    acronym = text_field(_("Sigla"), 30)

    @property
    def naming(self) -> Naming:
        return Naming(**{field: self.cleaned_data[field] for field in NAMING})


class ProfileForm(NamingForm):
    """The facts of an organisation, with its present name."""

    kind = forms.ChoiceField(label=_("Tipo"), choices=OrganisationKind.choices)
    country = forms.ChoiceField(
        label=_("País"), required=False, help_text=_("Vacío si es un organismo multilateral.")
    )
    protocol_order = forms.IntegerField(
        label=_("Orden de protocolo"),
        min_value=0,
        max_value=9999,
        initial=100,
        help_text=_("Los números menores van primero; entre iguales decide el alfabeto."),
    )
    address = text_field(_("Domicilio"), 500, rows=3)
    phone = text_field(_("Teléfono"), 40)
    website = forms.URLField(label=_("Sitio web"), max_length=200, required=False, assume_scheme="https")
    iati_identifier = text_field(
        _("Identificador IATI"),
        60,
        help_text=_("Como figura en el registro de IATI; por ejemplo, XM-DAC-41146."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = country_choices()

    @property
    def profile(self) -> Profile:
        known = {field: self.cleaned_data.get(field) for field in Profile.__dataclass_fields__}
        return Profile(**known)  # type: ignore[arg-type]


class NewOrganisationForm(ProfileForm):
    """An organisation that is not in the register yet."""

    code = forms.CharField(
        label=_("Clave"),
        max_length=12,
        validators=[CODE],
        help_text=_("Encabeza el código de sus proyectos y ya no cambia; por ejemplo, CL."),
    )
    since = day_field(
        _("Con ese nombre desde"), required=False, help_text=_("Vacío si lo tiene desde siempre.")
    )
    field_order = ("code", "kind", "name", "name_en", "acronym", "since", "country")

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"])


class CorrectionForm(ProfileForm):
    """An organisation that is in the register, with the institution that succeeds it."""

    successor = forms.ModelChoiceField(
        label=_("Institución que la sucede"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.exclude(pk=organisation.pk).named(on)
        successor: Any = self.fields["successor"]
        successor.queryset = others
        named = sorted(
            ((each.pk, each.name_on or each.code) for each in others), key=lambda pair: alphabetical(pair[1])
        )
        successor.choices = [("", "—"), *named]

    @staticmethod
    def of(organisation: Organisation, newest: OrganisationName | None) -> dict[str, Any]:
        """What the form shows of an organisation as it is stored."""
        facts = {field: getattr(organisation, field) for field in Profile.__dataclass_fields__}
        names = {field: getattr(newest, field, "") for field in NAMING}
        return facts | names | {"successor": organisation.successor_id}


class RenameForm(NamingForm):
    since = day_field(_("Desde"), help_text=_("El nombre anterior concluye el día previo."))


class EntryForm(forms.Form):
    first = day_field(_("Integra la mesa desde"), month_is_enough=True)
    basis = text_field(
        _("Fundamento"), 300, required=True, help_text=_("El acuerdo o la comunicación que lo sustenta.")
    )


class ExitForm(forms.Form):
    last = day_field(
        _("Último día"), help_text=_("Ese día todavía cuenta. Las adscripciones concluyen con él.")
    )
    reason = text_field(_("Motivo"), 300, required=True)
    basis = text_field(_("Fundamento"), 300)


class SuspensionForm(forms.Form):
    first = day_field(_("Primer día"))
    last = day_field(_("Último día"), required=False, help_text=_("Vacío si aún no se sabe."))
    reason = text_field(_("Motivo"), 300, required=True)
    basis = text_field(_("Fundamento"), 300)


class ResumeForm(forms.Form):
    first = day_field(_("Participa de nuevo desde"))
