"""Meetings made from others: templates, duplicates, series, and what was left for the next one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agenda.actions.copies import duplicate, save_template
from agenda.actions.items import place, to_lane
from agenda.actions.journal import undo
from agenda.models import Item, ItemPresenter, Meeting, MeetingSeries, MeetingTemplate
from agenda.rules.copies import Line, read_lines, series_dates, write_lines
from mcig.notices.models import News
from mcig.rules import Broken
from mcig.web.once import new_key
from tests.support.cast import Cast
from tests.support.copies import template
from tests.support.meetings import STARTS, item, meeting, paper_of, seat_of, section
from tests.support.pages import page
from tests.support.proposals import open_meeting, proposed

pytestmark = pytest.mark.django_db
JUNE = datetime(2024, 6, 11, 16, 0, tzinfo=UTC)
SERIES = {
    "name": "Plenarias de 2024",
    "title": "Plenaria",
    "kind": "ordinary",
    "template": "",
    "first": "2024-04-09T10:30",
    "planned_minutes": "120",
    "every": "2",
    "unit": "months",
    "count": "3",
    "place": "Por definir",
}


def press(cast: Cast, made: Meeting, verb: str = "traer") -> str:
    address = f"/reuniones/{made.pk}/orden-del-dia/{verb}/"
    return str(cast.client("secretary").post(address, follow=True).content.decode())


def titles(of: Meeting, lane: str = "accepted") -> list[str]:
    return list(of.items.filter(lane=lane).order_by("position").values_list("title", flat=True))


def test_a_meeting_is_kept_as_a_template_and_begins_another(cast: Cast) -> None:
    first = meeting(cast)
    section(first, "Apertura")
    item(first, "Bienvenida", minutes=10, purpose="decision", internal_notes="Secreto")
    item(first, "Sub", depth=1)
    item(first, "En espera", lane="waiting")
    browser = cast.client("chilean")
    sent = {"name": "Plenaria", "once": new_key()}
    assert browser.post(f"/reuniones/{first.pk}/plantilla/", sent)["Location"] == "/reuniones/plantillas/"
    kept = MeetingTemplate.objects.get()
    assert [(row["title"], row["purpose"], row["minutes"], row["depth"]) for row in kept.rows] == [
        ("Apertura", "section", 0, 0),
        ("Bienvenida", "decision", 10, 0),
        ("Sub", "information", 15, 1),
    ]
    again = browser.post(f"/reuniones/{first.pk}/plantilla/", sent | {"once": new_key()})
    assert again.status_code == 422
    assert "Ya hay una plantilla con ese nombre." in again.content.decode()
    new = {
        "title": "Reunión de mayo", "kind": "ordinary", "planned_minutes": "90",
        "time_zone": "America/Mexico_City", "template": str(kept.pk), "once": new_key(),
    }  # fmt: skip
    assert browser.post("/reuniones/nueva/", new).status_code == 302
    made = Meeting.objects.get(title="Reunión de mayo")
    assert titles(made) == ["Apertura", "Bienvenida", "Sub"]
    assert "Secreto" not in page(browser, f"/reuniones/{made.pk}/orden-del-dia/")


def test_a_template_fills_in_the_form_and_can_go(cast: Cast) -> None:
    kept, browser = template(cast), cast.client("secretary")
    shown = page(browser, f"/reuniones/nueva/?plantilla={kept.pk}")
    assert f'<option value="{kept.pk}" selected>Plenaria (ejemplo)</option>' in shown
    assert 'name="planned_minutes" value="90"' in shown
    assert browser.get("/reuniones/nueva/?plantilla=nada").status_code == 200
    assert 'Bienvenida <span class="muted">10 min</span>' in page(browser, "/reuniones/plantillas/")
    browser.post(f"/reuniones/plantillas/{kept.pk}/quitar/")
    assert "Todavía no hay plantillas" in page(browser, "/reuniones/plantillas/")


def test_an_empty_agenda_is_no_template(cast: Cast) -> None:
    with pytest.raises(Broken, match="El orden del día está vacío"):
        save_template(actor=cast.actor("secretary"), meeting=meeting(cast), name="Vacía")


def test_a_duplicate_has_the_agenda_but_no_papers_notes_or_date(cast: Cast) -> None:
    first = meeting(cast, objective="Dar seguimiento", quorum=5, proposals_until=STARTS)
    kept = item(first, "Cuidados", minutes=40, description="Texto", internal_notes="Secreto")
    ItemPresenter.objects.create(item=kept, organisation=cast.germany)
    item(first, "Propuesto", lane="proposed")
    paper_of(first, cast)
    address = f"/reuniones/{first.pk}/duplicar/"
    sent = {"title": "Reunión de junio", "starts_at": "2024-06-11T10:00", "once": new_key()}
    browser = cast.client("secretary")
    for _twice in range(2):
        assert browser.post(address, sent).status_code == 302
    made = Meeting.objects.get(title="Reunión de junio")
    assert (made.objective, made.quorum, made.starts_at, made.state, made.proposals_until, made.number) == (
        "Dar seguimiento", 5, JUNE, "draft", None, None,
    )  # fmt: skip
    copy = made.items.get()
    assert (copy.title, copy.minutes, copy.description, copy.internal_notes) == ("Cuidados", 40, "Texto", "")
    assert [each.organisation for each in copy.presenters.all()] == [cast.germany]
    assert not made.papers.exists()


PURPOSES = {"information": "información", "discussion": "discusión", "decision": "decisión"}
WRITTEN = """# Apertura
Bienvenida · saludo · 5 · información
- Quórum · 0 · decisión
# Temas
Cuidados · 40 · discusión"""


def test_lines_of_a_template_are_read_as_they_are_written() -> None:
    lines = read_lines(WRITTEN, PURPOSES)
    assert lines == [
        Line("Apertura", "section", 0),
        Line("Bienvenida · saludo", "information", 5),
        Line("Quórum", "decision", 0, 1),
        Line("Temas", "section", 0),
        Line("Cuidados", "discussion", 40),
    ]
    assert write_lines(lines, PURPOSES) == WRITTEN
    assert read_lines("- Sola\n\n  Decisión | 10 min ", PURPOSES) == [
        Line("Sola", "information", 0),
        Line("Decisión", "information", 10),
    ]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "El orden del día está vacío: no hay qué guardar."),
        ("# Apertura\n#", "Renglón 2: Escriba el título del punto."),
        ("Uno · 2000", "Renglón 1: La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ("Uno\n" * 201, "Caben hasta 200 renglones."),
    ],
)
def test_a_line_that_cannot_be_is_named(written: str, sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        read_lines(written, PURPOSES)
    assert (str(refusal.value), refusal.value.field) == (sentence, "lines")


def test_a_template_is_edited_and_an_old_page_overwrites_nothing(cast: Cast) -> None:
    kept, browser = template(cast), cast.client("secretary")
    address = f"/reuniones/plantillas/{kept.pk}/editar/"
    opened = browser.get(address)
    assert opened.context["form"]["lines"].value() == "# Apertura\nBienvenida · 10 · información"
    sent = {
        "version": "1", "base": opened.context["base"], "name": "Plenaria corta", "kind": "ordinary",
        "planned_minutes": "60", "lines": WRITTEN,
    }  # fmt: skip
    assert browser.post(address, sent)["Location"] == "/reuniones/plantillas/"
    kept.refresh_from_db()
    assert (kept.name, kept.kind, kept.planned_minutes, kept.version) == ("Plenaria corta", "ordinary", 60, 2)
    assert kept.rows[2] == {"title": "Quórum", "purpose": "decision", "minutes": 0, "depth": 1}
    late = browser.post(address, sent | {"lines": "Otra cosa"})
    assert late.status_code == 409
    assert "Otra cosa" in late.content.decode()
    kept.refresh_from_db()
    assert (kept.version, len(kept.rows)) == (2, 5)


def test_two_templates_have_no_name_in_common(cast: Cast) -> None:
    template(cast, "Plenaria")
    other = template(cast, "Otra")
    sent = {"version": "1", "name": "Plenaria", "kind": "ordinary", "planned_minutes": "60", "lines": "Uno"}
    answer = cast.client("secretary").post(f"/reuniones/plantillas/{other.pk}/editar/", sent)
    assert answer.status_code == 422
    assert "Ya hay una plantilla con ese nombre." in answer.content.decode()


def test_a_series_shows_its_dates_before_it_is_made(cast: Cast) -> None:
    meeting(cast, "Grupo de trabajo", starts_at=datetime(2024, 6, 9, 17, 0, tzinfo=UTC))
    browser, sent = cast.client("secretary"), SERIES | {"once": new_key(), "template": str(template(cast).pk)}
    looked = browser.post("/reuniones/series/nueva/", sent)
    assert looked.status_code == 200
    text = " ".join(looked.content.decode().split())
    assert "Martes, 9 de abril de 2024, 10:30 (hora de la Ciudad de México)" in text
    assert "Domingo, 9 de junio de 2024, 10:30 (hora de la Ciudad de México)" in text
    assert "Cae en fin de semana. A esa hora hay otra reunión de la mesa: «Grupo de trabajo»." in text
    assert Meeting.objects.count() == 1
    for _twice in range(2):
        made = browser.post("/reuniones/series/nueva/", sent | {"crear": "1"})
        assert made["Location"] == f"/reuniones/?serie={MeetingSeries.objects.get().pk}"
    series = MeetingSeries.objects.get()
    assert [(each.title, each.state) for each in series.meetings.order_by("starts_at")] == [
        ("Plenaria, abril de 2024", "draft"),
        ("Plenaria, junio de 2024", "draft"),
        ("Plenaria, agosto de 2024", "draft"),
    ]
    assert [titles(each) for each in series.meetings.all()] == [["Apertura", "Bienvenida"]] * 3


def test_a_date_says_which_holiday_it_is_on_the_clock_of_the_meeting(cast: Cast) -> None:
    browser, words = cast.client("secretary"), "Es día de descanso obligatorio: Navidad."
    sent = SERIES | {"once": new_key(), "first": "2024-12-25T20:30"}
    assert words in browser.post("/reuniones/series/nueva/", sent).content.decode()
    assert (
        words
        not in browser.post("/reuniones/series/nueva/", sent | {"first": "2024-12-24T20:30"}).content.decode()
    )
    made = meeting(cast)
    again = {"title": "Otra", "starts_at": "2024-12-25T20:30", "once": new_key()}
    assert words in browser.post(f"/reuniones/{made.pk}/duplicar/", again, follow=True).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": "1"}, "Una serie tiene de 2 a 24 reuniones."),
        ({"count": "1000"}, "Una serie tiene de 2 a 24 reuniones."),
        ({"every": "0"}, "Entre dos reuniones pasan de 1 a 52 semanas o meses."),
        ({"planned_minutes": "-5"}, "La duración va de 1 minuto a 24 horas (1440 minutos)."),
        ({"planned_minutes": "10000"}, "La duración va de 1 minuto a 24 horas (1440 minutos)."),
        ({"first": "mañana"}, "Escriba el día y la hora"),
        ({"first": "9999-12-01T10:00"}, "La fecha debe estar entre los años 2000 y 2199."),
        ({"first": "2199-12-01T10:00"}, "La fecha debe estar entre los años 2000 y 2199."),
        ({"name": " "}, "Este campo es obligatorio."),
    ],
)
def test_a_wrong_series_is_said_and_nothing_is_made(cast: Cast, wrong: dict[str, str], words: str) -> None:
    sent = SERIES | {"once": new_key(), "crear": "1"} | wrong
    response = cast.client("secretary").post("/reuniones/series/nueva/", sent)
    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert not Meeting.objects.exists()


def test_months_keep_the_day_and_the_hour() -> None:
    first = datetime(2024, 1, 31, 10, 0)  # noqa: DTZ001 - on the clock of the mesa, which the form adds
    found = series_dates(first, every=1, unit="months", count=3)
    assert [(each.month, each.day, each.hour) for each in found] == [(1, 31, 10), (2, 29, 10), (3, 31, 10)]
    weeks = series_dates(first, every=2, unit="weeks", count=2)
    assert weeks[1] - weeks[0] == timedelta(weeks=2)


def test_another_meeting_at_the_same_time_is_said_and_not_forbidden(cast: Cast) -> None:
    meeting(cast, "Grupo de trabajo", starts_at=STARTS + timedelta(minutes=90))
    meeting(cast, "Cancelada", state="cancelled")
    meeting(cast, "Después", starts_at=STARTS + timedelta(minutes=120))
    new = {
        "title": "Reunión de abril", "kind": "ordinary", "planned_minutes": "120", "once": new_key(),
        "time_zone": "America/Mexico_City", "starts_at": "2024-04-09T10:00",
    }  # fmt: skip
    shown = cast.client("secretary").post("/reuniones/nueva/", new, follow=True).content.decode()
    assert "A esa hora hay otra reunión de la mesa: «Grupo de trabajo»." in shown
    assert Meeting.objects.filter(title="Reunión de abril").count() == 1


def test_what_was_left_for_the_next_meeting_comes_once_with_its_origin(cast: Cast) -> None:
    first, second = open_meeting(cast), meeting(cast, "Reunión de junio", starts_at=JUNE)
    left = proposed(cast, first)
    to_lane(actor=cast.actor("secretary"), meeting=first, item=left.pk, lane="next")
    item(first, "Mediadoras", lane="next", minutes=30)
    item(first, "Se trató")
    News.objects.all().delete()
    assert "Se trajeron 2 puntos de reuniones anteriores." in press(cast, second)
    assert titles(second) == ["Cuidados en la frontera", "Mediadoras"]
    carried = second.items.get(title="Cuidados en la frontera")
    assert (carried.carried_from, carried.proposed_by) == (left, seat_of(cast.france))
    assert [each.line for each in News.objects.all()] == [
        "Su propuesta «Cuidados en la frontera» entró al orden del día de «Reunión de junio»."
    ]
    shown = page(cast.client("secretary"), f"/reuniones/{second.pk}/orden-del-dia/")
    origin = f'/reuniones/{first.pk}/orden-del-dia/#punto-{left.pk}">Reunión ordinaria de abril</a>'
    assert f'Viene de <a href="{origin}' in shown
    assert "Nada quedó de reuniones anteriores para esta." in press(cast, second)
    assert second.items.count() == 2


def test_what_was_carried_is_treated_in_one_meeting_only(cast: Cast) -> None:
    first, second = meeting(cast), meeting(cast, "Reunión de junio", starts_at=JUNE)
    left = item(first, "Mediadoras")
    secretary = cast.actor("secretary")
    to_lane(actor=secretary, meeting=first, item=left.pk, lane="next")
    step = first.steps.latest("pk")
    press(cast, second)
    words = "«Mediadoras» ya pasó a «Reunión de junio»: muévalo ahí."
    with pytest.raises(Broken, match=words):
        to_lane(actor=secretary, meeting=first, item=left.pk, lane="accepted")
    with pytest.raises(Broken, match=words):
        undo(actor=secretary, meeting=first, step=step.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(meeting=first, title="Otra vez", position=9, carried_from=left)


def test_a_later_meeting_and_another_series_leave_nothing(cast: Cast) -> None:
    series = MeetingSeries.objects.create(name="Plenarias")
    first = meeting(cast, series=series)
    item(meeting(cast, "Más tarde", starts_at=JUNE, series=series), "De junio", lane="next")
    item(meeting(cast, "Otra", starts_at=STARTS - timedelta(days=30)), "De otra serie", lane="next")
    assert "Nada quedó de reuniones anteriores para esta." in press(cast, first)


def test_an_item_is_not_moved_to_itself(cast: Cast) -> None:
    made = meeting(cast)
    only = item(made, "Bienvenida")
    with pytest.raises(Broken, match="Un punto no se puede mover sobre sí mismo"):
        place(actor=cast.actor("secretary"), meeting=made, item=only.pk, lane="accepted", after=only.pk)
    assert titles(made) == ["Bienvenida"]


def test_only_who_prepares_meetings_copies_them(cast: Cast) -> None:
    made = meeting(cast)
    with pytest.raises(PermissionDenied):
        duplicate(actor=cast.actor("french"), meeting=made, title="X", starts_at=None)
    assert Meeting.objects.count() == 1
