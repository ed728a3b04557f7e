"""PDFs: templates in, tagged PDF/UA-1 out, and what an issued PDF carries inside read back."""

from __future__ import annotations

from mcig.pdf.ahead import in_order
from mcig.pdf.attached import read_attachment
from mcig.pdf.attachment import Attachment
from mcig.pdf.engine import render
from mcig.pdf.marks import qr_code, without_scheme
from mcig.pdf.turns import Busy, Spent

__all__ = [
    "Attachment",
    "Busy",
    "Spent",
    "in_order",
    "qr_code",
    "read_attachment",
    "render",
    "without_scheme",
]
