"""A sheet in Word: the rows of the form, and those that only a matrix has a column for.

Donors print their own sheets in two columns, with dates, amounts and markers in rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from mcig.rules import _
from projects.formats.form_reading import suggested
from projects.formats.form_text import read_rows
from projects.formats.layout import is_label
from projects.formats.matrix_row import suggestion_of
from projects.formats.word_reading import rows_of
from projects.rules.incoming import Suggestion, completed
from projects.rules.incoming.columns import guess

__all__ = ["read_sheet"]

Row = tuple[str | None, str]


def read_sheet(content: bytes, known: Iterable[str] = ()) -> Suggestion:
    """What a Word sheet suggests. Raises `Broken` with one sentence, as `read_word` does."""
    form, beside = divided(rows_of(content))
    suggestion = suggested(read_rows(form, known))
    if not beside:
        return suggestion
    more = suggestion_of(list(beside), {label: guess(label) for label, _text in beside}, place="")
    return completed(suggestion, more, _("La ficha lo dice también en otro renglón."))


def divided(rows: Iterable[Row]) -> tuple[list[Row], list[tuple[str, str]]]:
    """The rows that the form reads, and those whose labels are columns of a matrix."""
    form: list[Row] = []
    beside: list[tuple[str, str]] = []
    goes_beside = False
    for label, text in rows:
        if label == "" and goes_beside:  # the lower part of a merged cell
            beside[-1] = (beside[-1][0], f"{beside[-1][1]}\n{text}")
            continue
        goes_beside = bool(label) and not is_label(label or "") and bool(guess(label or ""))
        if goes_beside:
            beside.append((label or "", text))
        else:
            form.append((label, text))
    return form, beside
