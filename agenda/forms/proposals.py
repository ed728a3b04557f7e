"""Input of proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.actions.proposals import Proposal
from agenda.forms.choices import NONE, chosen_key, offer
from agenda.forms.items import PURPOSES
from agenda.rules.items import DURATION
from agenda.rules.meeting import MAX_MINUTES, TITLE_LENGTH
from agenda.rules.proposals import REASON_LENGTH
from mcig.files.forms import UploadField
from mcig.web.fields import text_field


class ProposalForm(forms.Form):
    """What a member proposes for a meeting; through an account also with a paper."""

    title = text_field(_("Qué punto propone"), TITLE_LENGTH, required=True)
    purpose = forms.ChoiceField(label=_("Para qué"))
    minutes = forms.IntegerField(
        label=_("Cuántos minutos necesita"),
        min_value=1,
        max_value=MAX_MINUTES,
        initial=15,
        error_messages=dict.fromkeys(("min_value", "max_value"), DURATION),
    )
    theme = chosen_key(_("Tema"))
    reason = text_field(
        _("Por qué lo propone"),
        REASON_LENGTH,
        rows=4,
        help_text=_("Lo leen la secretaría técnica y la presidencia; no se publica."),
    )
    paper = UploadField(
        label=_("Documento"),
        required=False,
        help_text=_("Los integrantes lo leen cuando el punto se publica en el orden del día."),
    )

    def __init__(
        self, *args: Any, themes: Sequence[tuple[int, str]], with_paper: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not with_paper:
            del self.fields["paper"]
        offer(self, "purpose", [(each.value, capfirst(each.label)) for each in PURPOSES])
        offer(self, "theme", themes, none=NONE[1])

    @property
    def proposal(self) -> Proposal:
        """What a valid form proposes."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "paper"}
        return Proposal(**data)


class ReturnForm(forms.Form):
    """Why a proposal is given back."""

    reason = text_field(
        _("Motivo"), REASON_LENGTH, required=True, rows=4, help_text=_("Lo lee quien propuso el punto.")
    )
