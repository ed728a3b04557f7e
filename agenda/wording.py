"""What the minutes are called here: «minuta» in Mexico, «acta» in Chile; the word is the mesa's setting."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mcig.mesa.models import Mesa, MinutesWord


@dataclass(frozen=True, slots=True)
class MinutesWords:
    """The word as it stands alone, with its article and after «de», in the reader's language."""

    name: str
    the: str
    of_the: str
    plural: str


def minutes_words(mesa: Mesa | None) -> MinutesWords:
    """The words of this mesa, in the reader's language."""
    if mesa is not None and mesa.minutes_word == MinutesWord.ACTA:
        return MinutesWords(pgettext("minutes", "acta"), _("el acta"), _("del acta"), _("actas"))
    return MinutesWords(pgettext("minutes", "minuta"), _("la minuta"), _("de la minuta"), _("minutas"))


def file_word(mesa: Mesa | None) -> str:
    """The word in the name of a file, the same in every language."""
    return str(mesa.minutes_word) if mesa else MinutesWord.MINUTA.value
