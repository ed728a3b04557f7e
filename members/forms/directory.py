"""What the directory is narrowed to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import OrganisationKind, SeatKind


class DirectoryFilter(forms.Form):
    """Words, kind of organisation and seat; what is not valid narrows nothing."""

    q = forms.CharField(
        label=_("Nombre, cargo u organización"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    tipo = forms.ChoiceField(
        label=_("Tipo de organización"), choices=[("", _("Todos")), *OrganisationKind.choices], required=False
    )
    lugar = forms.ChoiceField(
        label=_("Lugar en la mesa"), choices=[("", _("Todos")), *SeatKind.choices], required=False
    )
    hide_optional = True

    def wanted(self) -> dict[str, str]:
        """The arguments of `members.queries.directory.directory`."""
        self.is_valid()
        found = self.cleaned_data
        return {"words": found.get("q", ""), "kind": found.get("tipo", ""), "seat": found.get("lugar", "")}
