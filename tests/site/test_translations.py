"""The English catalogue is complete and current, and a reader of English meets no Spanish of ours."""

from __future__ import annotations

import re
from dataclasses import astuple
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db.models import CharField, TextField
from django.template.loader import render_to_string
from django.utils import translation
from pghistory.models import Event

from mcig.access.sitemap import routes
from mcig.countries import place_choices
from mcig.dates import PartialDate, Precision, read_date, write_date
from mcig.mesa.clock import world_zones
from mcig.notices.models import Dispatch, Message
from mcig.notices.models.messages import MessageEnclosure
from mcig.web.management.commands.check_translations import (
    buried_lines,
    catalogues,
    collected,
    problems,
)
from members.models import Organisation, OrganisationName, Person, Posting, PostTitle
from projects.pdf import ficha_pdf
from projects.rules.record.vocabulary import STATES
from tests.support import consultations
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.pdfs import flat, page_texts
from tests.support.samples import samples_for

# Words that no Spanish sentence does without and that no English one contains.
SPANISH = re.compile(
    r"\b(?:del?|el|la|los|las|una?|que|para|con|por|su|sus|se|al|y|o|en)\b|[áéíóúñ¿¡]", re.IGNORECASE
)
# Names that are Spanish in every language, and the switch to the other language.
NAMES = ("Punto focal", "México", "Embajada del Perú")
# What the style page shows, and what a mail said, is sample text.
SAMPLES = {"style-page", "style", "outbox-message", "dispatch-detail", "demonstration-mail"}
ERROR_PAGES = ("400", "403", "404", "409", "413", "429", "500", "503", "refused")


# ---- The command -------------------------------------------------------------------------------------------

HEADER = r"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
PLAIN = 'msgid "Ver integrantes"\nmsgstr "See members"\n\n'
LABEL = 'msgid "Subir: %(label)s"\nmsgstr "Move up: %(label)s"\n\n'
COUNTED = """msgid "una llave"
msgid_plural "%(number)s llaves"
msgstr[0] "one key"
msgstr[1] "%(number)s keys"

"""
MEANT = 'msgctxt "Página 1 de 2"\nmsgid "de"\nmsgstr "of"\n\n'


@pytest.fixture
def sources() -> Catalog:
    catalogue = Catalog(locale="es")
    catalogue.add("Ver integrantes", locations=[("a.html", 1)])
    catalogue.add("Subir: %(label)s", locations=[("a.html", 2)])
    catalogue.add(("una llave", "%(number)s llaves"), locations=[("a.html", 3)])
    catalogue.add("de", locations=[("a.html", 4)], context="Página 1 de 2")
    return catalogue


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("", "", []),
        (PLAIN, "", ["falta «Ver integrantes» (a.html:1)"]),
        ("See members", "", ["sin traducir «Ver integrantes» (a.html:1)"]),
        (PLAIN, f"#, fuzzy\n{PLAIN}", ["traducción dudosa (fuzzy) de «Ver integrantes» (a.html:1)"]),
        ("%(number)s keys", "", ["sin traducir «una llave» (a.html:3)"]),
        ("%(number)s keys", "keys", ["los huecos de «keys» no son los de «una llave» (a.html:3)"]),
        (
            "up: %(label)s",
            "up: %(name)s",
            ["los huecos de «Move up: %(name)s» no son los de «Subir: %(label)s» (a.html:2)"],
        ),
        ('msgctxt "Página 1 de 2"\n', "", ["falta «de» (a.html:4)", "sobra «de»"]),
        (PLAIN, f'{PLAIN}msgid "Nadie"\nmsgstr "Nobody"\n\n', ["sobra «Nadie»"]),
        (MEANT, f'{MEANT}#~ msgid "No"\n#~ msgstr "No"\n', ["sobra, marcado como obsoleto, «No»"]),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(
    tmp_path: Path, sources: Catalog, old: str, new: str, complaint: list[str]
) -> None:
    whole = HEADER + PLAIN + LABEL + COUNTED + MEANT
    (catalogue := tmp_path / "django.po").write_text(
        whole.replace(old, new) if old else whole, encoding="utf-8"
    )
    assert list(problems(catalogue, sources)) == complaint


def test_every_way_of_marking_a_text_is_collected() -> None:
    found = {(message.context, message.id) for message in collected()}
    assert found >= {
        (None, "Integrantes de la mesa"),  # _("…") inside a template's tag
        (None, "BORRADOR"),
        ("Página 1 de 2", "de"),
        (None, ("%(total)s integrante el %(on)s.", "%(total)s integrantes el %(on)s.")),
        (None, "El sistema"),  # in Python
    }


def test_text_inside_an_f_string_is_named() -> None:
    code = 'a = _("Bien")\nb = f"{a} {_(\'Mal\')}"\nc = f"{_(a)}"\n'
    assert list(buried_lines(code)) == [2]


def test_the_english_catalogue_is_whole() -> None:
    call_command("check_translations")


def test_absent_catalogue_ends_with_one(tmp_path: Path, settings: LazySettings) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match=r"django\.po: no se puede leer \(") as refusal:
        call_command("check_translations")
    assert refusal.value.returncode == 1


def test_both_languages_stay_sober() -> None:
    with catalogues()[0].open("rb") as file:
        texts = [
            str(part) for message in read_po(file) if message.id for part in (message.id, message.string)
        ]
    assert [text for text in texts if re.search("[!¡]", text)] == []


