"""Every printed document under a validator of PDF/UA-1."""

from __future__ import annotations

import pytest
from page import ValidationProfile, validate_pdf_bytes

from tests.support.cast import Cast
from tests.support.printing import printed

pytestmark = pytest.mark.django_db
KINDS = {
    "consultation-certificate",
    "directory-pdf",
    "dossier-file",
    "minutes-pdf",
    "project-bundle-file",
    "project-ficha-pdf",
    "running-order-file",
    "session-attendance-pdf",
    "statement-print",
    "workplan-pdf",
}


def test_every_printed_document_is_pdf_ua(cast: Cast) -> None:
    wrong, kinds = [], set()
    for name, language, content in printed(cast):
        kinds.add(name)
        report = validate_pdf_bytes(content, profile=ValidationProfile.PDF_UA_1)
        wrong += [f"{name} ({language}): {each.rule_id} {each.message}" for each in report.failures]
    assert wrong == []
    assert kinds == KINDS
