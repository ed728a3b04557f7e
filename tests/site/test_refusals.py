"""Refusals are kept: who, when, from where, what; nobody can change the record."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.urls import reverse

from mcig.history.middleware import RECORDED_PER_MINUTE
from mcig.history.models import Refusal
from tests.support.cast import Cast
from tests.support.fichas import project


def test_refusal_of_a_signed_in_person_is_recorded_once_and_for_all(cast: Cast) -> None:
    made = project(cast.actor("chilean"), cast.chile)
    address = reverse("project-detail", args=[made.code])
    assert cast.client("french").get(address).status_code == 404
    kept = Refusal.objects.get()
    assert (kept.user, kept.capacity, kept.method, kept.path, kept.status, kept.address) == (
        cast.french,
        "Embajada de Francia en México",
        "GET",
        address,
        404,
        "127.0.0.1",
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Refusal.objects.update(path="/")


def test_unknown_address_and_anonymous_visitor_leave_no_record(cast: Cast) -> None:
    cast.client("french").get("/no-existe/")
    cast.client("anonymous").get(reverse("project-list"))
    assert not Refusal.objects.exists()


def test_one_account_cannot_fill_the_record(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    french, chilean = cast.client("french"), cast.client("chilean")
    for _attempt in range(RECORDED_PER_MINUTE + 2):
        assert french.get("/avisos/").status_code == 403
    chilean.get("/avisos/999999/")
    kept = Refusal.objects
    assert (kept.filter(user=cast.french).count(), kept.filter(user=cast.chilean).count()) == (60, 1)
    assert caplog.messages.count("more refusals of one account than are recorded in a minute") == 2
