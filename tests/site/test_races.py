"""Each thing that happens once happens once, also when several servers are told at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from agenda.actions import publishing
from agenda.queries.desk import newest_step
from mcig.links.limits import too_many
from mcig.notices.actions.dispatches import discard_dispatch, send_dispatch
from mcig.notices.models import MessageState
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import mesa_documents as documents
from projects import actions as projects
from projects.actions import bundles
from projects.models import Bundle
from projects.models.bundles import BundleKind
from projects.rules.finding import Filter
from tests.support import mesa_documents, notices
from tests.support.cast import Cast, assemble
from tests.support.fichas import project
from tests.support.meetings import item, meeting

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(*told: Callable[[], object]) -> list[type[Exception] | None]:
    """How each of them ended: None for what was done, otherwise the refusal."""
    barrier = Barrier(AT_ONCE)
    ended: list[type[Exception] | None] = []

    def press(do: Callable[[], object]) -> None:
        barrier.wait()
        try:
            do()
        except (Broken, Stale) as refusal:
            ended.append(type(refusal))
        else:
            ended.append(None)
        finally:
            connection.close()

    threads = [Thread(target=press, args=[told[place % len(told)]]) for place in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def test_what_happens_once_happens_once() -> None:
    cast = assemble()
    asked_for(cast)
    published(cast)
    sent(cast)
    counted()


def asked_for(cast: Cast) -> None:
    """One file for all clicks, in the queue once."""
    actor = cast.actor("french")
    project(actor, cast.france)

    def ask() -> Bundle:
        return bundles.ask_for_bundle(actor=actor, kind=BundleKind.CSV, wanted=Filter(), language="es")

    assert at_once(ask) == [None] * AT_ONCE
    assert Bundle.objects.count() == 1


def published(cast: Cast) -> None:
    """One version of a ficha, of an agenda and of a document; everybody else is told."""
    actor = cast.actor("secretary")
    made = project(actor, cast.france)
    called = meeting(cast)
    item(called, "Plan de trabajo")
    seen = newest_step(called)
    document = mesa_documents.drafted(cast)
    assert at_once(lambda: projects.publish(actor=actor, project=made, version=made.version)).count(None) == 1
    assert (
        at_once(
            lambda: publishing.publish(actor=actor, meeting=called, version=called.version, seen=seen)
        ).count(None)
        == 1
    )
    assert (
        at_once(lambda: documents.publish(actor=actor, document=document, version=document.version)).count(
            None
        )
        == 1
    )
    counted = (made.revisions.exclude(number=None), called.agenda_versions, document.versions)
    assert [each.count() for each in counted] == [1, 1, 1]


def sent(cast: Cast) -> None:
    """Sent or discarded, never both; each letter waits for delivery once."""
    actor = cast.actor("secretary")
    dispatch = notices.held(cast, notices.letter(), notices.letter("chile", "Catalina"))
    at_once(
        lambda: send_dispatch(actor=actor, dispatch=dispatch),
        lambda: discard_dispatch(actor=actor, dispatch=dispatch),
    )
    dispatch.refresh_from_db()
    assert (dispatch.sent_at is None) != (dispatch.discarded_at is None)
    states = set(dispatch.messages.values_list("state", flat=True))
    assert states == {MessageState.QUEUED if dispatch.sent_at else MessageState.DISCARDED}


def counted() -> None:
    """A limit holds for those who come at the same moment too."""
    for mailbox in ("francia", "chile", "alemania", "canada", "suiza"):
        passed: list[bool] = []
        at_once(lambda name=mailbox, told=passed: told.append(not too_many("test", name, limit=2)))  # type: ignore[misc]
        assert sum(passed) == 2
