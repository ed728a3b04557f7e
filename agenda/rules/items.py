"""What an item may hold, and how one is typed in a single line."""

from __future__ import annotations

import re

from agenda.rules.meeting import MAX_MINUTES, TEXT_LENGTH, TITLE_LENGTH
from mcig.rules import Broken, _

MAX_ITEMS = 200
MAX_PRESENTERS = 12
NAME_LENGTH = 200
# «Título · 15», «Título | 15 min»: the last separator counts, for a title may hold one too.
QUICK = re.compile(r"(?P<title>.*\S)\s*[·|]\s*(?P<minutes>[-+−]?\d{1,9})\s*(?:min(?:utos)?\.?|['′])?\s*")
DURATION = _("La duración de un punto va de 0 minutos a 24 horas (1440 minutos).")


def read_quick(text: str) -> tuple[str, int]:
    """Title and minutes of an item typed in one line; 0 minutes when none are given.

    Raises `Broken` as `check_item`.
    """
    found = QUICK.fullmatch(text.strip())
    title = found["title"].strip() if found else text.strip()
    minutes = int(found["minutes"].replace("−", "-")) if found else 0
    check_item(title=title, minutes=minutes)
    return title, minutes


def check_item(*, title: str, minutes: int, description: str = "", internal_notes: str = "") -> None:
    """Raises `Broken` for an item without a title, with a text too long or an impossible duration."""
    if not title.strip():
        raise Broken(_("Escriba el título del punto."), "title")
    if len(title.strip()) > TITLE_LENGTH:
        raise Broken(_("El título es demasiado largo: caben 200 caracteres."), "title")
    if not 0 <= minutes <= MAX_MINUTES:
        raise Broken(DURATION, "minutes")
    for name, text in (("description", description), ("internal_notes", internal_notes)):
        if len(text) > TEXT_LENGTH:
            raise Broken(_("El texto es demasiado largo: caben 10 000 caracteres."), name)


def check_room(count: int) -> None:
    """Raises `Broken` when a meeting with `count` items holds no more."""
    if count >= MAX_ITEMS:
        raise Broken(_("Una reunión admite hasta 200 puntos, con los que están en espera y retirados."))


def check_presenters(names: list[str]) -> None:
    """Raises `Broken` for too many presenters, or a name too long."""
    if len(names) > MAX_PRESENTERS:
        raise Broken(_("Un punto admite hasta 12 personas u organizaciones que presentan."), "presenters")
    if any(len(name) > NAME_LENGTH for name in names):
        raise Broken(_("El nombre es demasiado largo: caben 200 caracteres."), "presenters")
