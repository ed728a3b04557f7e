"""Input of the registers of decisions and commitments, and of their follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.actions.commitments import CommitmentFacts
from agenda.actions.decisions import DecisionFacts
from agenda.actions.followup import OF_THE_OWNER, Update
from agenda.forms.choices import chosen_key, offer
from agenda.models import Commitment, Decision
from agenda.rules.outcome import NOTE_LENGTH, OUTCOME_LENGTH, CommitmentEvent
from mcig.files.forms import UploadField
from mcig.web.fields import day_field, text_field

Rows = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the lists of the forms offer, by key."""

    themes: Rows = ()
    meetings: Rows = ()
    decisions: Rows = ()
    consultations: Rows = ()
    owners: Rows = ()


class DecisionForm(forms.Form):
    """A decision as the secretariat registers it."""

    text = text_field(_("Qué se acordó"), OUTCOME_LENGTH, required=True, rows=5)
    taken_on = day_field(_("Fecha del acuerdo"))
    theme = chosen_key(_("Tema"))
    meeting = chosen_key(_("Reunión"), help_text=_("Si se tomó en una reunión."))
    consultation = chosen_key(_("Consulta en que se adoptó"), help_text=_("Si se tomó fuera de una reunión."))
    hide_optional = True

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "theme", choices.themes, none="—")
        offer(self, "meeting", choices.meetings, none="—")
        offer(self, "consultation", choices.consultations, none="—")

    @property
    def facts(self) -> DecisionFacts:
        """What was typed. Only of a valid form."""
        return DecisionFacts(**self.cleaned_data)


def stored_decision(decision: Decision) -> dict[str, Any]:
    return {
        "text": decision.text,
        "taken_on": decision.taken_on,
        "theme": decision.theme_id,
        "meeting": decision.meeting_id,
        "consultation": decision.consultation_id,
    }


class ReplaceForm(forms.Form):
    """Which decision takes the place of another."""

    replaced_by = chosen_key(_("Acuerdo que lo sustituye"), required=True)

    def __init__(self, *args: Any, decisions: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "replaced_by", decisions, none="—")


class FulfilForm(forms.Form):
    """On which day a decision was carried out."""

    fulfilled_on = day_field(_("Fecha de cumplimiento"))


class CommitmentForm(forms.Form):
    """A commitment as the secretariat registers it."""

    text = text_field(_("A qué se compromete"), OUTCOME_LENGTH, required=True, rows=5)
    owner = chosen_key(_("Responsable"), required=True)
    start_on = day_field(_("Fecha de inicio"), required=False)
    due_on = day_field(
        _("Fecha compromiso"),
        required=False,
        help_text=_("Se recuerda siete días y un día antes, y el día siguiente si no se cumplió."),
    )
    needs_evidence = forms.BooleanField(
        label=_("Para darlo por cumplido hace falta evidencia"), required=False
    )
    theme = chosen_key(_("Tema"))
    decision = chosen_key(_("Acuerdo del que se desprende"))
    meeting = chosen_key(_("Reunión"))
    hide_optional = True

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", choices.owners, none="—")
        offer(self, "theme", choices.themes, none="—")
        offer(self, "decision", choices.decisions, none="—")
        offer(self, "meeting", choices.meetings, none="—")

    @property
    def facts(self) -> CommitmentFacts:
        """What was typed. Only of a valid form."""
        return CommitmentFacts(**self.cleaned_data)


def stored_commitment(commitment: Commitment) -> dict[str, Any]:
    return {
        "text": commitment.text,
        "owner": commitment.owner.organisation_id,
        "start_on": commitment.start_on,
        "due_on": commitment.due_on,
        "needs_evidence": commitment.needs_evidence,
        "theme": commitment.theme_id,
        "decision": commitment.decision_id,
        "meeting": commitment.meeting_id,
    }


class UpdateForm(forms.Form):
    """What the owner of a commitment tells of it."""

    WORDS = {
        CommitmentEvent.STARTED: _("Ya está en proceso"),
        CommitmentEvent.DONE: _("Dar por cumplido"),
        CommitmentEvent.ASKED: _("Pedir más tiempo"),
        CommitmentEvent.COMMENTED: _("Dejar un comentario"),
    }
    event = forms.ChoiceField(
        label=_("Qué desea registrar"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija qué desea registrar.")},
    )
    note = text_field(
        _("Evidencia, motivo o comentario"),
        NOTE_LENGTH,
        rows=4,
        help_text=_("Para darlo por cumplido, qué se hizo; para pedir más tiempo, por qué."),
    )
    due_on = day_field(
        _("Nueva fecha que se pide"), required=False, help_text=_("Solo para pedir más tiempo.")
    )
    hide_optional = True

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [each for each in OF_THE_OWNER if self._makes_sense(each, commitment)]
        offer(self, "event", [(each.value, self.WORDS[each]) for each in possible])
        if CommitmentEvent.ASKED not in possible:
            del self.fields["due_on"]

    @staticmethod
    def _makes_sense(event: CommitmentEvent, commitment: Commitment) -> bool:
        if event is CommitmentEvent.COMMENTED:
            return True
        if event is CommitmentEvent.STARTED:
            return commitment.state == "pending"
        return commitment.is_open and (event is not CommitmentEvent.ASKED or commitment.due_on is not None)

    @property
    def update(self) -> Update:
        """What was typed. Only of a valid form."""
        data = self.cleaned_data
        return Update(
            data["event"], data["note"], data.get("due_on"), files=tuple(data.get("attached") or ())
        )


class FiledUpdateForm(UpdateForm):
    """The same from an account, with files."""

    attached = UploadField(label=_("Archivos de evidencia"), multiple=True, required=False)


class OnBehalfForm(FiledUpdateForm):
    """The same, written down by the secretariat for somebody else."""

    spoken_by = text_field(
        _("Quién lo pidió o lo informó"), 200, required=True, help_text=_("Quedará a su nombre.")
    )
    field_order = ["spoken_by", "event", "note", "due_on", "attached"]


class NoteForm(forms.Form):
    """A comment or a reason."""

    note = text_field(_("Texto"), NOTE_LENGTH, rows=4)

    def __init__(self, *args: Any, label: Any = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = required
        if label:
            self.fields["note"].label = label


class RequestForm(NoteForm):
    """Whether more time is given."""

    answer = forms.ChoiceField(
        label=_("Respuesta"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Ampliar el plazo")), ("no", _("No ampliarlo"))],
    )
    field_order = ["answer", "note"]


class RegisterFilter(forms.Form):
    """What of a register is asked for; its fields are those of the address."""

    hide_optional = True

    def __init__(self, *args: Any, offered: Iterable[tuple[str, Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, choices in offered:
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("Todos")), *choices]
            )
