"""Optimistic versions: a save says from which version it was made."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from mcig.rules import Broken
from mcig.web.numbers import whole_number

FIELD = "version"


class Stale(Exception):
    """Somebody saved a newer version meanwhile; nothing was changed."""


def read_version(data: QueryDict) -> int:
    """The version that a posted form carries. Raises `Broken` when it is missing or not a number."""
    version = whole_number(data.get(FIELD, ""))
    if version is None:
        raise Broken(
            _("El formulario llegó sin su número de versión. Vuelva a abrir la página antes de guardar.")
        )
    return version


def require_same(*, seen: int, stored: int) -> None:
    """Raise `Stale` unless the form was made from the stored version; `Broken` for one that never existed."""
    if seen > stored:
        raise Broken(_("El formulario llegó con un número de versión desconocido. Vuelva a abrir la página."))
    if seen != stored:
        raise Stale
