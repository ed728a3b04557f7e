"""The gender marker with its coach."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.forms.lists import words
from projects.forms.section import SectionForm
from projects.rules.record import (
    CRITERIA,
    RECORD_LABELS,
    RECORD_LENGTHS,
    Evidence,
    Record,
    Significance,
)


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
