"""Input of the pages about candidacies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.rules.candidacy import MAX_PRIORITIES


class PrioritiesForm(forms.Form):
    """What a candidacy would do."""

    priorities = forms.CharField(
        label=_("Prioridades que propone"),
        max_length=MAX_PRIORITIES,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Las leerán todos los integrantes y, si se adopta, serán las del mandato."),
    )


class CandidacyForm(PrioritiesForm):
    """An organisation that proposes itself, and what it would do. The dates follow from the rule."""

    organisation = forms.TypedChoiceField(label=_("Organización que se propone"), coerce=int)
    start = forms.DateField(widget=forms.HiddenInput)
    end = forms.DateField(widget=forms.HiddenInput)
    field_order = ("organisation", "priorities")

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(organisations)
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["organisation"].initial = choices[0][0]
