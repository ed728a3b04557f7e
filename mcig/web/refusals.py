"""What a rule refuses, said in the form that asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from mcig.rules import Broken


def refuse(form: forms.BaseForm, refusal: Broken) -> None:
    """Let a rule's refusal stand in the form, beside what was typed."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def accepted(form: forms.BaseForm, record: Callable[[], object]) -> bool:
    """Whether the form holds and `record` took it; a rule's refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        record()
    except Broken as refusal:
        refuse(form, refusal)
        return False
    return True
