"""Input about people and their postings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.accounts.models import LANGUAGES
from mcig.rules import Broken
from mcig.web.fields import day_field, text_field
from members.actions.people import Details, Post
from members.models import AddressForm, Person, Posting, PostTitle, SeatKind
from members.rules.spans import Span, span_of_days


class PersonForm(forms.Form):
    """What is kept of a person."""

    name = text_field(_("Nombre"), 200, required=True)
    email = forms.EmailField(
        label=_("Correo electrónico"),
        max_length=254,
        required=False,
        help_text=_("De trabajo. Lo ven quienes participan en la mesa."),
    )
    phone = text_field(_("Teléfono de trabajo"), 40, help_text=_("Lo ven quienes participan en la mesa."))
    language = forms.ChoiceField(label=_("Idioma en que se le escribe"), choices=LANGUAGES, initial="es")
    address_form = forms.ChoiceField(
        label=_("Forma en que desea que se escriba su cargo"),
        choices=AddressForm.choices,
        initial=AddressForm.NEUTRAL,
        help_text=_("Por ejemplo: consejería, consejera, consejero."),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    @property
    def details(self) -> Details:
        return Details(**{field: self.cleaned_data[field] for field in Details.__dataclass_fields__})

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """What the form shows of a person as stored."""
        return {field: getattr(person, field) for field in Details.__dataclass_fields__}


class PostForm(forms.Form):
    """The title of a posting, and whether the person looks after the people of their organisation."""

    catalogued = forms.ModelChoiceField(
        label=_("Cargo"),
        queryset=PostTitle.objects.all(),
        required=False,
        empty_label=_("Otro, con mis palabras"),
    )
    title = text_field(
        _("Cargo, si no está en la lista"), 120, help_text=_("Se imprime tal como lo escriba.")
    )
    administers = forms.BooleanField(
        label=_("Invita y da de baja a las personas de su organización"), required=False
    )

    @property
    def post(self) -> Post:
        return Post(**{field: self.cleaned_data[field] for field in Post.__dataclass_fields__})

    @staticmethod
    def of_posting(posting: Posting, administers: bool) -> dict[str, Any]:  # noqa: FBT001
        """What the form shows of a posting as stored."""
        free = "" if posting.catalogued_id else posting.title
        return {"catalogued": posting.catalogued_id, "title": free, "administers": administers}


class InvitationField(forms.Form):
    invite = forms.BooleanField(
        label=_("Enviarle una invitación para abrir su cuenta"),
        required=False,
        initial=True,
        help_text=_("Si ya tiene cuenta, se usa esa."),
    )


class AppointmentForm(PersonForm, PostForm, InvitationField):
    """A person and their posting on a seat."""

    kind = forms.ChoiceField(label=_("Lugar en la mesa"), choices=SeatKind.choices)
    first = day_field(_("Primer día"))
    last = day_field(_("Último día"), required=False, help_text=_("Vacío si aún no se sabe."))
    field_order = ("name", "email", "phone", "language", "address_form", "kind", "catalogued", "title")


class PersonRowForm(PersonForm):
    """A row of a spreadsheet: a person, their seat and the days on which they occupy it."""

    code = text_field(_("Clave"), 20, required=True)
    seat = forms.ChoiceField(label=_("Lugar en la mesa"), choices=SeatKind.choices)
    title = text_field(_("Cargo"), 120, required=True)
    first = day_field(_("Primer día"), month_is_enough=True)
    last = day_field(_("Último día"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "first" in data and "last" in data:
            try:
                span_of_days(data["first"], data["last"])
            except Broken as refusal:
                self.add_error(refusal.field, str(refusal))
        return data

    @property
    def span(self) -> Span:
        """The days of the posting."""
        return span_of_days(self.cleaned_data["first"], self.cleaned_data["last"])


class EndForm(forms.Form):
    last = day_field(
        _("Último día"), help_text=_("Ese día todavía cuenta; desde el siguiente ya no tiene acceso.")
    )


class RelayForm(PersonForm, PostForm, InvitationField):
    """Who takes a seat over, and the last day of who leaves it."""

    last = day_field(_("Último día de quien sale"), help_text=_("Quien llega empieza al día siguiente."))
    field_order = ("last", "name", "email", "phone", "language", "address_form", "catalogued", "title")
