"""Documents that accompany a consultation or a mandate: what each is called and how many there may be."""

from __future__ import annotations

from mcig.rules import Broken, _

__all__ = ["MAX_BYTES", "MAX_PAPERS", "TITLE_LENGTH", "check_room", "title_of"]

TITLE_LENGTH = 200
MAX_PAPERS = 20
MAX_BYTES = 100 * 1024 * 1024  # together: a dossier carries all of them


def title_of(title: str, file_name: str) -> str:
    """What a document is called: the title that it was given, or the name of its file without its suffix.

    Raises `Broken` for a title beyond `TITLE_LENGTH`.
    """
    given = " ".join(title.split())
    if len(given) > TITLE_LENGTH:
        raise Broken(_("El título tiene más de %(most)d caracteres.") % {"most": TITLE_LENGTH}, "title")
    return given or file_name.rpartition(".")[0] or file_name


def check_room(*, count: int, size: int) -> None:
    """Refuse what would be more than `MAX_PAPERS` documents or more than `MAX_BYTES` (both inclusive)."""
    if count > MAX_PAPERS:
        raise Broken(
            _("Caben %(most)d documentos. Quite alguno antes de añadir otro.") % {"most": MAX_PAPERS},
            "papers",
        )
    if size > MAX_BYTES:
        raise Broken(
            _("Entre todos los documentos caben %(most)d MB. Reduzca alguno o quítelo.")
            % {"most": MAX_BYTES // 2**20},
            "papers",
        )
