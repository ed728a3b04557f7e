"""Django's admin: for administrators, within our login and policy, read-only for what is official."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from mcig.accounts.models import User
from members.models import Mandate, MandateHolder, Posting
from members.queries.people import looked_after_by
from projects.models import Revision
from tests.support.cast import Cast
from tests.support.fichas import project

READ_ONLY = {"invitation", "issueddocument", "message", "project", "revision"}


def changelists() -> list[str]:
    return [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]


def test_only_administrators_enter(cast: Cast) -> None:
    people = ("stranger", "french", "chilean", "secretary", "administrator")
    assert [cast.client(name).get("/administracion/").status_code for name in people] == [
        403,
        403,
        403,
        403,
        200,
    ]


def test_every_list_and_form_opens_under_the_content_policy(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, publish=True)
    administrator = cast.client("administrator")
    for address in changelists():
        response = administrator.get(address)
        assert response.status_code == 200, address
        page = response.content.decode()
        assert "Content-Security-Policy" in response.headers
        assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page) == []
        assert re.findall(r"\son[a-z]+=", page) == []
        for row in re.findall(r'<th class="field-[^>]*><a href="([^"]+)"', page)[:1]:
            assert administrator.get(row).status_code == 200, row


def test_official_records_are_only_read(cast: Cast) -> None:
    for model, site_admin in admin.site._registry.items():
        name = str(model._meta.model_name)
        if name not in READ_ONLY and not name.endswith("event"):
            continue
        request = type("Request", (), {"user": cast.administrator})()
        assert not site_admin.has_add_permission(request), name
        assert not site_admin.has_change_permission(request), name
        assert not site_admin.has_delete_permission(request), name


def test_drafts_and_secrets_are_not_shown(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    draft = Revision.objects.get(project=made)
    administrator = cast.client("administrator")
    assert made.code not in administrator.get("/administracion/projects/project/").content.decode()
    assert administrator.get(f"/administracion/projects/revision/{draft.pk}/change/").status_code == 302
    account = administrator.get(f"/administracion/accounts/user/{cast.french.pk}/change/").content.decode()
    assert cast.french.password not in account
    registered = {model._meta.model_name for model in admin.site._registry}
    assert registered.isdisjoint(
        {"revisionevent", "revisiongoalevent", "revisioninstitutionevent", "authenticator"}
    )


def test_account_is_closed_at_once_with_its_author_in_the_history(cast: Cast) -> None:
    theirs = cast.client("stranger")
    response = cast.client("administrator").post(
        "/administracion/accounts/user/",
        {"action": "close_accounts", "_selected_action": [cast.stranger.pk, cast.administrator.pk]},
    )
    assert response.status_code == 302
    assert not User.objects.get(pk=cast.stranger.pk).is_active
    assert User.objects.get(pk=cast.administrator.pk).is_active
    assert theirs.get("/").status_code == 302
    event = User.pgh_event_model.objects.filter(pgh_obj=cast.stranger).latest("pgh_id")  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["user"] == cast.administrator.pk


@pytest.mark.parametrize(
    "guess",
    [
        "/administracion/accounts/user/?password__startswith=md5",
        "/administracion/accounts/invitation/?key__gte=00000000-0000-0000-0000-000000000000",
        "/administracion/notices/message/?body__regex=.",
        "/administracion/notices/message/?raw__isnull=False",
    ],
)
def test_no_secret_is_guessed_through_the_filters_of_a_list(cast: Cast, guess: str) -> None:
    assert cast.client("administrator").get(guess).status_code == 400


def test_registers_are_only_read_once_there_is_a_secretariat(cast: Cast) -> None:
    administrator = cast.client("administrator")
    posting = Posting.objects.get(person__user=cast.secretary)
    for address in (
        "/administracion/members/posting/add/",
        f"/administracion/members/posting/{posting.pk}/delete/",
        "/administracion/members/mandate/add/",
    ):
        assert administrator.post(address, {"post": "yes"}).status_code == 403
    answer = administrator.post(
        f"/administracion/members/person/{posting.person_id}/change/", {"name": "Otra", "user": ""}
    )
    assert answer.status_code == 403


def test_first_records_are_entered_while_there_is_no_secretariat(cast: Cast) -> None:
    MandateHolder.objects.filter(mandate__role="secretariat").delete()
    Mandate.objects.filter(role="secretariat").delete()
    posting = Posting.objects.get(person__user=cast.french)
    row = {"seat": posting.seat_id, "person": posting.person_id, "title": "Enlace", "validity_1": ""}
    administrator = cast.client("administrator")
    response = administrator.post(
        "/administracion/members/posting/add/", {**row, "validity_0": "2024-01-01", "version": "1"}
    )
    assert response.status_code == 200
    assert "Otra persona ocupa ese lugar en esas fechas." in response.content.decode()


def test_administrator_gives_nobody_a_place_that_holds_a_mandate(cast: Cast) -> None:
    actor = cast.actor("administrator")
    reached = set(looked_after_by(actor).values_list("code", flat=True))
    assert reached == {"FR"}
