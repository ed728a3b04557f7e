"""Kept totals: what they say is what counting says, for everybody, whatever was done and by how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum

from mcig.access import Actor
from projects import actions
from projects.actions.register import settle_totals
from projects.models import Project, RegisterEntry, RegisterTotal, Revision
from projects.queries.overview import counted, kept, totals
from projects.rules import Ficha, Goal
from projects.rules.finding import Filter
from projects.rules.record import Place, Record
from tests.support.cast import Cast, assemble
from tests.support.fichas import COMPLETE, project
from tests.support.meetings import theme

EVERYBODY = ("secretary", "german", "french", "chilean", "administrator", "former")


def agree(cast: Cast) -> None:
    """For everybody, of everything and of a member."""
    for who in EVERYBODY:
        for wanted in (Filter(), Filter(member="FR")):
            actor: Actor = cast.actor(who)
            assert kept(actor, wanted) == counted(actor, wanted), (who, wanted)


def recorded(cast: Cast, made: Project, who: str, record: Record) -> Project:
    return actions.save_record(actor=cast.actor(who), project=made, record=record, version=made.version)


def test_totals_follow_every_change(cast: Cast) -> None:
    theme("cuidados", "Cuidados")
    french = cast.actor("french")
    oaxaca = Record(theme="cuidados", places=(Place("MX", "MX-OAX"), Place("MX", "MX-OAX", "Juchitán")))
    made = project(french, cast.france, replace(COMPLETE, thematic_area="Educación"))
    agree(cast)
    made = recorded(cast, made, "french", oaxaca)
    agree(cast)
    actions.publish(actor=french, project=made, version=made.version)
    project(cast.actor("chilean"), cast.chile, publish=True)
    agree(cast)
    made.refresh_from_db()
    secret = replace(COMPLETE, thematic_area="Secreta", goals=(Goal(3),))
    actions.save_draft(actor=french, project=made, ficha=secret, version=made.version)
    agree(cast)
    assert kept(cast.actor("administrator"), Filter()).by_area == {"educacion": 1, "desarrollo social": 1}
    assert kept(french, Filter()).by_area == {"secreta": 1, "desarrollo social": 1}
    assert kept(cast.actor("secretary"), Filter()).by_goal == {"3": 1, "5": 1, "10": 1}
    made.refresh_from_db()
    actions.discard_draft(actor=french, project=made, version=made.version)
    agree(cast)
    assert kept(french, Filter()).matrix == {("FR", "cuidados"): 1, ("CL", "-"): 1}


@pytest.mark.django_db(transaction=True)
def test_two_who_write_for_one_member_at_once_wait_for_nobody() -> None:
    cast = assemble()
    drafts = [project(cast.actor("french"), cast.france) for _number in range(2)]
    barrier = Barrier(2, timeout=60)

    def work(made: Project) -> Callable[[], None]:
        def run() -> None:
            with transaction.atomic():
                Revision.objects.filter(project=made).update(thematic_area="Educación")
                barrier.wait()  # both have counted, neither has committed
            connection.close()

        return run

    threads = [Thread(target=work(made)) for made in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept(cast.actor("french"), Filter()).by_area == {"educacion": 2}
    agree(cast)


def test_another_owner_takes_the_totals_along(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    Project.objects.filter(pk=made.pk).update(owner=cast.chile)
    assert kept(cast.actor("german"), Filter()).by_member == {"CL": 1}
    agree(cast)


def test_settling_changes_rows_and_no_total(cast: Cast) -> None:
    french = cast.actor("french")
    for _number in range(2):
        made = project(french, cast.france, publish=True)
    actions.save_draft(actor=french, project=made, ficha=Ficha(name="Otra"), version=made.version)
    made.refresh_from_db()
    actions.discard_draft(actor=french, project=made, version=made.version)
    before = kept(french, Filter())
    settle_totals()
    assert kept(french, Filter()) == before
    rows = RegisterTotal.objects.values("owner", "newest", "part", "value").annotate(sum=Sum("number"))
    assert RegisterTotal.objects.count() == len(rows)
    assert all(row["sum"] > 0 for row in rows)
    agree(cast)


def test_register_is_rebuilt_as_it_was(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    french = cast.actor("french")
    made = project(french, cast.france)
    made = recorded(cast, made, "french", Record(places=(Place("MX", "MX-PUE", "Puebla"), Place("FR"))))
    actions.publish(actor=french, project=made, version=made.version)
    made.refresh_from_db()
    actions.save_draft(actor=french, project=made, ficha=replace(COMPLETE, goals=()), version=made.version)
    columns = [field.attname for field in RegisterEntry._meta.concrete_fields]
    before = list(RegisterEntry.objects.order_by("pk").values(*columns))
    assert len(before) == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_registerentry SET name = 'x', goals = '{17}', names = ''")
        cursor.execute("UPDATE projects_registertotal SET number = 7")
    call_command("rebuild_register")
    assert list(RegisterEntry.objects.order_by("pk").values(*columns)) == before
    assert capsys.readouterr().out == "El registro está rehecho: 2 renglones.\n"
    agree(cast)


def test_what_is_not_kept_is_counted(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, publish=True)
    RegisterTotal.objects.all().delete()
    german = cast.actor("german")
    assert [totals(german, wanted).whole for wanted in (Filter(), Filter(member="FR"), Filter(goal="5"))] == [
        0,
        0,
        1,
    ]
