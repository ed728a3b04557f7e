"""The public face: off it is not there; on it shows what is marked, the same to everybody, from any cache."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from mcig.mesa.models import Mesa
from mcig.public.parts import parts
from mcig.web.versions import Stale
from projects import actions
from projects.models import Project
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.pages import field_in, page
from tests.support.public import shown, switched
from tests.support.records import FULL

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
CANARY = "Quetzalcanario"


def published(cast: Cast, **changes: Any) -> Project:
    """A project of France with a full record, published among the members."""
    made = project(cast.actor("french"), cast.france, replace(COMPLETE, **changes))
    kept = replace(FULL, relations=(), contact_name=f"{CANARY} Pérez", amounts_note=f"{CANARY}: en revisión")
    actions.save_record(actor=cast.actor("french"), project=made, record=kept, version=made.version)
    made.refresh_from_db()
    actions.publish(actor=cast.actor("french"), project=made, version=made.version)
    made.refresh_from_db()
    return made


def addresses() -> Iterator[str]:
    """Every page and every file of the face, as its lists lead to them, in both languages."""
    for language in ("es", "en"):
        for name in ("public-home", "public-feed", "public-sitemap", "public-data"):
            yield reverse(name, args=[language])
        for part in parts():
            yield reverse("public-part", args=[language, part.slug])
            for suffix in part.data():
                yield reverse("public-data-file", args=[language, part.slug, suffix])
            for entry in part.entries(part.rows()):
                if part.template:
                    yield reverse("public-entry", args=[language, part.slug, entry.key])
                for file in entry.files:
                    yield reverse("public-file", args=[language, part.slug, entry.key, file.name])


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_face_is_off_until_the_secretariat_switches_it_on(cast: Cast) -> None:
    code = shown(cast, published(cast)).code
    somebody = Client()
    assert somebody.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    there, missing = (
        somebody.get(reverse("public-entry", args=["es", "proyectos", key])) for key in (code, "FR-1999-001")
    )
    assert {somebody.get(each).status_code for each in ("/publico/", *addresses())} == {404}
    assert TOKEN.sub(b"", body(there)).replace(code.encode(), b"") == TOKEN.sub(b"", body(missing)).replace(
        b"FR-1999-001", b""
    )
    browser = cast.client("secretary")
    html = page(browser, "/ajustes/publico/")
    data = {name: field_in(html, name) for name in ("version", "base")} | {"public_face": "on"}
    preview = browser.post("/ajustes/publico/", data | {"preview": "1"}).content.decode()
    assert "Hoy se ve: Integrantes (3), Presidencia" in preview
    assert "Proyectos (1)" in preview
    assert somebody.get("/publico/").status_code == 404
    browser.post("/ajustes/publico/", data)
    assert somebody.get("/publico/")["Location"] == "/publico/es/"
    answers = [somebody.get(each) for each in addresses()]
    assert all(map(body, answers))
    assert {answer.status_code for answer in answers} == {200}


def test_nothing_but_what_is_marked_is_reachable(cast: Cast) -> None:
    """Canaries in a draft, in an unmarked ficha, in the persons of contact and in the newer draft."""
    switched(cast)
    public = shown(cast, published(cast, name="Red pública"))
    hidden = published(cast, name=f"{CANARY} entre integrantes")
    project(cast.actor("chilean"), cast.chile, replace(COMPLETE, name=f"{CANARY} en borrador"))
    actions.save_draft(
        actor=cast.actor("french"),
        project=public,
        ficha=replace(COMPLETE, name=f"{CANARY} más nuevo"),
        version=public.version,
    )
    somebody = Client()
    answers = {each: body(somebody.get(each)) for each in addresses()}
    assert [each for each, told in answers.items() if CANARY.encode() in told] == []
    assert [each for each, told in answers.items() if hidden.code.encode() in told] == []
    people = [cast.french.name, cast.french.email, cast.chilean.name, cast.secretary.email]
    assert [name for name in people if any(name.encode() in told for told in answers.values())] == []
    for key in (hidden.code, "CL-2024-001"):
        for name, more in (
            ("public-entry", []),
            ("public-file", ["ficha.pdf"]),
            ("public-file", ["ficha.json"]),
        ):
            assert somebody.get(reverse(name, args=["es", "proyectos", key, *more])).status_code == 404


def test_answers_are_kept_by_caches_and_the_same_for_everybody(cast: Cast) -> None:
    switched(cast)
    shown(cast, published(cast))
    cast.client("secretary")
    somebody, member = Client(headers={"accept-language": "en"}), cast.client("french")
    for address in (*addresses(), "/robots.txt"):
        answer, theirs = somebody.get(address), member.get(address, headers={"hx-request": "true"})
        assert answer["Cache-Control"] == "public, max-age=60", address
        assert not answer.has_header("Vary"), address
        assert not answer.cookies, address
        assert not theirs.cookies, address
        if "suffix" not in address and not address.endswith("xml"):  # an IATI file says when it was made
            assert body(answer) == body(theirs), address
            again = somebody.get(address, headers={"if-none-match": answer["ETag"]})
            assert again.status_code == 304, address
            assert again["Cache-Control"] == "public, max-age=60", address


def test_language_stands_in_the_address(cast: Cast) -> None:
    switched(cast)
    shown(cast, published(cast))
    spanish, english = (
        Client().get(f"/publico/{each}/integrantes/").content.decode() for each in ("es", "en")
    )
    assert ('<html lang="es-MX">' in spanish, '<html lang="en">' in english) == (True, True)
    assert ("<h1>Integrantes</h1>" in spanish, "<h1>Members</h1>" in english) == (True, True)
    assert 'hreflang="en"' in spanish
    assert Client().get("/publico/fr/integrantes/").status_code == 404


def test_feed_tells_what_is_new(cast: Cast) -> None:
    switched(cast)
    made = shown(cast, published(cast, name="Redes & <cuidados>"))
    root = ET.fromstring(Client().get("/publico/es/novedades.atom").content)
    [entry] = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Redes & <cuidados>"
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"/publico/es/proyectos/{made.code}/")


def test_open_data_say_the_same(cast: Cast) -> None:
    switched(cast)
    made = shown(cast, published(cast, name="=1+1"))
    [project_json] = json.loads(Client().get("/publico/es/datos/proyectos.json").content)
    assert (project_json["code"], project_json["ficha"]["name"]) == (made.code, "=1+1")
    assert project_json["address"].endswith(f"/publico/es/proyectos/{made.code}/")
    assert [project_json["record"][each] for each in ("contact_name", "amounts_note", "evidence")] == [
        "",
        "",
        [],
    ]
    content = Client().get("/publico/en/datos/proyectos.csv").content
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (row["Code"], row["Project Name"]) == (made.code, "'=1+1")
    members = json.loads(Client().get("/publico/en/datos/integrantes.json").content)
    assert {each["code"] for each in members} == {"CL", "DE", "FR"}
    assert set(members[0]) == {"code", "name", "kind", "country", "member_since"}
    assert Client().get("/publico/es/datos/proyectos.zip").status_code == 404


def test_owner_marks_and_takes_back(cast: Cast) -> None:
    switched(cast)
    made = published(cast)
    browser, address = cast.client("french"), reverse("project-publicity", args=[made.code])
    public = reverse("public-entry", args=["es", "proyectos", made.code])
    assert Client().get(public).status_code == 404
    browser.post(address, {"publico": "si", "version": made.version})
    assert Client().get(public).status_code == 200
    assert "Retirar de la cara pública" in page(browser, f"/proyectos/{made.code}/")
    browser.post(address, {"publico": "no", "version": made.version})
    assert Client().get(public).status_code == 404
    assert cast.client("german").post(address, {"publico": "si", "version": made.version}).status_code in {
        403,
        404,
    }


def test_draft_is_never_public_and_a_stale_mark_is_refused(cast: Cast) -> None:
    switched(cast)
    draft = project(cast.actor("french"), cast.france)
    address = reverse("project-publicity", args=[draft.code])
    answer = cast.client("french").post(address, {"publico": "si", "version": draft.version}, follow=True)
    assert "un borrador nunca es público" in answer.content.decode()
    made = published(cast)
    with pytest.raises(Stale):
        actions.show_to_everybody(
            actor=cast.actor("french"), project=made, shown=True, version=made.version - 1
        )
    assert not Project.objects.public().exists()


def test_preview_shows_what_would_be_read(cast: Cast) -> None:
    shown(cast, published(cast, name="Red que se vería"))
    html = page(cast.client("secretary"), reverse("public-preview"))
    assert "Red que se vería" in html
    assert "está apagada" in html
    assert 'href="/publico/' not in html
    Mesa.objects.update(public_face=True)
    assert f"/publico/es/proyectos/{Project.objects.get().code}/" in page(
        cast.client("secretary"), reverse("public-preview")
    )
