"""Members propose items: by account and by link, until a deadline, and learn what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from time_machine import Traveller

from agenda.actions import items, journal, renewals
from agenda.actions.convocation import cancel
from agenda.actions.meetings import MeetingFacts, edit_meeting
from agenda.actions.proposals import call_for_items, give_back, propose
from agenda.models import Item, Meeting
from mcig.links.models import PersonalLink
from mcig.notices.actions.dispatches import send_dispatch
from mcig.notices.actions.news import merge
from mcig.notices.models import Dispatch, News
from mcig.rules import Broken
from mcig.web.once import new_key
from mcig.web.versions import Stale
from tests.support import meetings
from tests.support.cast import Cast
from tests.support.convocations import link_to, message_to
from tests.support.files import pdf, upload
from tests.support.pages import page
from tests.support.proposals import UNTIL, open_meeting, proposed
from tests.support.queries import queries_of

pytestmark = pytest.mark.django_db
FRENCH = "francia@mcig.example"
SENT = {"title": "Cuidados en la frontera", "purpose": "decision", "minutes": "20", "reason": "Urge."}
LATE = (
    "El plazo para proponer puntos terminó el 2 de abril de 2024, 12:00 (hora de la Ciudad de México)."
    " Escriba a la secretaría técnica."
)


@pytest.fixture
def made(cast: Cast) -> Meeting:
    return open_meeting(cast)


def called(cast: Cast, meeting: Meeting, *, send: bool = True) -> Dispatch:
    mailing = call_for_items(actor=cast.actor("secretary"), meeting=meeting, version=meeting.version)
    if send:
        send_dispatch(actor=cast.actor("secretary"), dispatch=mailing.dispatch)
    return mailing.dispatch


def lines_told() -> list[str]:
    return list(News.objects.order_by("pk").values_list("line", flat=True))


def desk(cast: Cast, meeting: Meeting, item: Item, where: str) -> None:
    items.to_lane(actor=cast.actor("secretary"), meeting=meeting, item=item.pk, lane=where)


def test_a_proposal_by_account_waits_on_the_desk_with_who_made_it(cast: Cast, made: Meeting) -> None:
    address, theme = f"/reuniones/{made.pk}/propuestas/nueva/", meetings.theme()
    sent = SENT | {"once": new_key(), "theme": str(theme.pk), "paper": upload("nota.pdf", pdf())}
    browser = cast.client("french")
    assert browser.post(address, sent)["Location"] == f"/reuniones/{made.pk}/#propuestas"
    item = made.items.get()
    assert (item.lane, item.position, item.title, item.purpose, item.minutes, item.theme) == (
        "proposed", 1, "Cuidados en la frontera", "decision", 20, theme,
    )  # fmt: skip
    assert (item.proposal_reason, item.proposed_by, item.proposer) == (
        "Urge.", meetings.seat_of(cast.france), item.proposer,
    )  # fmt: skip
    assert item.proposer is not None
    assert (item.proposer.name, item.papers.get().title, item.papers.get().level) == (
        "Françoise Francesa", "nota", "members",
    )  # fmt: skip
    shown = page(cast.client("secretary"), f"/reuniones/{made.pk}/orden-del-dia/")
    assert "20 min · Propone: Embajada de Francia en México" in shown
    assert "Urge." in shown
    browser.post(address, sent | {"paper": upload("nota.pdf", pdf())})
    assert made.items.count() == 1


def test_the_link_of_a_mail_proposes_and_a_get_changes_nothing(cast: Cast) -> None:
    meeting = meetings.meeting(cast, proposals_until=UNTIL)
    dispatch = called(cast, meeting, send=False)
    assert dispatch.state == "waiting"
    send_dispatch(actor=cast.actor("secretary"), dispatch=dispatch)
    words = "Se reciben propuestas hasta el 2 de abril de 2024, 12:00 (hora de la Ciudad de México)."
    assert words in message_to(FRENCH).body.splitlines()
    link = link_to(FRENCH)
    assert words in page(Client(), link)
    assert not meeting.items.exists()
    for _twice in range(2):
        assert Client().post(link, SENT)["Location"] == link
    item = meeting.items.get()
    assert item.proposer is not None
    assert (item.title, item.proposer.email) == ("Cuidados en la frontera", FRENCH)
    assert "por resolver" in page(Client(), link)


def test_asking_makes_the_meeting_known_but_not_its_agenda(cast: Cast) -> None:
    meeting = meetings.meeting(cast, proposals_until=UNTIL)
    meetings.item(meeting, "Punto en preparación")
    address = f"/reuniones/{meeting.pk}/"
    assert cast.client("french").get(address).status_code == 404
    response = cast.client("secretary").post(f"{address}propuestas/pedir/", {"version": meeting.version})
    assert response["Location"] == f"/avisos/envios/{Dispatch.objects.get().pk}/"
    shown = page(cast.client("french"), address)
    assert "Proponer un punto" in shown
    assert "Punto en preparación" not in shown
    with pytest.raises(Stale):
        call_for_items(actor=cast.actor("secretary"), meeting=meeting, version=1)
    meeting.refresh_from_db()
    with pytest.raises(Broken, match="Ya hay un envío preparado"):
        called(cast, meeting)


def test_who_was_asked_is_told_that_the_meeting_will_not_be(cast: Cast, made: Meeting) -> None:
    called(cast, made)
    made.refresh_from_db()
    browser, address = cast.client("secretary"), f"/reuniones/{made.pk}/cancelar/"
    assert "aviso para quienes recibieron la petición de proponer puntos" in page(browser, address)
    answer = browser.post(address, {"version": made.version, "reason": "Coincide con una visita."})
    dispatch = Dispatch.objects.latest("pk")
    assert answer["Location"] == f"/avisos/envios/{dispatch.pk}/"
    asked = {each.recipients[0] for each in Dispatch.objects.earliest("pk").messages.all()}
    assert {each.recipients[0] for each in dispatch.messages.all()} == asked
    letter = dispatch.messages.get(recipients=[FRENCH])
    assert letter.subject == f"MCIG · Cancelada: {made.title}"
    assert "La reunión se cancela y ya no recibe propuestas:" in letter.body
    assert "Motivo: Coincide con una visita." in letter.body
    assert "enlace" not in letter.body


def test_who_was_not_written_to_is_not_told(cast: Cast, made: Meeting) -> None:
    called(cast, made, send=False)
    made.refresh_from_db()
    told = cancel(actor=cast.actor("secretary"), meeting=made, version=made.version, reason="No hay quórum.")
    assert (told, Dispatch.objects.get().is_waiting) == (None, False)


def test_after_the_deadline_the_sentence_says_so_and_what_was_typed_stays(
    cast: Cast, clock: Traveller
) -> None:
    meeting = meetings.meeting(cast, proposals_until=UNTIL)
    called(cast, meeting)
    link, address = link_to(FRENCH), f"/reuniones/{meeting.pk}/propuestas/nueva/"
    clock.move_to(UNTIL)
    for browser, where in ((Client(), link), (cast.client("french"), address)):
        response = browser.post(where, SENT | {"once": new_key()})
        assert response.status_code == 422
        assert LATE in response.content.decode()
        assert "Urge." in response.content.decode()
        assert LATE in page(browser, where)
    assert not meeting.items.exists()
    assert LATE in page(cast.client("secretary"), f"/reuniones/{meeting.pk}/propuestas/pedir/")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"minutes": "-5"}, "La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ({"minutes": "10000"}, "La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ({"title": " "}, "Este campo es obligatorio."),
        ({"title": "a\0b"}, "Los caracteres nulos no están permitidos."),
        ({"reason": "x" * 1_001}, "Asegúrese de que este valor tenga menos de 1000 caracteres"),
        ({"theme": "999"}, "Escoja una opción válida."),
    ],
)
def test_wrong_input_is_said_and_kept(cast: Cast, made: Meeting, wrong: dict[str, str], words: str) -> None:
    address = f"/reuniones/{made.pk}/propuestas/nueva/"
    response = cast.client("french").post(address, SENT | {"once": new_key()} | wrong)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not made.items.exists()


def test_an_impossible_proposal_is_refused_also_without_the_form(cast: Cast, made: Meeting) -> None:
    with pytest.raises(Broken, match="La duración de un punto"):
        proposed(cast, made, minutes=-5)
    with pytest.raises(Broken, match="Indique cuántos minutos"):
        proposed(cast, made, minutes=0)
    for number in range(10):
        proposed(cast, made, f"Punto {number}")
    with pytest.raises(Broken, match="ya propuso 10 puntos"):
        proposed(cast, made, "Uno más")


def test_who_speaks_for_no_member_cannot_propose(cast: Cast, made: Meeting) -> None:
    for name in ("stranger", "former", "secretary"):
        with pytest.raises(PermissionDenied):
            propose(actor=cast.actor(name), meeting=made, proposal=None)  # type: ignore[arg-type]


def test_who_proposed_is_told_of_the_last_decision_only(cast: Cast, made: Meeting, clock: Traveller) -> None:
    item = proposed(cast, made)
    desk(cast, made, item, "accepted")
    desk(cast, made, item, "waiting")
    meeting = "Reunión ordinaria de abril"
    assert lines_told() == [f"Su propuesta «Cuidados en la frontera» para «{meeting}» queda en espera."]
    clock.shift(timedelta(minutes=20))
    assert merge() == 1
    assert f"/reuniones/{made.pk}/#propuesta-{item.pk}" in message_to(FRENCH).body
    desk(cast, made, item, "next")
    assert lines_told()[1:] == [
        f"Su propuesta «Cuidados en la frontera» queda para la reunión que sigue a «{meeting}»."
    ]


def test_a_return_carries_its_reason_and_can_be_undone_before_anybody_hears_of_it(
    cast: Cast, made: Meeting
) -> None:
    item = proposed(cast, made)
    address = f"/reuniones/{made.pk}/orden-del-dia/puntos/{item.pk}/devolver/"
    browser = cast.client("secretary")
    empty = browser.post(address, {"reason": " "})
    assert (empty.status_code, Item.objects.get().lane) == (422, "proposed")
    assert browser.post(address, {"reason": "Ya se trató en marzo."}).status_code == 302
    told = "Su propuesta «Cuidados en la frontera» para «Reunión ordinaria de abril» fue devuelta: "
    assert lines_told() == [f"{told}Ya se trató en marzo."]
    assert "Ya se trató en marzo." in page(cast.client("french"), f"/reuniones/{made.pk}/")
    with pytest.raises(Broken, match="ya está devuelta"):
        give_back(actor=cast.actor("secretary"), meeting=made, item=item.pk, reason="Otra vez")
    step = made.steps.latest("pk")
    journal.undo(actor=cast.actor("secretary"), meeting=made, step=step.pk)
    assert (Item.objects.get().lane, lines_told()) == ("proposed", [])
    assert "Ya se trató en marzo." not in page(cast.client("french"), f"/reuniones/{made.pk}/")


def test_what_nobody_proposed_is_not_returned(cast: Cast, made: Meeting) -> None:
    own = meetings.item(made, "Bienvenida")
    with pytest.raises(Broken, match="Solo se devuelve lo que un integrante propuso"):
        give_back(actor=cast.actor("secretary"), meeting=made, item=own.pk, reason="No")
    address = f"/reuniones/{made.pk}/orden-del-dia/puntos/{own.pk}/devolver/"
    assert cast.client("secretary").get(address).status_code == 404


def test_a_member_sees_the_own_proposals_and_no_others(cast: Cast, made: Meeting) -> None:
    proposed(cast, made)
    assert "Cuidados en la frontera" in page(cast.client("french_alternate"), f"/reuniones/{made.pk}/")
    meetings.item(made, "De Chile", lane="proposed", proposed_by=meetings.seat_of(cast.chile))
    assert "De Chile" not in page(cast.client("french"), f"/reuniones/{made.pk}/")


def test_a_lost_link_is_sent_anew_while_there_is_time(cast: Cast, made: Meeting, clock: Traveller) -> None:
    renewals.renew(address=FRENCH)
    assert message_to(FRENCH).subject == "MCIG · Su enlace para proponer puntos: Reunión ordinaria de abril"
    assert Client().post(link_to(FRENCH), SENT).status_code == 302
    clock.move_to(UNTIL)
    renewals.renew(address=FRENCH)
    assert PersonalLink.objects.count() == 1


def test_a_later_deadline_keeps_the_links_alive(cast: Cast, made: Meeting) -> None:
    called(cast, made)
    made.refresh_from_db()
    later = made.starts_at + timedelta(days=90) if made.starts_at else None
    facts = _facts(made, starts_at=later)
    edit_meeting(actor=cast.actor("secretary"), meeting=made, version=made.version, facts=facts)
    ends = facts.starts_at + timedelta(minutes=120) if facts.starts_at else timezone.now()
    assert set(PersonalLink.objects.values_list("expires_at", flat=True)) == {ends + timedelta(days=30)}


def _facts(meeting: Meeting, **changed: Any) -> MeetingFacts:
    names = ("title", "kind", "time_zone", "planned_minutes", "starts_at", "place", "proposals_until")
    return MeetingFacts(**{name: getattr(meeting, name) for name in names} | changed)


def test_the_page_of_a_meeting_asks_once_for_proposals(cast: Cast, made: Meeting) -> None:
    counts = []
    for number in (1, 2):
        proposed(cast, made, f"Punto {number}")
        counts.append(len(queries_of(cast.client("french"), f"/reuniones/{made.pk}/")))
    assert counts[0] == counts[1] <= 14
