"""Input of the pages about the handover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.web.fields import day_field
from members.rules.handover import MAX_TITLE


class PointForm(forms.Form):
    """A point of the checklist."""

    title = forms.CharField(label=_("Qué se entrega"), max_length=MAX_TITLE)
    owner = forms.TypedChoiceField(label=_("Responsable"), coerce=int)
    due = day_field(_("Fecha compromiso"))

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(organisations)  # type: ignore[attr-defined]
