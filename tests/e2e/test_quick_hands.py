"""Somebody who presses faster than the desk answers: every press counts, and none is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from agenda.models import Meeting
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading, load_demonstration
from mcig.mesa.models import Mesa
from tests.support.browser import Opener
from tests.support.meetings import STARTS, item

pytestmark = pytest.mark.e2e
DOWN = "document.querySelector('[data-item] [data-step=down]').click();"
# Who else is there is swapped too, now and then: the answer is there when another row is the first.
DOWN_AGAIN_ON_THE_SPOT = f"""
const first = () => document.querySelector('[data-item]').dataset.item;
const before = first();
const again = () => {{
  if (first() === before) return;
  document.removeEventListener('htmx:afterSwap', again);
  {DOWN}
}};
document.addEventListener('htmx:afterSwap', again);
{DOWN}
"""


@pytest.fixture
def meeting(live_server: LiveServer) -> Meeting:
    load_demonstration(Loading(accounts_only=True))
    made = Meeting.objects.create(
        title="Reunión de abril",
        time_zone=Mesa.objects.get().time_zone,
        starts_at=STARTS,
        created_by=User.objects.get(email=f"secretaria@{DOMAIN}"),
    )
    for title in ("Uno", "Dos", "Tres"):
        item(made, title)
    return made


@pytest.mark.parametrize(
    ("hands", "expected"),
    [
        pytest.param(
            DOWN_AGAIN_ON_THE_SPOT,
            ["Uno", "Dos", "Tres"],
            id="in the moment in which the answer appears",
        ),
        pytest.param(f"{DOWN} {DOWN}", ["Dos", "Tres", "Uno"], id="twice before the first answer"),
    ],
)
def test_every_press_counts(meeting: Meeting, at_desk: Opener, hands: str, expected: list[str]) -> None:
    page = at_desk("secretaria").open(f"{meeting.get_absolute_url()}orden-del-dia/")
    with page.expect_response("**/mover/"), page.expect_response("**/mover/"):
        page.evaluate(f"() => {{ {hands} }}")
    expect(page.locator(".desk-title")).to_have_text(expected)
    expect(page.locator("#anuncio")).to_contain_text("ahora es el punto")
