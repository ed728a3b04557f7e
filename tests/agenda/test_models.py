"""What the database refuses, and who sees which meeting, decision and commitment."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from agenda.models import Commitment, Decision, Item, ItemPresenter, Meeting
from tests.support.cast import ROLES, Cast
from tests.support.meetings import convened, item, meeting, seat_of


def test_a_draft_is_seen_by_those_who_prepare_it_only(cast: Cast) -> None:
    made = meeting(cast)
    seen = [name for name in ROLES if made in Meeting.objects.visible_to(cast.actor(name))]
    assert seen == ["german", "chilean", "secretary"]


def test_a_convened_meeting_is_seen_by_whoever_takes_part(cast: Cast) -> None:
    made = convened(cast)
    seen = [name for name in ROLES if made in Meeting.objects.visible_to(cast.actor(name))]
    assert seen == ["french", "french_alternate", "german", "chilean", "secretary", "administrator"]


def test_what_is_noted_is_seen_only_once_it_is_registered(cast: Cast) -> None:
    decision = Decision.objects.create(
        text="Se adopta el plan.", taken_on=date(2024, 3, 12), created_by=cast.secretary
    )
    assert not Decision.objects.visible_to(cast.actor("french")).exists()
    decision.year, decision.number = 2024, 1
    decision.save()
    assert list(Decision.objects.visible_to(cast.actor("french"))) == [decision]
    assert not Decision.objects.visible_to(cast.actor("stranger")).exists()


def test_a_commitment_is_overdue_the_day_after_its_date(cast: Cast) -> None:
    made = Commitment.objects.create(
        text="Enviar el borrador.",
        owner=seat_of(cast.france),
        due_on=date(2024, 3, 12),
        created_by=cast.secretary,
    )
    assert list(Commitment.objects.overdue(date(2024, 3, 12))) == []
    assert list(Commitment.objects.overdue(date(2024, 3, 13))) == [made]
    assert made.is_overdue(date(2024, 3, 13))


def test_two_items_never_share_a_place(cast: Cast) -> None:
    made = meeting(cast)
    first, second = item(made, "Uno"), item(made, "Dos")
    Item.objects.filter(pk=first.pk).update(position=2)
    Item.objects.filter(pk=second.pk).update(position=1)  # in one transaction they pass each other
    _check_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        _put_beside(first, second)


def test_a_presenter_is_one_of_three(cast: Cast) -> None:
    made = item(meeting(cast), "Uno")
    ItemPresenter.objects.create(item=made, guest="Dra. Invitada")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemPresenter.objects.create(item=made, guest="Dra. Invitada", organisation=cast.france)


def test_nothing_is_convened_without_a_date_and_a_number(cast: Cast) -> None:
    made = meeting(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=made.pk).update(state="convened")


def _put_beside(first: Item, second: Item) -> None:
    Item.objects.filter(pk__in=[first.pk, second.pk]).update(position=1)
    _check_now()


def _check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
