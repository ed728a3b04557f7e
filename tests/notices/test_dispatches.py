"""Letters that wait for a person: what is shown, and that they leave once or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from mcig.notices import Attachment, Dispatch, hold
from mcig.notices.actions.dispatches import discard_dispatch, send_dispatch
from mcig.notices.models import Enclosure, Message
from mcig.rules import Broken
from tests.support.cast import Cast
from tests.support.notices import AGENDA, held, kind, letter

pytestmark = pytest.mark.django_db
SECRET_LINK = "http://localhost:8000/enlace/abcDEF123456.firma-larga/"


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="notices.deliver").count()


def many(count: int) -> list[Any]:
    return [letter(f"persona{number}", f"Persona {number}", attachments=(AGENDA,)) for number in range(count)]


def test_held_letters_wait_and_nothing_leaves(cast: Cast) -> None:
    dispatch = held(cast, letter(), letter("chile", "Catalina Chilena"))
    assert (states(), jobs(), dispatch.is_waiting) == (["held", "held"], 0, True)


def test_home_reminds_the_secretariat_of_what_it_has_not_sent(cast: Cast) -> None:
    browser = cast.client("secretary")
    assert "Envíos por revisar" not in browser.get("/").content.decode()
    dispatch = held(cast, letter(), letter("chile", "Catalina Chilena"), title="Convocatoria de abril")
    shown = browser.get("/").content.decode()
    assert f'<a href="/avisos/envios/{dispatch.pk}/">Convocatoria de abril</a>' in shown
    assert "2 mensajes que no han salido · preparado el 12 de marzo de 2024" in shown
    assert "Convocatoria de abril" not in cast.client("chilean").get("/").content.decode()
    send_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    assert "Envíos por revisar" not in browser.get("/").content.decode()


def test_message_of_each_letter_is_given_in_its_order(cast: Cast) -> None:
    letters = many(60)
    dispatch = held(cast, *letters)
    held_letters = dispatch.messages.order_by("pk")
    assert [each.recipients[0] for each in held_letters] == [each.address for each in letters]


def test_same_file_for_sixty_is_stored_once(cast: Cast) -> None:
    held(cast, *many(60))
    assert Enclosure.objects.count() == 1


def test_undone_transaction_leaves_nothing(cast: Cast) -> None:
    with transaction.atomic():
        held(cast)
        transaction.set_rollback(True)
    assert (Dispatch.objects.count(), Message.objects.count()) == (0, 0)


def test_sent_once_however_often_the_button_is_pressed(cast: Cast) -> None:
    dispatch = held(cast, *many(60))
    for _press in range(2):
        send_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    assert (states(), jobs()) == (["queued"] * 60, 60)


def test_discarded_never_leaves(cast: Cast) -> None:
    dispatch = held(cast)
    discard_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    with pytest.raises(Broken) as refusal:
        send_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    assert str(refusal.value) == "Este envío se descartó: sus mensajes ya no pueden salir."
    assert (states(), jobs()) == (["discarded"], 0)


def test_sent_is_not_discarded(cast: Cast) -> None:
    dispatch = held(cast)
    send_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    with pytest.raises(Broken):
        discard_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    assert states() == ["queued"]


@pytest.mark.parametrize("who", ["chilean", "administrator", "french"])
def test_only_the_secretariat_decides(cast: Cast, who: str) -> None:
    dispatch = held(cast)
    for decide in (send_dispatch, discard_dispatch):
        with pytest.raises(PermissionDenied):
            decide(actor=cast.actor(who), dispatch=dispatch)
    assert states() == ["held"]


@pytest.mark.parametrize(
    ("letters", "sentence"),
    [
        ([], "No hay a quién escribir: ninguna de las personas tiene una dirección de correo."),
        (
            [letter(), letter(address="sin arroba", name="Sin Arroba")],
            "No se puede escribir a Sin Arroba: «sin arroba» no es una dirección de correo.",
        ),
        ([letter()] * 501, "Un envío tiene como máximo 500 destinatarios."),
    ],
)
def test_what_cannot_be_sent_is_refused_whole(cast: Cast, letters: list[Any], sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        hold(actor=cast.actor("secretary"), kind=kind(), title="Envío", why="", letters=letters)
    assert (str(refusal.value), Message.objects.count(), Dispatch.objects.count()) == (sentence, 0, 0)


def test_preview_shows_recipients_texts_and_files_but_no_personal_link(cast: Cast) -> None:
    body = f"Responda aquí:\n{SECRET_LINK}\nMuchas gracias."
    dispatch = held(
        cast,
        letter(body=body, attachments=(AGENDA,)),
        letter("alemania", "Anna", language="en", subject="Meeting", body="The meeting is on Tuesday."),
    )
    page = cast.client("secretary").get(f"/avisos/envios/{dispatch.pk}/").content.decode()
    assert "abcDEF123456" not in page
    shown = ("/enlace/•••/", "Muchas gracias.", "The meeting is on Tuesday.", "Meeting", "orden-del-dia.pdf")
    people = ("Françoise Francesa", "francia@mcig.example", "Anna", "Español: 1 mensaje")
    assert [words for words in (*shown, *people, "Inglés: 1 mensaje") if words not in page] == []


def test_preview_marks_what_differs_and_shows_each_person_theirs(cast: Cast) -> None:
    dispatch = held(cast, letter(), letter("chile", "Catalina Chilena"))
    response = cast.client("secretary").get(f"/avisos/envios/{dispatch.pk}/")
    ((version, _page),) = response.context["versions"]
    assert [line.text for line in version.lines if not line.is_shared] == ["Estimada Catalina Chilena:"]
    assert [each.own for each in version.recipients] == [
        ("Estimada Catalina Chilena:",),
        ("Estimada Françoise Francesa:",),
    ]
    assert "<mark>Estimada Catalina Chilena:</mark>" in response.content.decode()


def test_preview_names_a_file_of_each_person_once_and_leads_to_each(cast: Cast) -> None:
    own = [Attachment("reunion.ics", "text/calendar", content) for content in (b"1", b"2")]
    french = letter(attachments=(AGENDA, own[0]))
    dispatch = held(cast, french, letter("chile", "Catalina Chilena", attachments=(AGENDA, own[1])))
    ((version, _page),) = cast.client("secretary").get(f"/avisos/envios/{dispatch.pk}/").context["versions"]
    assert [(each.filename, each.is_personal) for each in version.attachments] == [
        ("orden-del-dia.pdf", False),
        ("reunion.ics", True),
    ]
    names = ("Catalina Chilena", "Françoise Francesa")
    keys = [dispatch.messages.get(name=name).pk for name in names]
    assert [[file.address for file in each.files] for each in version.recipients] == [
        [f"/avisos/{key}/adjunto/{number}/" for number in (1, 2)] for key in keys
    ]


def test_preview_shows_fifty_recipients_at_once_in_each_language(cast: Cast) -> None:
    english = letter("usa", "Ulla", language="en", body="The meeting is on Tuesday.")
    dispatch = held(cast, *many(60), english)
    shown = [
        cast.client("secretary").get(f"/avisos/envios/{dispatch.pk}/?page={number}").content.decode()
        for number in (1, 2)
    ]
    assert [page.count('<th scope="row">Persona ') for page in shown] == [50, 10]
    assert [page.count('<th scope="row">Ulla</th>') for page in shown] == [1, 1]
    assert ["51–60 de 60 Español" in page for page in shown] == [False, True]
    assert ["Español: 60 mensajes" in page for page in shown] == [True, True]


def test_preview_withholds_the_text_of_a_confidential_letter(cast: Cast) -> None:
    dispatch = held(cast, letter(body="Su clave es 4821-9930.", confidential=True))
    assert "4821" not in cast.client("secretary").get(f"/avisos/envios/{dispatch.pk}/").content.decode()


def test_buttons_send_and_discard(cast: Cast) -> None:
    browser = cast.client("secretary")
    first, second = held(cast, title="Uno"), held(cast, title="Dos")
    assert browser.post(f"/avisos/envios/{first.pk}/enviar/")["Location"] == f"/avisos/envios/{first.pk}/"
    assert browser.post(f"/avisos/envios/{second.pk}/descartar/")["Location"] == "/avisos/"
    assert states() == ["queued", "discarded"]
    assert (
        "Este envío se descartó: sus mensajes ya no pueden salir."
        in browser.post(f"/avisos/envios/{second.pk}/enviar/").content.decode()
    )


def test_attachment_of_a_held_letter_is_read_by_those_who_answer_for_it(cast: Cast) -> None:
    message = held(cast, letter(attachments=(AGENDA,))).messages.get()
    response = cast.client("secretary").get(f"/avisos/{message.pk}/adjunto/1/")
    assert b"".join(response.streaming_content) == AGENDA.content  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == 'attachment; filename="orden-del-dia.pdf"'
    assert cast.client("secretary").get(f"/avisos/{message.pk}/adjunto/2/").status_code == 404
    assert cast.client("french").get(f"/avisos/{message.pk}/adjunto/1/").status_code == 403


def test_presidency_reads_the_dispatches_of_its_own_term_and_nothing_else(cast: Cast) -> None:
    own, earlier = held(cast, title="De este mandato"), held(cast, title="De antes")
    Dispatch.objects.filter(pk=earlier.pk).update(held_at="2022-12-31T20:00:00Z")
    code = Message.objects.create(recipients=["francia@mcig.example"], subject="Reservado", raw=b"x")
    browser = cast.client("chilean")
    page = browser.get("/avisos/").content.decode()
    assert [words in page for words in ("De este mandato", "De antes", "Reservado")] == [True, False, False]
    statuses = [browser.get(f"/avisos/envios/{each.pk}/").status_code for each in (own, earlier)]
    statuses += [browser.get(f"/avisos/{pk}/").status_code for pk in (own.messages.get().pk, code.pk)]
    assert statuses == [200, 404, 200, 404]
    assert "/descartar/" not in browser.get(f"/avisos/envios/{own.pk}/").content.decode()


def test_preview_costs_the_same_with_one_and_with_sixty_letters(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    browser = cast.client("secretary")
    for dispatch in (held(cast), held(cast, *many(60))):
        with django_assert_num_queries(11):
            browser.get(f"/avisos/envios/{dispatch.pk}/")
