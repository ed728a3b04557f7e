"""A commitment from its registration to its end: the owner, the secretariat, and what is told to whom."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from agenda.actions import followup
from agenda.actions.commitments import CommitmentFacts, correct_commitment
from agenda.actions.followup import Update
from agenda.models import Commitment, CommitmentStep
from mcig.notices.models import News
from mcig.rules import Broken
from members.annexes import holdings_of
from members.models import Posting
from tests.support.cast import Cast
from tests.support.meetings import theme
from tests.support.outcomes import PROMISED, commitment, decision, posted_commitment
from tests.support.pages import field_in, page
from tests.support.queries import queries_of

LIST = "/acuerdos/compromisos/"


def told(address: str) -> list[str]:
    """What was told to somebody, in order."""
    found = News.objects.filter(address=f"{address}@mcig.example").order_by("pk")
    return list(found.values_list("line", flat=True))


def update(cast: Cast, made: Commitment, name: str = "french", **data: Any) -> Any:
    address = reverse("commitment-update", args=[made.label])
    return cast.client(name).post(address, {"event": "", "note": "", "due_on": ""} | data)


def test_a_commitment_is_registered_and_its_owner_is_told(cast: Cast) -> None:
    browser = cast.client("secretary")
    once = field_in(page(browser, reverse("commitment-create")), "once")
    for _time in range(2):
        response = browser.post(reverse("commitment-create"), posted_commitment(cast) | {"once": once})
        assert response["Location"] == "/acuerdos/compromisos/2024-001/"
    (line,) = told("francia")
    assert line == (
        "Su organización tiene un compromiso nuevo: Enviar el borrador del comunicado. "
        "(fecha compromiso: 10 de abril de 2024)"
    )
    assert told("secretaria") == []
    shown = page(cast.client("german"), "/acuerdos/compromisos/2024-001/")
    assert PROMISED in shown
    assert "Actualizar" not in shown
    assert "Comentar" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start_on": "2024-04-11"}, "La fecha compromiso es anterior a la de inicio."),
        ({"owner": ""}, "Este campo es obligatorio."),
        ({"owner": "99999"}, "99999 no es una de las opciones disponibles."),
        ({"text": "x" * 10_000}, "2000 caracteres"),
        ({"due_on": "2300-01-01"}, "La fecha debe estar entre los años 2000 y 2199."),
        (
            {"due_on": "31/02/2024"},
            "Esa fecha no existe o no se entiende.",
        ),
        ({"decision": "99999"}, "99999 no es una de las opciones disponibles."),
    ],
)
def test_a_wrong_commitment_is_refused_in_words(cast: Cast, changes: dict[str, Any], sentence: str) -> None:
    browser = cast.client("secretary")
    once = field_in(page(browser, reverse("commitment-create")), "once")
    response = browser.post(reverse("commitment-create"), posted_commitment(cast, **changes) | {"once": once})
    assert response.status_code == 422
    assert sentence in response.content.decode().replace("\xa0", "").replace("2,000", "2000")
    assert not Commitment.objects.exists()


def test_the_owner_starts_it_and_does_it_with_evidence(cast: Cast) -> None:
    made = commitment(cast)
    assert update(cast, made, event="started")["Location"] == made.get_absolute_url()
    refused = update(cast, made, event="done", note="  ")
    assert refused.status_code == 422
    assert (
        "Este compromiso se cumple con evidencia: descríbala o adjunte un archivo."
        in refused.content.decode()
    )
    update(cast, made, event="done", note="Se envió el 12 de marzo.")
    made.refresh_from_db()
    assert (made.state, made.evidence, made.closed_on, made.version) == (
        "fulfilled",
        "Se envió el 12 de marzo.",
        date(2024, 3, 12),
        3,
    )
    assert [(step.kind, step.source, step.spoken_by, step.capacity) for step in made.steps.all()] == [
        ("started", "account", "Françoise Francesa", "Embajada de Francia en México"),
        ("done", "account", "Françoise Francesa", "Embajada de Francia en México"),
    ]
    assert told("secretaria") == [
        "Compromiso 2024-001, en proceso: Enviar el borrador del comunicado.",
        "Compromiso 2024-001, se dio por cumplido: Enviar el borrador del comunicado.",
    ]


def test_a_file_is_evidence_and_a_download_for_members_only(cast: Cast) -> None:
    made = commitment(cast)
    upload = SimpleUploadedFile("acuse.txt", b"Recibido.\n")
    assert update(cast, made, event="done", attached=upload).status_code == 302
    file = made.files.get()
    address = reverse("commitment-file", args=[made.label, file.pk])
    response = cast.client("german").get(address)
    assert b"".join(response) == b"Recibido.\n"
    assert response["Content-Disposition"] == 'attachment; filename="acuse.txt"'
    assert "acuse.txt" in page(cast.client("german"), made.get_absolute_url())
    other = commitment(cast, owner=cast.germany)
    assert (
        cast.client("german").get(reverse("commitment-file", args=[other.label, file.pk])).status_code == 404
    )


def test_a_false_file_is_refused_and_nothing_changes(cast: Cast) -> None:
    made = commitment(cast)
    response = update(cast, made, event="done", attached=SimpleUploadedFile("acta.pdf", b"<script>"))
    assert response.status_code == 422
    made.refresh_from_db()
    assert (made.state, made.steps.count()) == ("pending", 0)


def test_where_no_evidence_is_needed_a_word_is_enough(cast: Cast) -> None:
    made = commitment(cast, needs_evidence=False)
    assert update(cast, made, event="done").status_code == 302


def test_more_time_is_asked_and_given(cast: Cast) -> None:
    made = commitment(cast)
    refused = update(cast, made, event="asked", note="Falta una respuesta.", due_on="2024-04-10")
    assert refused.status_code == 422
    assert "debe ser posterior a la fecha compromiso" in refused.content.decode()
    assert update(cast, made, event="asked", note="", due_on="2024-05-10").status_code == 422
    update(cast, made, event="asked", note="Falta una respuesta.", due_on="2024-05-10")
    made.refresh_from_db()
    assert (made.due_on, made.asked_due_on) == (date(2024, 4, 10), date(2024, 5, 10))
    browser = cast.client("secretary")
    assert reverse("commitment-answer", args=[made.label]) in page(browser, "/")
    address = reverse("commitment-answer", args=[made.label])
    shown = page(browser, address)
    assert "Se pide hasta el 10 de mayo de 2024: Falta una respuesta." in shown
    version = field_in(shown, "version")
    no_reason = browser.post(address, {"version": version, "answer": "no", "note": ""})
    assert "Escriba por qué no se amplía el plazo." in no_reason.content.decode()
    browser.post(address, {"version": version, "answer": "yes", "note": ""})
    made.refresh_from_db()
    assert (made.due_on, made.asked_due_on, made.asked_reason) == (date(2024, 5, 10), None, "")
    assert told("francia")[-1] == (
        "Compromiso 2024-001, se amplió el plazo: Enviar el borrador del comunicado."
    )
    assert browser.get(address).status_code == 404


def test_the_secretariat_writes_down_what_somebody_told(cast: Cast) -> None:
    made = commitment(cast)
    address = reverse("commitment-on-behalf", args=[made.label])
    browser = cast.client("secretary")
    data = {"version": "1", "event": "started", "note": "Lo dijo por teléfono."}
    assert browser.post(address, data | {"spoken_by": ""}).status_code == 422
    browser.post(address, data | {"spoken_by": "Françoise Francesa"})
    step = made.steps.get()
    assert (step.source, step.spoken_by, step.entered_by) == (
        "on_behalf",
        "Françoise Francesa",
        cast.secretary,
    )
    shown = page(cast.client("german"), made.get_absolute_url())
    assert "Françoise Francesa; registra Sara Secretaría" in shown
    assert told("francia")[-1].startswith("Compromiso 2024-001, en proceso")


def test_nobody_tells_of_the_commitment_of_others(cast: Cast) -> None:
    made = commitment(cast, owner=cast.germany)
    assert update(cast, made, event="started").status_code == 404
    with pytest.raises(PermissionDenied):
        followup.update_own(actor=cast.actor("french"), commitment=made, update=Update("started"))
    for act in (followup.void_commitment, followup.reopen_commitment):
        with pytest.raises(PermissionDenied):
            act(actor=cast.actor("chilean"), commitment=made, version=1, note="Porque sí.")
    with pytest.raises(Broken, match="Elija qué desea registrar"):
        followup.update_own(actor=cast.actor("german"), commitment=made, update=Update("voided"))


def test_the_secretariat_sets_aside_and_reopens_with_a_reason(cast: Cast) -> None:
    made = commitment(cast)
    secretary = cast.actor("secretary")
    with pytest.raises(Broken, match="por qué queda sin efecto"):
        followup.void_commitment(actor=secretary, commitment=made, version=1, note=" ")
    browser = cast.client("secretary")
    address = reverse("commitment-void", args=[made.label])
    browser.post(address, {"version": "1", "note": "Se canceló la reunión."})
    assert "Sin efecto" in page(cast.client("french"), made.get_absolute_url())
    assert update(cast, made, event="done", note="Tarde.").status_code == 422
    browser.post(reverse("commitment-reopen", args=[made.label]), {"version": "2", "note": "Se retomó."})
    made.refresh_from_db()
    assert (made.state, made.closed_on, made.version) == ("in_progress", None, 3)
    assert browser.post(address, {"version": "1", "note": "Otra vez."}).status_code == 409


def test_anybody_who_sees_it_comments_and_owner_and_secretariat_are_told(cast: Cast) -> None:
    made = commitment(cast)
    address = reverse("commitment-comment", args=[made.label])
    assert cast.client("german").post(address, {"note": ""}).status_code == 422
    assert cast.client("german").post(address, {"note": "x" * 10_000}).status_code == 422
    cast.client("german").post(address, {"note": "Podemos ayudar."})
    assert "Podemos ayudar." in page(cast.client("french"), made.get_absolute_url())
    assert told("francia")[-1] == "Compromiso 2024-001, comentario: Enviar el borrador del comunicado."
    assert told("secretaria") == ["Compromiso 2024-001, comentario: Enviar el borrador del comunicado."]


def test_a_step_is_never_changed(cast: Cast) -> None:
    made = commitment(cast)
    update(cast, made, event="started")
    with pytest.raises(ProgrammingError), transaction.atomic():
        CommitmentStep.objects.update(note="Otra cosa.")
    with pytest.raises(ProgrammingError), transaction.atomic():
        CommitmentStep.objects.all().delete()


def test_a_correction_tells_a_new_owner_and_settles_a_request(cast: Cast) -> None:
    made = commitment(cast)
    followup.update_own(
        actor=cast.actor("french"),
        commitment=made,
        update=Update("asked", "Falta.", date(2024, 5, 10)),
    )
    facts = CommitmentFacts(PROMISED, cast.germany.pk, due_on=date(2024, 6, 1))
    correct_commitment(actor=cast.actor("secretary"), commitment=made, version=2, facts=facts)
    made.refresh_from_db()
    assert (made.owner.organisation, made.asked_due_on, made.version) == (cast.germany, None, 3)
    assert told("alemania")[-1].startswith("Su organización tiene un compromiso nuevo")


def test_lists_cards_and_the_relay_tell_of_it(cast: Cast) -> None:
    commitment(cast, "Vencido hace días.", due_on=date(2024, 3, 1))
    commitment(cast, "Por vencer.", theme=theme().pk)
    done = commitment(cast, "Hecho.", owner=cast.germany, needs_evidence=False)
    followup.update_own(actor=cast.actor("german"), commitment=done, update=Update("done"))

    def listed(query: str) -> list[str]:
        shown = page(cast.client("french"), LIST + query)
        return [text for text in ("Vencido hace días.", "Por vencer.", "Hecho.") if text in shown]

    assert listed("?estado=overdue") == ["Vencido hace días."]
    assert listed("?estado=open") == ["Vencido hace días.", "Por vencer."]
    assert listed("?estado=fulfilled") == ["Hecho."]
    assert listed(f"?responsable={cast.germany.pk}") == ["Hecho."]
    assert listed("?anio=2023") == []
    home = page(cast.client("french"), "/")
    assert "Compromisos de su representación" in home
    assert "Por vencer." in home
    assert "Compromisos vencidos" not in home
    assert "Compromisos vencidos" in page(cast.client("secretary"), "/")
    card = page(cast.client("german"), "/integrantes/FR/")
    assert "Compromisos por año" in card
    posting = Posting.objects.get(person__user=cast.french)
    found = [(each.label, each.count) for each in holdings_of(cast.actor("secretary"), posting)]
    assert ("Compromisos abiertos", 2) in found


def test_the_spreadsheet_says_what_is_overdue(cast: Cast) -> None:
    commitment(cast, "@riesgo", due_on=date(2024, 3, 1), decision=decision(cast).pk)
    response = cast.client("french").get(reverse("commitment-export", args=["xlsx"]) + "?estado=overdue")
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.values)
    assert rows[1] == (
        "2024-001",
        "@riesgo",
        "Embajada de Francia en México",
        None,
        datetime(2024, 3, 1),  # noqa: DTZ001 - a cell knows no time zones
        "vencido",
        None,
        None,
        None,
        "2024-001",
        None,
    )
    assert sheet["B2"].data_type == "s"


def test_pages_ask_the_same_for_one_commitment_and_for_three(cast: Cast) -> None:
    browser = cast.client("secretary")
    first = commitment(cast, theme=theme().pk)
    update(cast, first, event="started")
    addresses = (LIST, first.get_absolute_url())
    before = [len(queries_of(browser, address)) for address in addresses]
    for place in range(2):
        commitment(cast, theme=theme(f"t{place}").pk, owner=cast.germany)
        update(cast, first, event="commented", note="Se avanza.")
    assert [len(queries_of(browser, address)) for address in addresses] == before
    assert max(before) <= 12
