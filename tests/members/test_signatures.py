"""Joint statements: who is asked, by which ways they sign, until when, and what is printed."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from time_machine import Traveller

from mcig.notices.models import Message
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import mesa_documents, reminders, signatures
from members.models import DocumentVersion, Organisation, Posting, Signature
from members.notices_signatures import renew
from members.queries.mesa_documents import in_protocol_order, signatures_of
from members.rules.mesa_documents import Tally, tally
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE, link_to
from tests.support.mesa_documents import drafted, paper, published, signature_of, to_sign
from tests.support.pages import page
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
SIGNS = {"answer": "signed", "signatory": "Françoise Francesa, embajadora"}


def states(version: DocumentVersion) -> dict[str, str]:
    return dict(version.signatures.values_list("seat__organisation__code", "state"))


def sign(cast: Cast, version: DocumentVersion, code: str = "FR", answer: str = "signed") -> Signature:
    who = {"FR": "french", "CL": "chilean", "DE": "german"}[code]
    return signatures.sign(
        actor=cast.actor(who),
        signature=signature_of(version, code),
        answer=answer,
        signatory=f"Firma de {code}",
    )


def test_every_member_seat_is_asked_once_by_mail_with_its_link(cast: Cast) -> None:
    version = to_sign(cast)
    assert states(version) == {"CL": "pending", "DE": "pending", "FR": "pending"}
    written = Message.objects.get(recipients=["francia@mcig.example"])
    assert written.subject == "MCIG · Comunicado conjunto por firmar: Comunicado"
    assert "Plazo para firmar: 22 de marzo de 2024, 12:00 (hora de la Ciudad de México)." in written.body
    assert link_to("francia@mcig.example").startswith("/enlace/")


def test_only_a_statement_in_force_that_members_read_is_opened(cast: Cast) -> None:
    for made in (
        published(cast),
        drafted(cast, kind="statement"),
        published(cast, kind="statement", level="presidency"),
    ):
        with pytest.raises(Broken):
            signatures.open_signing(
                actor=cast.actor("secretary"), document=made, version=made.version, deadline=DEADLINE
            )
    assert Signature.objects.count() == 0


def test_second_press_of_the_opening_asks_nobody_again(cast: Cast) -> None:
    version = to_sign(cast)
    with pytest.raises(Stale):
        signatures.open_signing(
            actor=cast.actor("secretary"), document=version.document, version=2, deadline=DEADLINE
        )
    assert Message.objects.count() == 3


def test_who_has_not_answered_is_reminded_by_the_clock_once(cast: Cast, clock: Traveller) -> None:
    version = to_sign(cast)
    sign(cast, version)
    assert reminders.remind_of_signatures() == 0
    clock.move_to(DEADLINE - timedelta(hours=72))
    assert [reminders.remind_of_signatures(), reminders.remind_of_signatures()] == [2, 0]
    clock.move_to(DEADLINE - timedelta(hours=24))
    sign(cast, version, "DE", "declined")
    assert [reminders.remind_of_signatures(), reminders.remind_of_signatures()] == [1, 0]
    clock.move_to(DEADLINE)
    assert reminders.remind_of_signatures() == 0
    subject = "MCIG · Recordatorio: comunicado conjunto por firmar: Comunicado"
    told = Message.objects.filter(subject=subject).order_by("pk").values_list("recipients", flat=True)
    assert sorted(told[:2]) == [["alemania@mcig.example"], ["chile@mcig.example"]]
    assert list(told[2:]) == [["chile@mcig.example"]]
    assert "Aún no recibimos la respuesta de su representación" in Message.objects.latest("pk").body
    assert link_to("chile@mcig.example").startswith("/enlace/")


def test_member_signs_on_the_page_and_may_change_the_answer(cast: Cast) -> None:
    version = to_sign(cast)
    browser, address = cast.client("french"), version.get_absolute_url()
    assert "Se pide la firma de su representación." in page(browser, address)
    assert browser.post(f"{address}firmar/", SIGNS).status_code == 302
    assert "Consta: <strong>firma</strong>, Françoise Francesa, embajadora" in page(browser, address)
    browser.post(f"{address}firmar/", SIGNS | {"answer": "declined"})
    assert states(version)["FR"] == "declined"


def test_visit_of_a_link_signs_nothing_and_its_button_signs(cast: Cast) -> None:
    version = to_sign(cast, file=paper())
    link = link_to("francia@mcig.example")
    browser = cast.client("anonymous")
    text = page(browser, link)
    assert "Enlace personal de Françoise Francesa, por Embajada de Francia en México." in text
    assert states(version)["FR"] == "pending"
    assert b"".join(browser.get(f"{link}documentos/1/")).startswith(b"%PDF")
    assert browser.post(link, SIGNS).status_code == 302
    signed = signature_of(version, "FR")
    assert (signed.state, signed.source, signed.signatory) == ("signed", "link", SIGNS["signatory"])


def test_link_of_somebody_who_left_the_seat_is_over(cast: Cast) -> None:
    to_sign(cast)
    link = link_to("francia@mcig.example")
    Posting.objects.filter(person__user=cast.french).delete()
    assert cast.client("anonymous").get(link).status_code == 410


def test_fresh_link_is_sent_on_request(cast: Cast) -> None:
    version = to_sign(cast)
    renew("francia@mcig.example")
    found = Message.objects.filter(recipients=["francia@mcig.example"])
    assert found.count() == 2
    cast.client("anonymous").post(link_to("francia@mcig.example"), SIGNS)
    assert states(version)["FR"] == "signed"


def test_answer_at_the_deadline_is_too_late(cast: Cast, clock: Traveller) -> None:
    version = to_sign(cast)
    clock.move_to(DEADLINE - SECOND, tick=False)
    sign(cast, version)
    clock.move_to(DEADLINE, tick=False)
    with pytest.raises(Broken, match="El plazo venció el 22 de marzo de 2024, 12:00:00"):
        sign(cast, version, answer="declined")
    assert states(version)["FR"] == "signed"


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ({"signatory": "Alguien"}, "Elija si firma o no firma."),
        ({"answer": "quizá", "signatory": "Alguien"}, "Escoja una opción válida."),
        ({"answer": "signed", "signatory": " "}, "Este campo es obligatorio."),
        ({"answer": "signed", "signatory": "x" * 201}, "200 caracteres"),
        ({"answer": "signed", "signatory": "a\0b"}, "caracteres nulos"),
    ],
)
def test_wrong_answer_is_refused_in_words(cast: Cast, sent: dict[str, str], refusal: str) -> None:
    version = to_sign(cast)
    response = cast.client("french").post(f"{version.get_absolute_url()}firmar/", sent)
    assert (response.status_code, refusal in response.content.decode()) == (422, True)
    assert states(version)["FR"] == "pending"


def test_secretariat_signs_for_a_seat_only_with_its_grounds(cast: Cast) -> None:
    version = to_sign(cast)
    address = f"{version.document.get_absolute_url()}firmas/{signature_of(version, 'DE').pk}/"
    browser = cast.client("secretary")
    assert browser.post(address, SIGNS).status_code == 422
    assert browser.post(address, SIGNS | {"basis": "Nota verbal 12/2024"}).status_code == 302
    signed = signature_of(version, "DE")
    assert (signed.source, signed.basis, signed.entered_by) == (
        "secretariat",
        "Nota verbal 12/2024",
        cast.secretary,
    )


def test_members_read_who_signs_and_not_who_does_not(cast: Cast) -> None:
    version = to_sign(cast)
    sign(cast, version, "CL")
    sign(cast, version, "DE", "declined")
    address = version.get_absolute_url()
    told = {who: page(cast.client(who), address) for who in ("french", "secretary")}
    assert {who: "Firma de DE" in text for who, text in told.items()} == {"french": False, "secretary": True}
    assert {who: "No firman: 1." in text for who, text in told.items()} == {
        "french": False,
        "secretary": True,
    }
    assert all("Firman 1 de 3." in text and "Firma de CL" in text for text in told.values())


def test_longer_time_reminds_those_who_have_not_answered(cast: Cast, clock: Traveller) -> None:
    version = to_sign(cast)
    link = link_to("francia@mcig.example")
    sign(cast, version, "CL")
    version.document.refresh_from_db()
    signatures.extend_signing(
        actor=cast.actor("secretary"),
        document=version.document,
        version=version.document.version,
        deadline=DEADLINE + timedelta(days=1),
    )
    written = Message.objects.values_list("recipients", flat=True)
    assert sorted(address for each in written for address in each) == [
        *["alemania@mcig.example"] * 2,
        "chile@mcig.example",
        *["francia@mcig.example"] * 2,
    ]
    clock.move_to(DEADLINE + timedelta(hours=1))
    assert cast.client("anonymous").post(link, SIGNS).status_code == 302


def issued(cast: Cast, version: DocumentVersion) -> None:
    version.document.refresh_from_db()
    signatures.issue_statement(
        actor=cast.actor("secretary"), document=version.document, version=version.document.version
    )


def test_issued_statement_prints_text_and_signatories_in_protocol_order(cast: Cast, clock: Traveller) -> None:
    Organisation.objects.filter(code="FR").update(protocol_order=1)
    version = to_sign(cast, text="Las representaciones **reconocen** los cuidados.")
    for code in ("DE", "CL", "FR"):
        sign(cast, version, code, "declined" if code == "CL" else "signed")
    with pytest.raises(Broken, match="Aún se puede firmar"):
        issued(cast, version)
    clock.move_to(DEADLINE + SECOND)
    issued(cast, version)
    address = f"{version.get_absolute_url()}comunicado-es.pdf"
    content = b"".join(cast.client("french").get(address))
    text = flat(" ".join(page_texts(content)))
    assert "Las representaciones reconocen los cuidados." in text
    places = [text.index(each) for each in ("Embajada de Francia", "Embajada de Alemania", "Documento 2024-")]
    assert places == sorted(places)
    assert "Embajada de Chile" not in text
    assert "/StructTreeRoot" in str(PdfReader(BytesIO(content)).trailer["/Root"])
    assert "Firmas recibidas hasta el 22 de marzo de 2024, 12:00 (hora de la Ciudad de México)." in text


def test_nobody_signed_is_nothing_to_issue(cast: Cast, clock: Traveller) -> None:
    version = to_sign(cast)
    clock.move_to(DEADLINE + SECOND)
    with pytest.raises(Broken, match="Nadie ha firmado"):
        issued(cast, version)


def test_card_shows_what_waits_for_the_own_signature(cast: Cast) -> None:
    version = to_sign(cast)
    assert "Documentos por firmar" in page(cast.client("french"), "/")
    sign(cast, version)
    assert "Documentos por firmar" not in page(cast.client("french"), "/")


def test_narrower_readers_wait_until_nobody_signs_any_more(cast: Cast, clock: Traveller) -> None:
    version = to_sign(cast)
    version.document.refresh_from_db()

    def narrow() -> None:
        mesa_documents.change_level(
            actor=cast.actor("secretary"),
            document=version.document,
            number=1,
            version=version.document.version,
            level="secretariat",
        )

    with pytest.raises(Broken, match="deben poder leerla"):
        narrow()
    clock.move_to(DEADLINE)
    narrow()
    version.refresh_from_db()
    assert version.level == "secretariat"


def test_order_is_alphabetical_where_protocol_says_nothing(cast: Cast) -> None:
    found = in_protocol_order(signatures_of(to_sign(cast)))
    assert [each.seat.organisation.code for each in found] == ["DE", "CL", "FR"]


def test_tally_counts_each_answer() -> None:
    assert tally(["signed", "pending", "declined", "signed"]) == Tally(signed=2, declined=1, pending=1)
