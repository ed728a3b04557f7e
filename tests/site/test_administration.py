"""Django's admin: for administrators, within our login and policy, read-only for what is official."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib import admin
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from mcig.accounts.models import User
from members.models import Posting
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


def test_account_is_closed_with_its_author_in_the_history(cast: Cast) -> None:
    address = f"/administracion/accounts/user/{cast.stranger.pk}/change/"
    response = cast.client("administrator").post(
        address,
        {
            "name": "Nadia Nadie",
            "language": "es",
            "administrator_during_0": "",
            "administrator_during_1": "",
            "closed_at_0": "2024-03-12",
            "closed_at_1": "11:00:00",
        },
    )
    assert response.status_code == 302
    assert not User.objects.get(pk=cast.stranger.pk).is_active
    event = User.pgh_event_model.objects.filter(pgh_obj=cast.stranger).latest("pgh_id")  # type: ignore[attr-defined]
    assert event.pgh_context.metadata == {
        "user": cast.administrator.pk,
        "capacity": "Administración del sistema",
        "action": "admin",
    }


@pytest.mark.parametrize("start", ["2024-01-01", "01/01/2024"])
def test_posting_that_overlaps_is_refused_in_words(cast: Cast, start: str) -> None:
    posting = Posting.objects.get(person__user=cast.french)
    row = {"seat": posting.seat_id, "person": posting.person_id, "title": "Enlace", "validity_1": ""}
    administrator = cast.client("administrator")
    response = administrator.post("/administracion/members/posting/add/", {**row, "validity_0": start})
    assert response.status_code == 200
    assert "Otra persona ocupa ese lugar en esas fechas." in response.content.decode()
    assert Posting.objects.filter(seat=posting.seat).count() == 1


def test_name_ends_and_the_next_one_begins(cast: Cast) -> None:
    name = cast.france.names.get()
    administrator = cast.client("administrator")
    common = {"organisation": cast.france.pk, "name_en": "", "acronym": ""}
    ended = administrator.post(
        f"/administracion/members/organisationname/{name.pk}/change/",
        {**common, "name": name.name, "validity_0": "2018-01-01", "validity_1": "2024-03-01"},
    )
    begun = administrator.post(
        "/administracion/members/organisationname/add/",
        {**common, "name": "Embajada de la República Francesa", "validity_0": "2024-03-01", "validity_1": ""},
    )
    assert (ended.status_code, begun.status_code) == (302, 302)
    name.refresh_from_db()
    assert name.validity == DateRange(date(2018, 1, 1), date(2024, 3, 1))
    assert cast.actor("french").capacity == "Embajada de la República Francesa"
