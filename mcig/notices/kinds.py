"""What messages are about; the app that writes a kind of message names it in its `notices.py`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Timing(StrEnum):
    """When news of a kind reach a person."""

    NOW = "now"
    DIGEST = "digest"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is about.

    `label` names it in lists («convocatorias»); `why` is the sentence that tells a recipient why they receive
    it. `is_automatic`: the system sends it by itself; otherwise a person looks at it first. `is_optional`:
    a person may have it at once, in the weekly digest or not at all, and it leaves as news (`tell`) only;
    `timing` is what holds until they choose. Every other kind always leaves, at once.
    """

    name: str
    label: StrPromise | str
    why: StrPromise | str
    is_automatic: bool
    is_optional: bool = False
    timing: Timing = Timing.NOW


_kinds: dict[str, Kind] = {}


def register_kind(
    name: str,
    label: StrPromise | str,
    *,
    why: StrPromise | str,
    automatic: bool,
    timing: Timing | None = None,
) -> Kind:
    """Make a kind of message known and give it back; with a `timing` people may choose another one.

    `name` is stored and never changes; at most 60 characters.
    """
    kind = Kind(name, label, why, automatic, timing is not None, timing or Timing.NOW)
    _kinds[name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """The kind of this name; messages of an app that is gone are still messages."""
    return _kinds.get(name, OTHER)


def all_kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of registration."""
    return tuple(_kinds.values())


def optional_kinds() -> tuple[Kind, ...]:
    """The kinds that a person may choose about, in the order of registration."""
    return tuple(kind for kind in _kinds.values() if kind.is_optional)


OTHER = register_kind(
    "other",
    _("otros mensajes"),
    why=_("Recibe este mensaje porque su dirección está registrada en la mesa."),
    automatic=True,
)
NEWS = register_kind(
    "news",
    _("novedades"),
    why=_("Recibe este mensaje porque así eligió enterarse de las novedades de la mesa."),
    automatic=True,
)
PREFERENCES = register_kind(
    "preferences",
    _("enlaces para elegir avisos"),
    why=_("Recibe este mensaje porque alguien pidió un enlace nuevo para esta dirección."),
    automatic=True,
)
