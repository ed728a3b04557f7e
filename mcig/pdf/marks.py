"""The marks by which a printed document is found again: its QR code and its short address."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str, *, title: str) -> SafeString:
    """A QR code of `address` as inline SVG without size or style; `title` is read to who cannot see it."""
    # Readers take any of the eight masks; weighing them would cost more than drawing.
    code = segno.make(address, error="m", mask=3, micro=False)
    # segno escapes the title; the rest are numbers.
    return mark_safe(code.svg_inline(omitsize=True, border=0, title=title, svgclass="qr", lineclass=None))  # noqa: S308


def without_scheme(address: str) -> str:
    """The address as it is printed and typed: without `https://`."""
    return address.split("://", maxsplit=1)[-1]
