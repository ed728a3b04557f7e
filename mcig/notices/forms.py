"""Inputs of the outgoing mail."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mcig.notices.kinds import Timing, all_kinds, optional_kinds
from mcig.notices.models import MessageState
from mcig.notices.models.messages import MessageQuerySet
from mcig.notices.models.news import TIMINGS
from mcig.notices.queries import timings_of


class OutboxFilter(forms.Form):
    """Which messages are listed. A value that does not exist filters nothing."""

    hide_optional = True

    estado = forms.ChoiceField(label=_("Estado"), required=False)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        everything = [("", _("Todos"))]
        states = [(state.value, capfirst(str(state.label))) for state in MessageState]
        kinds = sorted((str(capfirst(str(kind.label))), kind.name) for kind in all_kinds())
        self.fields["estado"].choices = everything + states  # type: ignore[attr-defined]
        self.fields["tipo"].choices = everything + [(name, label) for label, name in kinds]  # type: ignore[attr-defined]

    @property
    def is_narrowing(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def applied_to(self, found: MessageQuerySet) -> MessageQuerySet:
        """The messages that were asked for."""
        self.full_clean()
        if state := self.cleaned_data.get("estado"):
            found = found.filter(state=state)
        if kind := self.cleaned_data.get("tipo"):
            found = found.filter(kind_name=kind)
        return found


class PreferencesForm(forms.Form):
    """When news of each kind reach an address. It changes only what the person changed."""

    hide_optional = True

    def __init__(self, data: QueryDict | None, *, address: str) -> None:
        super().__init__(data)
        timings = timings_of(address)
        for kind in optional_kinds():
            self.fields[kind.name] = forms.ChoiceField(
                label=capfirst(str(kind.label)),
                choices=TIMINGS,
                initial=timings[kind.name].value,
                widget=forms.RadioSelect,
                required=False,
                show_hidden_initial=True,
            )

    @property
    def changes(self) -> dict[str, Timing]:
        """What the person set otherwise than it was shown; a kind that was not shown stays as it is."""
        chosen = {name: self.cleaned_data[name] for name in self.changed_data}
        return {name: Timing(value) for name, value in chosen.items() if value}
