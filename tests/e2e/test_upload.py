"""A person chooses files, reads what is refused, sees them in the list and downloads the same bytes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mcig.files.kinds import MAX_FILE_BYTES
from members.actions.consultations import create_draft
from tests.support.browser import InUse, Opener, axe, log_in
from tests.support.files import pdf

pytestmark = pytest.mark.e2e


def test_a_person_uploads_and_downloads_the_same_bytes(
    in_use: InUse, at_desk: Opener, tmp_path: Path
) -> None:
    plan, wrong, heavy = (tmp_path / name for name in ("Plan de trabajo.pdf", "malo.pdf", "pesado.pdf"))
    plan.write_bytes(pdf(pages=3))
    wrong.write_bytes(b"MZ\0\0")
    heavy.write_bytes(bytes(MAX_FILE_BYTES + 1))
    made = create_draft(
        actor=in_use.secretariat,
        subject="Plan de trabajo",
        text="Se somete el plan.",
        deadline=timezone.now() + timedelta(days=9),
    )
    page = at_desk().open(f"/consultas/{made.number}/documentos/")
    log_in(page, "secretaria@mcig.example")
    field, save = page.get_by_label("Documentos"), page.get_by_role("button", name="Guardar los documentos")

    field.set_input_files(heavy)
    assert field.evaluate("field => field.validationMessage").startswith("Un archivo pesa más de 25 MB.")
    field.set_input_files(wrong)
    page.get_by_label("Título").fill("Plan 2027")
    save.click()
    expect(page.locator(".field-wrong")).to_contain_text("El archivo es un programa")
    expect(page.locator(".field-wrong")).to_contain_text("vuelva a elegir: malo.pdf.")
    expect(page.get_by_label("Título")).to_have_value("Plan 2027")
    assert axe(page) == []

    field.set_input_files(plan)
    save.click()
    expect(page.get_by_text("Los documentos quedaron guardados.")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Plan 2027", exact=True).click()
    assert started.value.suggested_filename == "Plan de trabajo.pdf"
    assert Path(started.value.path()).read_bytes() == plan.read_bytes()
