"""Export and anonymisation of one person."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from pghistory.models import Context

from mcig.accounts.actions import invite
from mcig.accounts.models import User
from mcig.history.models import Refusal
from mcig.notices.actions import queue
from mcig.notices.models import Message
from members.models import MemberImport, Person, Posting, SeatKind
from tests.support.cast import Cast, occupant, sign_in
from tests.support.meetings import convened, item

PAST = DateRange(date(2019, 1, 1), date(2023, 1, 1))


@pytest.fixture
def known(cast: Cast) -> Cast:
    """The former alternate of Chile, with a telephone, an invitation sent and a message received."""
    Person.objects.filter(user=cast.former).update(phone="55 8765 4321")
    invite(actor=cast.actor("secretary"), email="otra@mcig.example", name="Otra", language="es")
    queue(EmailMessage("Hola Sofía", "Estimada Sofía Saliente", to=[cast.former.email]))
    return cast


def export(email: str, folder: Path) -> Any:
    target = folder / "persona.json"
    call_command("export_person", email, output=target)
    assert target.stat().st_mode & 0o777 == 0o600
    return json.loads(target.read_text(encoding="utf-8"))


def test_export_holds_everything_about_the_person_and_no_secret(known: Cast, tmp_path: Path) -> None:
    exported = export("SALIENTE@mcig.example", tmp_path)
    kept = exported["kept"]
    assert exported["email"] == "saliente@mcig.example"
    assert [row["name"] for row in kept["members.Person"]] == ["Sofía Saliente"]
    assert [row["email"] for row in kept["accounts.User"]] == ["saliente@mcig.example"]
    assert [row["title"] for row in kept["members.Posting"]] == ["Punto focal"]
    assert [row["body"] for row in kept["notices.Message"]] == ["Estimada Sofía Saliente"]
    assert {row["name"] for row in kept["members.PersonEvent"]} == {"Sofía Saliente"}
    text = json.dumps(exported)
    assert known.former.password not in text
    assert "francia@mcig.example" not in text


def test_export_lists_where_nobody_but_the_name_is_kept(known: Cast, tmp_path: Path) -> None:
    meeting = convened(known)
    meeting.guests.create(name="Sofía Saliente")
    meeting.guests.create(name="Otra persona")
    meeting.seats.update(spoken_by="Sofía Saliente")
    others = {"person": "Otra persona", "email": "otra@mcig.example", "line": "3"}
    own = {"person": "Saliente, Sofía", "email": "Saliente@MCIG.example", "line": "2"}
    MemberImport.objects.create(filename="m.xlsx", uploaded_by=known.secretary, rows=[own, others])
    kept = export("saliente@mcig.example", tmp_path)["kept"]
    assert [row["name"] for row in kept["agenda.MeetingGuest"]] == ["Sofía Saliente"]
    assert {row["spoken_by"] for row in kept["agenda.MeetingSeat"]} == {"Sofía Saliente"}
    assert [row["rows"] for row in kept["members.MemberImport"]] == [[own]]
    assert "Otra persona" not in json.dumps(kept, ensure_ascii=False)


def test_export_of_an_unknown_address_or_over_a_file_is_refused(known: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"No se conoce a nadie con esa dirección\."):
        export("no@existe.example", tmp_path)
    export("saliente@mcig.example", tmp_path)
    with pytest.raises(CommandError, match="No se puede escribir"):
        export("saliente@mcig.example", tmp_path)


def traces(*words: str) -> list[str]:
    """The tables in which any of the words still stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE %s', [f"%{word}%"])
                if cursor.fetchone()[0]:
                    found.append(table)
    return sorted(set(found))


def test_anonymised_person_leaves_no_trace_but_the_record_of_the_posting(known: Cast) -> None:
    posting = Posting.objects.get(person__user=known.former)
    call_command("anonymise_person", "saliente@mcig.example")
    assert traces("Saliente", "saliente@mcig", "8765 4321") == []
    posting.refresh_from_db()
    label = f"Persona anonimizada {posting.person_id}"
    assert (posting.person.name, posting.person.email, posting.person.phone) == (label, "", "")
    assert (posting.title, posting.validity) == (
        "Punto focal",
        DateRange(date(2018, 1, 1), date(2024, 1, 1)),
    )
    account = User.objects.get(pk=known.former.pk)
    assert (account.name, account.is_active, account.has_usable_password()) == (label, False, False)


def test_a_canary_is_replaced_in_every_table_and_told_where_a_text_holds_it(
    cast: Cast, capsys: pytest.CaptureFixture[str], private_files: Path
) -> None:
    """As a value it goes from everywhere; in the text of an item, which is of the record, it is told."""
    name, email = "Zacarías Canario", "zacarias.canario@mcig.example"
    account = occupant("zacarias.canario", name, cast.chile, kind=SeatKind.OBSERVER, validity=PAST)
    browser = sign_in(Client(headers={"User-Agent": "Canario/1"}), account)
    browser.get("/avisos/")
    browser.post("/cuenta/", {"language": "en"})
    for recipient in (email, cast.french.email):
        queue(EmailMessage(f"Aviso: {name}", f"{name} <{email}> respondió.", to=[recipient]))
    invite(actor=cast.actor("secretary"), email="otra@mcig.example", name=name, language="es")
    Message.objects.update(state="sent")
    meeting = convened(cast)
    meeting.invitees.create(name=name, email=email.upper(), added_by=cast.secretary)
    meeting.seats.update(spoken_by=name, present_name=name)
    meeting.guests.create(name=name)
    item(meeting, "Punto", description=f"Lo presentó {name}.")
    MemberImport.objects.create(
        filename="m.xlsx", uploaded_by=cast.secretary, rows=[{"person": name, "email": email, "line": "2"}]
    )
    assert len(set(traces("Canario"))) > 10

    call_command("anonymise_person", email)
    assert traces("Canario") == ["agenda_item", "agenda_itemevent"]
    told = capsys.readouterr().out.splitlines()
    assert [line.split(" · ")[0] for line in told[1:]] == ["Textos que todavía mencionan a la persona"] * 2
    assert [
        path for path in private_files.rglob("*") if path.is_file() and b"Canario" in path.read_bytes()
    ] == []
    assert not Refusal.objects.filter(user=account).exclude(address=None).exists()
    kept = Context.objects.filter(metadata__user=account.pk)
    assert kept.exists()
    assert not kept.filter(metadata__has_key="address").exists()
    read = MemberImport.objects.get()
    assert read.rows[0]["line"] == "2"
    assert read.rows[0]["person"].startswith("Persona anonimizada")


def test_history_of_others_stays_append_only_and_untouched(known: Cast) -> None:
    call_command("anonymise_person", "saliente@mcig.example")
    events = Person.pgh_event_model.objects  # type: ignore[attr-defined]
    assert events.filter(name="Françoise Francesa").count() == 1
    with pytest.raises(Exception, match=r"append_only|Cannot update"):
        events.filter(name="Françoise Francesa").update(name="X")


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("francia@mcig.example", "La persona tiene una adscripción vigente o futura; conclúyala primero."),
        ("admin@mcig.example", "La cuenta administra el sistema; retire antes esa función."),
        ("no@existe.example", "No se conoce a nadie con esa dirección."),
    ],
)
def test_anonymisation_that_would_break_something_is_refused(known: Cast, email: str, sentence: str) -> None:
    before = list(Person.objects.order_by("pk").values_list("name", "email"))
    with pytest.raises(CommandError) as refusal:
        call_command("anonymise_person", email)
    assert str(refusal.value) == sentence
    assert list(Person.objects.order_by("pk").values_list("name", "email")) == before
