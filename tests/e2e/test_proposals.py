"""Two embassies propose by the link of a mail, one with and one without scripts; the desk decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agenda.actions.meetings import MeetingFacts, create_meeting
from agenda.actions.proposals import call_for_items
from agenda.models import Item, Meeting
from mcig.notices.actions.dispatches import send_dispatch
from tests.support.browser import PHONE, InUse, Opener, axe
from tests.support.convocations import link_to

pytestmark = pytest.mark.e2e


def called(in_use: InUse) -> Meeting:
    """A meeting of which the members were asked for items."""
    now = timezone.now().replace(microsecond=0)
    facts = MeetingFacts(
        title="Reunión de prueba",
        kind="ordinary",
        time_zone="America/Mexico_City",
        starts_at=now + timedelta(days=20),
        proposals_until=now + timedelta(days=10),
    )
    meeting = create_meeting(actor=in_use.secretariat, facts=facts)
    mailing = call_for_items(actor=in_use.secretariat, meeting=meeting, version=meeting.version)
    send_dispatch(actor=in_use.secretariat, dispatch=mailing.dispatch)
    return meeting


@pytest.mark.parametrize("scripts", [True, False])
def test_an_embassy_proposes_by_link_and_learns_what_became_of_it(
    in_use: InUse, at_desk: Opener, *, scripts: bool
) -> None:
    meeting = called(in_use)
    link = link_to("francia@mcig.example")
    page = at_desk(java_script_enabled=scripts, viewport=PHONE).open(link)
    send = page.get_by_role("button", name="Enviar la propuesta")
    page.get_by_label("Qué punto propone").fill("Cuidados en la frontera")
    page.get_by_label("Por qué lo propone").fill("Tres proyectos empiezan en abril.")
    page.get_by_label("Cuántos minutos necesita").fill("-5")
    page.evaluate("document.forms[document.forms.length - 1].noValidate = true")
    send.click()
    expect(page.get_by_label("Por qué lo propone")).to_have_value("Tres proyectos empiezan en abril.")
    assert not Item.objects.filter(meeting=meeting).exists()
    page.get_by_label("Cuántos minutos necesita").fill("20")
    send.click()
    expect(page.get_by_text("La propuesta llegó a la secretaría técnica y a la presidencia.")).to_be_visible()
    expect(page.locator("#propuestas-propias")).to_contain_text("por resolver")
    if scripts:
        assert axe(page) == []

    path = f"{meeting.get_absolute_url()}orden-del-dia/"
    desk = at_desk("secretaria", java_script_enabled=scripts).open(path)
    desk.get_by_role("button", name="Aceptar").click()
    expect(desk.locator("body")).to_contain_text("«Cuidados en la frontera» ahora es el punto 1.")
    page.goto(page.url)
    expect(page.locator("#propuestas-propias")).to_contain_text("aceptada")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