# ---- What a reader of English meets ------------------------------------------------------------------------


class Reader(HTMLParser):
    """Collects what a page says, except where it is marked as Spanish, typed by somebody, or code."""

    VOID = frozenset({"input", "br", "hr", "img", "link", "meta", "path", "use"})
    SPOKEN = ("title", "aria-label", "alt", "placeholder", "data-label", "data-confirm")
    SILENT = frozenset({"script", "style", "textarea", "code"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spanish = (dict(attrs).get("lang") or "").startswith("es")
        if not spanish and not any(self.open):
            self.said += [value for name, value in attrs if name in self.SPOKEN and value]
        if tag not in self.VOID:
            self.open.append(spanish or tag in self.SILENT)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.said.append(data)


def spanish_in(page: str, data: list[str]) -> list[str]:
    """What a page says in Spanish, once `data`, what people entered, is taken out."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    known = re.compile("|".join(map(re.escape, sorted(data, key=len, reverse=True))))
    said = (" ".join(known.sub("", text).split()) for text in reader.said)
    return [text for text in said if SPANISH.search(text)]


SHORTEST = 5  # characters: what is shorter would hide parts of other words


def entered(cast: Cast) -> list[str]:
    """Every name that people entered, the texts they consulted on, and the names of countries and cities."""
    names = [*OrganisationName.objects.values_list("name", flat=True), *NAMES, COMPLETE.name]
    names += [cast.mesa.name, *Person.objects.values_list("name", flat=True)]
    names += [cast.administrator.name, cast.stranger.name]
    names += Organisation.objects.values_list("code", flat=True)
    names += Posting.objects.values_list("title", flat=True)
    names += PostTitle.objects.values_list("english", flat=True)
    names += [consultations.SUBJECT, *consultations.TEXT.split("\n\n")]
    with translation.override("en"):
        names += [city for _zone, city in world_zones()]
        names += [name for _code, name in place_choices()]
    for value in astuple(COMPLETE):
        for item in value if isinstance(value, tuple) else (value,):
            names += [str(part) for part in (item if isinstance(item, tuple) else (item,)) if part]
    return names + entered_in_the_apps() + written_in_mail() + [*STATES.values(), "La Paz", "Cancún"]


def written_in_mail() -> list[str]:
    """What was written to people, each in their language: subjects, titles of dispatches, names of files."""
    return [
        *Message.objects.values_list("subject", flat=True),
        *Dispatch.objects.values_list("title", flat=True),
        *MessageEnclosure.objects.values_list("filename", flat=True),
    ]


def entered_in_the_apps() -> list[str]:
    """Every title and text of documents, meetings, registers and projects that the samples hold."""
    found: list[str] = []
    configs = [apps.get_app_config(app) for app in ("members", "agenda", "projects")]
    models = [each for config in configs for each in config.get_models()]
    for model in [each for each in models if not issubclass(each, Event)]:
        texts = [
            field.name
            for field in model._meta.fields
            if isinstance(field, CharField | TextField) and not field.choices
        ]
        for row in model._default_manager.values_list(*texts) if texts else ():
            found += [part for text in row for part in str(text).split("\n") if len(part) >= SHORTEST]
    return found


@pytest.mark.parametrize("role", ["anonymous", "french", "secretary", "administrator"])
def test_no_page_in_english_speaks_spanish(cast: Cast, role: str) -> None:
    project(cast.actor("french"), cast.france, publish=True)
    project(cast.actor("french"), cast.france)
    looked_at = [
        address
        for route in routes()
        if route.declaration and "GET" in route.declaration.methods and ":" not in route.name
        if route.name not in SAMPLES
        for _label, address in samples_for(route.name, cast)
    ]
    data = entered(cast)
    browser = cast.client(role)
    found: dict[str, list[str]] = {}
    for address in looked_at:
        response = browser.get(address, headers={"Accept-Language": "en"})
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            if spanish := spanish_in(response.content.decode(), data):
                found[f"{response.status_code} {address}"] = spanish
        elif response.streaming:
            b"".join(response)
    assert found == {}


@pytest.mark.parametrize("page", ERROR_PAGES)
def test_error_pages_in_english_speak_no_spanish(page: str) -> None:
    with translation.override("en"):
        text = render_to_string(f"errors/{page}.html", {"retry_after": 2, "stale_form": page == "403"})
    assert spanish_in(text, [" mcig"]) == []


def test_ficha_in_english_has_english_labels() -> None:
    text = flat(
        " ".join(page_texts(ficha_pdf(COMPLETE, code="CL-2024-01", on=date(2024, 3, 12), language="en")))
    )
    labels = (
        "SUMMARY SHEET BILATERAL PROJECTS",
        "DRAFT",
        "Project Name",
        "Thematic Area",
        "Sustainable Development Goals Goal 5:",
        "Institutions Involved",
        "Country/city",
        "Final Beneficiaries",
        "Duration (in months)",
        "Objectives General:",
        "Specific:",
        "Brief project description",
        "Results",
        "Information updated on 20 February 2024",
        "Page 1 of 1",
    )
    assert [label for label in labels if label not in text] == []


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["es", "en"])
def test_dates_are_read_back_as_the_form_shows_them(language: str, month: int) -> None:
    with translation.override(language):
        for precision in (Precision.MONTH, Precision.DAY):
            day = PartialDate(date(2023, month, 1), precision)
            assert read_date(write_date(day)) == day
