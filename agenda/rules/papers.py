"""What the papers of a meeting may be."""

from __future__ import annotations

from mcig.rules import Broken, _

PAPER_TITLE_LENGTH = 200
MAX_PAPERS = 60
MAX_FOLDER_PAGES = 1_000


def check_paper_title(title: str) -> None:
    """Raises `Broken` for a paper without a title, or with one too long."""
    if not title.strip():
        raise Broken(_("Escriba el título del documento."), "title")
    if len(title) > PAPER_TITLE_LENGTH:
        raise Broken(_("El título es demasiado largo: caben 200 caracteres."), "title")


def check_paper_room(count: int, more: int) -> None:
    """Raises `Broken` when a meeting with `count` papers does not take `more` of them."""
    if count + more > MAX_PAPERS:
        raise Broken(_("Una reunión admite hasta 60 documentos. Quite alguno antes de agregar otro."))
