"""The life of a ficha in the browser: draft, conflict, publication, restoration."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from mcig.access import EVERYONE, page
from projects import content
from projects.models import Project, Revision
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, posted, project


def draft(made: Project) -> Revision:
    return Revision.objects.drafts().get(project=made)


def edit_url(made: Project) -> str:
    return reverse("project-edit", args=[made.code])


def test_create_form_sent_twice_makes_one_project(cast: Cast) -> None:
    browser = cast.client("french")
    page = browser.get(reverse("project-create"))
    once = page.context["once"]
    data = {"once": once, "owner": cast.france.pk, "name": "Escuela de cuidados"}
    first = browser.post(reverse("project-create"), data)
    second = browser.post(reverse("project-create"), data)
    made = Project.objects.get()
    assert made.code == "FR-2024-001"
    assert first["Location"] == second["Location"] == edit_url(made)
    assert draft(made).name == "Escuela de cuidados"


def test_create_form_for_foreign_owner_is_refused(cast: Cast) -> None:
    browser = cast.client("french")
    once = browser.get(reverse("project-create")).context["once"]
    answer = browser.post(reverse("project-create"), {"once": once, "owner": cast.chile.pk, "name": "Ajeno"})
    assert answer.status_code == 422
    assert not Project.objects.exists()


def test_edit_stores_every_row_of_the_form(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, COMPLETE.__class__(name="Vacío"))
    answer = cast.client("french").post(edit_url(made), posted(made.version))
    assert answer.status_code == 302
    assert content.read(draft(made)) == COMPLETE
    made.refresh_from_db()
    assert made.version == 2


def test_edit_with_unreadable_values_keeps_what_was_typed(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(
        edit_url(made), posted(made.version, start="cuando se pueda", months="-5", place="Sonora")
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"start", "months"}
    assert "cuando se pueda" in answer.content.decode()
    assert content.read(draft(made)) == COMPLETE


@pytest.mark.parametrize(
    ("command", "results"),
    [
        ("results:1:down", ("Tres protocolos adoptados.", "Una red en funcionamiento.")),
        ("results:2:up", ("Tres protocolos adoptados.", "Una red en funcionamiento.")),
        ("results:1:remove", ("Tres protocolos adoptados.",)),
        ("results:1:up", COMPLETE.results),
        ("results:99:remove", COMPLETE.results),
        ("results:add", COMPLETE.results),
        ("goals:1:down", COMPLETE.results),
    ],
)
def test_row_buttons_without_javascript(cast: Cast, command: str, results: tuple[str, ...]) -> None:
    made = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(edit_url(made), posted(made.version, do=command))
    blank = "?fila=results" if command == "results:add" else ""
    assert answer["Location"] == f"{edit_url(made)}{blank}#{command.split(':', maxsplit=1)[0]}"
    assert tuple(draft(made).results) == results


def test_add_button_offers_an_empty_row(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    page = cast.client("french").get(f"{edit_url(made)}?fila=results").content.decode()
    assert page.count('name="result"') == len(COMPLETE.results) + 1


def stale_save(cast: Cast, **mine: object) -> tuple[Project, Any]:
    """Somebody changes the place and the first result; then `mine` arrives, made from the text before."""
    made = project(cast.actor("french"), cast.france)
    browser = cast.client("french_alternate")
    page = browser.get(edit_url(made))
    theirs = posted(made.version, place="Oaxaca", result=["Otra redacción.", COMPLETE.results[1]])
    assert cast.client("french").post(edit_url(made), theirs).status_code == 302
    sent = posted(page.context["version"], base=page.context["base"], **mine)
    return made, browser.post(edit_url(made), sent)


def test_stale_save_of_other_fields_proposes_the_merge(cast: Cast) -> None:
    made, answer = stale_save(cast, beneficiaries="240 defensoras")
    assert answer.status_code == 409
    assert answer.context["conflicts"] == ()
    proposal = answer.context["form"].initial
    assert (proposal["place"], proposal["beneficiaries"]) == ("Oaxaca", "240 defensoras")
    assert draft(made).beneficiaries == COMPLETE.beneficiaries


def test_stale_save_of_the_same_field_shows_both_texts(cast: Cast) -> None:
    made, answer = stale_save(cast, place="<b>Chiapas</b>")
    assert answer.status_code == 409
    [conflict] = answer.context["conflicts"]
    assert (conflict.name, conflict.yours, conflict.theirs) == ("place", "<b>Chiapas</b>", "Oaxaca")
    page = answer.content.decode()
    assert "&lt;b&gt;Chiapas&lt;/b&gt;" in page
    assert "<b>Chiapas</b>" not in page
    made.refresh_from_db()
    assert answer.context["version"] == made.version


def test_conflict_resolved_with_the_stored_text(cast: Cast) -> None:
    made, answer = stale_save(cast, place="Chiapas", beneficiaries="240 defensoras")
    again = posted(
        answer.context["version"],
        base=answer.context["base"],
        place="Chiapas",
        beneficiaries="240 defensoras",
        **{"conflict-place": "theirs", "result": ["Otra redacción.", COMPLETE.results[1]]},
    )
    assert cast.client("french_alternate").post(edit_url(made), again).status_code == 302
    stored = draft(made)
    assert (stored.place, stored.beneficiaries) == ("Oaxaca", "240 defensoras")


def test_double_click_on_save_is_no_conflict(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    base = browser.get(edit_url(made)).context["base"]
    sent = posted(made.version, base=base, place="Puebla")
    assert browser.post(edit_url(made), sent).status_code == 302
    assert browser.post(edit_url(made), sent).status_code == 302
    made.refresh_from_db()
    assert made.version == 2


@pytest.mark.parametrize("version", ["", "abc", "-1", "999", "1e3", "٣"])
def test_save_without_a_known_version_is_refused(cast: Cast, version: str) -> None:
    made = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(edit_url(made), posted(1, place="Puebla") | {"version": version})
    assert answer.status_code == 400
    assert draft(made).place == COMPLETE.place


def test_autosave_answers_the_fresh_version(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(
        edit_url(made), posted(made.version, place="Puebla", do="autosave"), headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert 'name="version" value="2"' in page
    assert "Guardado a las 12:00" in page
    assert draft(made).place == "Puebla"


def test_autosave_of_an_unreadable_date_changes_nothing(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(
        edit_url(made),
        posted(made.version, place="Puebla", start="ayer o antes", do="autosave"),
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    assert "Sin guardar" in answer.content.decode()
    assert draft(made).place == COMPLETE.place


def test_publish_freezes_the_revision(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    answer = browser.post(reverse("project-publish", args=[made.code]), {"version": made.version})
    assert answer.status_code == 302
    revision = Revision.objects.get(project=made)
    assert (revision.number, revision.published_by, revision.capacity) == (
        1,
        cast.french,
        "Embajada de Francia en México",
    )
    assert sorted(revision.issued.values_list("language", flat=True)) == ["en", "es"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(name="Otro")
    with pytest.raises(DatabaseError), transaction.atomic():
        revision.goals.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        revision.institutions.create(position=9, group="", name="Otra")
    assert content.read(Revision.objects.get(pk=revision.pk)) == COMPLETE


def test_publish_from_an_old_version_is_a_conflict(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    browser.post(edit_url(made), posted(made.version, place="Puebla"))
    answer = browser.post(reverse("project-publish", args=[made.code]), {"version": made.version})
    assert answer.status_code == 409
    assert not Revision.objects.published().exists()


def test_publish_of_an_incomplete_ficha_says_what_is_missing(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, COMPLETE.__class__(name="Solo un nombre"))
    browser = cast.client("french")
    answer = browser.post(
        reverse("project-publish", args=[made.code]), {"version": made.version}, follow=True
    )
    assert "Falta al menos un Objetivo de Desarrollo Sostenible." in answer.content.decode()
    assert not Revision.objects.published().exists()


def test_published_project_is_edited_as_a_new_draft_and_restored(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    browser = cast.client("french")
    browser.post(edit_url(made), posted(made.version, place="Puebla"))
    made.refresh_from_db()
    browser.post(reverse("project-publish", args=[made.code]), {"version": made.version})
    made.refresh_from_db()
    assert made.current is not None
    assert (made.current.number, made.current.place) == (2, "Puebla")
    answer = browser.post(reverse("project-restore", args=[made.code, 1]), {"version": made.version})
    assert answer.status_code == 302
    assert content.read(draft(made)) == COMPLETE
    compared = browser.get(reverse("project-compare", args=[made.code]), {"de": "2", "a": "borrador"})
    assert [(c.field, c.before, c.after) for c in compared.context["changes"]] == [
        ("place", "Puebla", "México")
    ]


def test_saving_what_is_published_makes_no_draft(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    cast.client("french").post(edit_url(made), posted(made.version))
    assert not Revision.objects.drafts().exists()


def test_discard_leaves_the_published_ficha(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    browser = cast.client("french")
    browser.post(edit_url(made), posted(made.version, place="Puebla"))
    made.refresh_from_db()
    browser.post(reverse("project-discard", args=[made.code]), {"version": made.version})
    assert not Revision.objects.drafts().exists()
    assert Revision.objects.published().get().place == COMPLETE.place


def test_draft_is_seen_by_its_owner_the_presidency_and_the_secretariat_only(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    cast.client("french").post(edit_url(made), posted(made.version, name="Nombre CANARIO", place="CANARIO"))
    address = reverse("project-detail", args=[made.code])
    for name, sees in (("french", True), ("chilean", True), ("secretary", True), ("administrator", False)):
        page = cast.client(name).get(address, {"estado": "borrador"}).content.decode()
        assert ("CANARIO" in page) is sees, name
        listed = cast.client(name).get(reverse("project-list"), {"q": "canario"}).context["rows"]
        assert bool(listed) is sees, name


def test_list_costs_the_same_at_one_and_three_rows(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    browser = cast.client("french")
    for rows in (1, 3):
        while Project.objects.count() < rows:
            project(cast.actor("chilean"), cast.chile, publish=True)
        # session, account, mesa, postings, then the rows; a read-only transaction around them
        with django_assert_num_queries(11) as counted:
            page = browser.get(reverse("project-list"))
        statements = [query["sql"] for query in counted.captured_queries]
        assert len([sql for sql in statements if sql.strip().startswith("SELECT")]) == 6
        assert len(page.context["rows"]) == rows


def test_page_is_refused_any_change_by_the_database(cast: Cast) -> None:
    def write(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(Project.objects.create(code="X-1", owner=cast.france))

    pattern = page("leer/", write, name="read", allow=EVERYONE)
    with pytest.raises(DatabaseError, match="read-only transaction"):
        pattern.callback(RequestFactory().get("/leer/"))


@pytest.mark.django_db(transaction=True)  # each action at its own moment
def test_history_says_who_changed_what(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    browser.post(
        edit_url(made),
        posted(
            made.version, place="Puebla", result=["Una red."], status="concluded", updated_on="2024-03-01"
        ),
    )
    entries = browser.get(reverse("project-history", args=[made.code])).context["entries"]
    assert (entries[0].person, entries[0].capacity, entries[0].action) == (
        "Françoise Francesa",
        "Embajada de Francia en México",
        "project-edit",
    )
    assert [(change.label, change.before, change.after) for change in entries[0].changes] == [
        ("país o ciudad", "México", "Puebla"),
        ("estado del proyecto", "en ejecución", "concluido"),
        ("resultados", "Una red en funcionamiento.\nTres protocolos adoptados.", "Una red."),
        ("información actualizada el", "20 de febrero de 2024", "1 de marzo de 2024"),
    ]
