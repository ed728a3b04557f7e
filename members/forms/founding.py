"""Input of the foundation of a mesa."""

from __future__ import annotations

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from mcig.countries import country_choices
from mcig.mesa.forms import time_zone_field
from mcig.web.fields import day_field, text_field
from members.actions.founding import Founding
from members.forms.organisations import CODE
from members.models import OrganisationKind


class FoundingForm(forms.Form):
    """The mesa, and who keeps its technical secretariat. What is usual is written already, and folded."""

    template_name = "members/beginning/founding-form.html"
    USUAL = ("country", "time_zone", "kind", "since", "title")

    name = text_field(_("Nombre de la mesa"), 200, required=True)
    acronym = text_field(_("Sigla de la mesa"), 20, required=True)
    country = forms.ChoiceField(label=_("País en que trabaja"), choices=country_choices, initial="MX")
    time_zone = time_zone_field(initial="America/Mexico_City")
    organisation = text_field(_("Organización que lleva la secretaría técnica"), 200, required=True)
    code = forms.CharField(
        label=_("Clave de esa organización"),
        max_length=12,
        validators=[CODE],
        help_text=_("Encabeza el código de sus proyectos y ya no cambia; por ejemplo, ONUMUJERES."),
    )
    kind = forms.ChoiceField(
        label=_("Tipo"), choices=OrganisationKind.choices, initial=OrganisationKind.MULTILATERAL
    )
    since = day_field(
        _("Lleva la secretaría técnica desde"),
        help_text=_("Si no sabe el día, deje el de hoy: se corrige en «Presidencia»."),
    )
    person = text_field(
        _("Su nombre y apellidos"),
        120,
        required=True,
        help_text=_("Con él firman las invitaciones y las convocatorias que usted envíe."),
    )
    title = text_field(
        _("El cargo de usted en ella"),
        120,
        required=True,
        help_text=_("Usted ocupa su primer lugar; después podrá invitar a otras personas y relevarse."),
    )

    @property
    def usual(self) -> list[BoundField]:
        """The fields that hold already what most mesas say."""
        return [self[name] for name in self.USUAL]

    @property
    def asked(self) -> list[BoundField]:
        """The fields that only who founds can fill in."""
        return [field for field in self if field.name not in self.USUAL]

    @property
    def facts(self) -> Founding:
        return Founding(**self.cleaned_data)
