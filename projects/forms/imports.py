"""What is asked about a file of projects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.files.forms import UploadField
from projects.actions.imports_reading import KINDS
from projects.rules.incoming.columns import TARGETS


class ImportForm(forms.Form):
    """The file, for whom, and which activities of an IATI file."""

    file = UploadField(
        label=_("Archivo"),
        kinds=KINDS,
        hint=_("La ficha en Word o PDF, la matriz en Excel o CSV, o las actividades IATI en XML."),
    )
    organisation = forms.TypedChoiceField(coerce=int, label=_("Integrante que presenta los proyectos"))
    country = forms.BooleanField(
        label=_("De IATI, solo las actividades en México"), required=False, initial=True
    )
    marked = forms.BooleanField(
        label=_("De IATI, solo las que llevan el marcador de género 1 o 2"), required=False, initial=True
    )

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = owners  # type: ignore[attr-defined]

    @property
    def options(self) -> dict[str, Any]:
        """How the file is read."""
        country = "MX" if self.cleaned_data["country"] else ""
        return {"iati": {"country": country, "only_marked": self.cleaned_data["marked"]}}


class ColumnsForm(forms.Form):
    """What each heading of a matrix means."""

    def __init__(self, *args: Any, columns: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No se importa")), *TARGETS.items()]
        self.headings = list(columns)
        for number, (heading, target) in enumerate(columns.items()):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=heading or _("(sin encabezado)"), choices=choices, required=False, initial=target
            )

    @property
    def columns(self) -> dict[str, str]:
        """The meaning of each heading."""
        return {
            heading: self.cleaned_data[f"column-{number}"] for number, heading in enumerate(self.headings)
        }
