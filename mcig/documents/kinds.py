"""What each kind of document is called; the app that issues a kind says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_labels: dict[str, StrPromise] = {}


def register_kind(kind: str, label: StrPromise) -> str:
    """Name a kind of document for its verification page, and give the kind back."""
    _labels[kind] = label
    return kind


def label_of(kind: str) -> StrPromise:
    """The words for a kind; documents of an app that is gone are still documents."""
    return _labels.get(kind, _("Documento"))
