"""What documents and photographs of a project may be."""

from __future__ import annotations

from mcig.rules import Broken, _
from projects.rules.limits import check_printable

DOCUMENT_TITLE_LENGTH = 200
MOST_DOCUMENTS = 40
# Of a photograph: what somebody who does not see it is told, and who took it.
ALTERNATIVE_LENGTH = 500
CREDIT_LENGTH = 200


def check_document(title: str) -> None:
    """Raises `Broken` for a document without a title, or with one too long."""
    if not title.strip():
        raise Broken(_("Escriba el título."), "title")
    check_printable("title", title, label=_("Título"), most=DOCUMENT_TITLE_LENGTH)


def check_photograph(title: str, alternative: str, credit: str) -> None:
    """Raises `Broken` unless a photograph says what it shows and who took it."""
    check_document(title)
    if not alternative.strip():
        raise Broken(_("Describa lo que se ve: así llega a quien no ve la fotografía."), "alternative")
    if not credit.strip():
        raise Broken(_("Escriba de quién es la fotografía."), "credit")
    check_printable("alternative", alternative, label=_("Texto alternativo"), most=ALTERNATIVE_LENGTH)
    check_printable("credit", credit, label=_("Crédito"), most=CREDIT_LENGTH)


def check_document_room(count: int, more: int) -> None:
    """Raises `Broken` when a project with `count` documents does not take `more` of them."""
    if count + more > MOST_DOCUMENTS:
        raise Broken(
            _("Un proyecto admite hasta %(most)d documentos y fotografías. Quite alguno antes de agregar.")
            % {"most": MOST_DOCUMENTS}
        )
