"""What a rule refuses, said in the form that asked for it."""

from __future__ import annotations

from django import forms

from mcig.rules import Broken


def refuse(form: forms.BaseForm, refusal: Broken) -> None:
    """Let a rule's refusal stand in the form, beside what was typed."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
