"""Reading what a person typed into the ficha and into the sections of its record."""

from __future__ import annotations

from projects.forms.ficha import FichaForm, NewProjectForm, form_of, with_choices
from projects.forms.rows import COMMAND

__all__ = ["COMMAND", "FichaForm", "NewProjectForm", "form_of", "with_choices"]
