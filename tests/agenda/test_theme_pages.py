"""The thematic agenda: its pages, its order, and what the mesa remembers of a theme."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from agenda.actions.themes import ThemeFacts, add_form_themes, create_theme, edit_theme
from agenda.memory import Asked
from agenda.models import MandateTheme, Theme, ThemeColour, ThemeLead
from agenda.queries.memory import memory_of
from agenda.rules.theme import ICONS
from members.models import Mandate, MandateRole
from members.rules.rotation import Term
from tests.support.cast import TODAY, Cast
from tests.support.meetings import convened, item, theme
from tests.support.outcomes import commitment, decision
from tests.support.pages import field_in, page
from tests.support.queries import queries_of

FACTS = ThemeFacts(name="Agenda digital", colour="slate", icon="laptop", first=date(2024, 1, 1))
BEFORE = Term(date(2021, 1, 1), date(2023, 1, 1))


def posted(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Agenda digital",
        "name_en": "Digital agenda",
        "description": "",
        "description_en": "",
        "colour": "slate",
        "icon": "laptop",
        "first": "2024-01-01",
        "last": "",
        "leads": [str(cast.france.pk)],
    } | changes


def created(browser: Client, **data: Any) -> Any:
    once = field_in(page(browser, reverse("theme-create")), "once")
    return browser.post(reverse("theme-create"), data | {"once": once})


def test_a_theme_is_added_with_its_leads_once_however_often_it_is_sent(cast: Cast) -> None:
    browser = cast.client("chilean")
    once = field_in(page(browser, reverse("theme-create")), "once")
    data = posted(cast) | {"once": once}
    for _time in range(2):
        response = browser.post(reverse("theme-create"), data)
        assert response["Location"] == "/agenda-tematica/temas/agenda-digital/"
    made = Theme.objects.get()
    assert (made.name, made.name_en, made.colour, made.icon) == (
        "Agenda digital",
        "Digital agenda",
        "slate",
        "laptop",
    )
    assert [(lead.seat.organisation.code, lead.validity.lower) for lead in made.leads.all()] == [
        ("FR", date(2024, 1, 1))
    ]
    shown = page(cast.client("french"), made.get_absolute_url())
    assert "Embajada de Francia en México" in shown
    assert "Editar el tema" not in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first": "2024-03-12", "last": "2024-03-11"}, "El último día no puede ser anterior al primero."),
        ({"name": ""}, "Este campo es obligatorio."),
        ({"name": "x" * 10_000}, "200"),
        ({"description": "x" * 10_000}, "4000"),
        ({"leads": ["99999"]}, "99999 no es una de las opciones disponibles."),
        ({"icon": "../../secreto"}, "no es una de las opciones disponibles."),
        ({"colour": "rainbow"}, "no es una de las opciones disponibles."),
        ({"first": "0001-01-01"}, "La fecha debe estar entre los años 1900 y 2199."),
    ],
)
def test_a_wrong_theme_is_refused_in_words_and_what_was_typed_stays(
    cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    response = created(cast.client("secretary"), **posted(cast, description_en="Kept.", **changes))
    text = response.content.decode().replace("\xa0", "")
    assert response.status_code == 422
    assert sentence in text
    assert "Kept." in text
    assert not Theme.objects.exists()


def test_a_stale_save_returns_both_texts_and_merges_the_rest(cast: Cast) -> None:
    made = create_theme(actor=cast.actor("secretary"), facts=FACTS)
    address = reverse("theme-edit", args=[made.slug])
    browser = cast.client("german")
    shown = page(browser, address)
    version, base = field_in(shown, "version"), field_in(shown, "base")
    theirs = ThemeFacts(
        name="Brecha digital", colour="teal", icon="laptop", first=date(2024, 1, 1), description="De Sara."
    )
    edit_theme(actor=cast.actor("secretary"), theme=made, version=1, facts=theirs)
    data = posted(cast, name="Agenda e inclusión digital", name_en="", leads=[]) | {
        "version": version,
        "base": base,
    }
    response = browser.post(address, data)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Agenda e inclusión digital" in text
    assert "Brecha digital" in text
    assert "De Sara." in text  # what only the other side changed is in the form
    made.refresh_from_db()
    assert (made.name, made.version) == ("Brecha digital", 2)


def test_a_theme_ends_and_keeps_what_was_treated_in_it(cast: Cast) -> None:
    made = create_theme(actor=cast.actor("secretary"), facts=FACTS)
    decision(cast, theme=made.pk)
    ended = ThemeFacts(
        name="Agenda digital",
        colour="slate",
        icon="laptop",
        first=date(2024, 1, 1),
        last=date(2024, 3, 1),
    )
    edit_theme(actor=cast.actor("secretary"), theme=made, version=1, facts=ended)
    shown = page(cast.client("french"), "/agenda-tematica/")
    assert "La agenda temática está vacía" in shown
    assert "Otros temas de la mesa" in shown
    assert "2024-001 · Se adopta el plan de trabajo del año." in page(
        cast.client("french"), made.get_absolute_url()
    )


def test_who_leads_changes_from_today_on(cast: Cast) -> None:
    facts = ThemeFacts(**{**_as_dict(FACTS), "leads": (cast.france.pk,)})
    made = create_theme(actor=cast.actor("secretary"), facts=facts)
    changed = ThemeFacts(**{**_as_dict(FACTS), "leads": (cast.germany.pk,)})
    edit_theme(actor=cast.actor("secretary"), theme=made, version=1, facts=changed)
    edit_theme(actor=cast.actor("secretary"), theme=made, version=2, facts=changed)
    leads = ThemeLead.objects.order_by("pk").values_list("seat__organisation__code", "validity")
    assert [(code, span.lower, span.upper) for code, span in leads] == [
        ("FR", date(2024, 1, 1), TODAY),
        ("DE", TODAY, None),
    ]


def _as_dict(facts: ThemeFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in ThemeFacts.__dataclass_fields__}


def test_the_themes_of_the_form_are_added_by_the_secretariat_once(cast: Cast) -> None:
    browser = cast.client("secretary")
    assert "Agregar los temas del formulario" in page(browser, "/agenda-tematica/")
    assert "Agregar los temas del formulario" not in page(cast.client("chilean"), "/agenda-tematica/")
    for _time in range(2):
        browser.post(reverse("theme-add-form"))
    assert [made.name for made in Theme.objects.all()] == [
        "Sistema nacional o integral de cuidados",
        "Agenda digital",
        "Violencia de género",
        "Mujeres negociadoras o mediadoras",
        "Cláusulas de género en acuerdos comerciales",
    ]
    assert {made.validity.lower for made in Theme.objects.all()} == {date(2023, 1, 1)}
    with pytest.raises(PermissionDenied):
        add_form_themes(actor=cast.actor("chilean"), since=TODAY)


def test_a_button_moves_a_theme_and_an_old_order_is_refused(cast: Cast) -> None:
    one, two, three = (theme(slug, slug, position=place) for place, slug in enumerate("abc", start=1))
    browser, address = cast.client("chilean"), reverse("theme-order")
    keys = [str(each.pk) for each in (one, two, three)]
    browser.post(address, {"key": keys, "seen": keys, "move": f"{three.pk}:up"})
    assert list(Theme.objects.values_list("slug", flat=True)) == ["a", "c", "b"]
    response = browser.post(address, {"key": [*keys[1:], keys[0]], "seen": keys})
    assert response.status_code == 409
    assert "Otra persona cambió el orden mientras usted ordenaba." in response.content.decode()
    now = [str(each.pk) for each in (one, three, two)]
    browser.post(address, {"key": now[:2], "seen": now})
    browser.post(address, {"key": [*now[:2], "99999"], "seen": now})
    assert list(Theme.objects.values_list("slug", flat=True)) == ["a", "c", "b"]


def test_a_mandate_chooses_its_themes_in_its_own_order(cast: Cast) -> None:
    one, two, three = (theme(slug, f"Tema {slug}", position=place) for place, slug in enumerate("abc"))
    mandate = Mandate.objects.get(role=MandateRole.PRESIDENCY)
    browser, address = cast.client("german"), reverse("theme-order-mandate", args=[mandate.pk])
    order = [str(three.pk), str(one.pk), str(two.pk)]
    browser.post(address, {"key": order, "chosen": [str(one.pk), str(three.pk)]})
    assert list(MandateTheme.objects.values_list("theme__slug", flat=True)) == ["c", "a"]
    shown = page(cast.client("french"), "/agenda-tematica/")
    assert re.findall(r'<a href="/agenda-tematica/temas/(\w)/">', shown) == ["c", "a", "b"]
    assert "De otro tiempo, o que este mandato no eligió." in shown
    stale = browser.post(address, {"key": order, "chosen": order})
    assert stale.status_code == 409
    browser.post(address, {"key": order, "seen": [str(three.pk), str(one.pk)]})
    assert not MandateTheme.objects.exists()
    assert browser.get(reverse("theme-order-mandate", args=[99999])).status_code == 404


def test_memory_counts_nothing_that_the_reader_may_not_see(cast: Cast) -> None:
    about = theme()
    held = convened(cast, state="held", starts_at=datetime(2024, 3, 5, 16, 0, tzinfo=UTC))
    treated = item(held, "Sistemas locales", theme=about)
    held.papers.create(item=treated, title="Mapa de cuidados", position=1)
    held.papers.create(item=treated, title="Nota reservada", position=2, level="secretariat")
    coming = convened(cast, "Reunión de abril", 2)
    unseen = item(coming, "Todavía sin publicar", theme=about)
    coming.papers.create(item=unseen, title="Documento sin publicar", position=1)
    item(held, "Propuesto", theme=about, lane="proposed")
    decision(cast, theme=about.pk)
    commitment(cast, theme=about.pk)
    noted = decision(cast, "Apenas anotado.", theme=about.pk)
    type(noted).objects.filter(pk=noted.pk).update(number=None)

    def totals(name: str, term: Term | None = None) -> dict[str, int]:
        chapters = memory_of(Asked(cast.actor(name), about, term))
        return {each.slug: each.total for each in chapters}

    expected = {"puntos": 1, "acuerdos": 1, "compromisos": 1, "documentos": 1, "trabajo": 0}
    assert {key: totals("french")[key] for key in expected} == expected
    assert {key: totals("secretary")[key] for key in expected} == expected | {"puntos": 2, "documentos": 3}
    assert {key: totals("french", BEFORE)[key] for key in expected} == dict.fromkeys(expected, 0)
    shown = page(cast.client("french"), about.get_absolute_url())
    assert "Todavía sin publicar" not in shown
    assert "Apenas anotado" not in shown
    assert "Mapa de cuidados" in shown
    assert "Nota reservada" not in shown
    assert "Documento sin publicar" not in shown


def test_pages_ask_the_same_for_one_theme_and_for_three(cast: Cast) -> None:
    browser = cast.client("secretary")
    first = theme()
    addresses = ("/agenda-tematica/", first.get_absolute_url())
    before = [len(queries_of(browser, address)) for address in addresses]
    for slug in ("dos", "tres"):
        decision(cast, theme=theme(slug, slug).pk)
        decision(cast, theme=first.pk)
        commitment(cast, theme=first.pk)
    assert [len(queries_of(browser, address)) for address in addresses] == before
    assert max(before) == 13


def test_history_tells_names_and_dates_in_words(cast: Cast) -> None:
    facts = ThemeFacts(**{**_as_dict(FACTS), "leads": (cast.france.pk,)})
    made = create_theme(actor=cast.actor("secretary"), facts=facts)
    shown = page(cast.client("chilean"), reverse("theme-history", args=[made.slug]))
    assert "Embajada de Francia en México" in shown
    assert "Desde el 1 de enero de 2024" in shown
    assert "pizarra" in shown


# ---- What a theme looks like ------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_carries_text_and_stands_on_paper() -> None:
    sheet = (settings.ROOT / "static" / "css" / "components.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"\.theme-(\w+) { --theme: (#[0-9a-f]{6}); }", sheet))
    assert set(colours) == set(ThemeColour.values)
    for name, colour in colours.items():
        for paper in ("#ffffff", "#fdfbf7", "#f6f2ea"):
            assert _contrast(colour, paper) >= 4.5, name


def test_every_icon_of_a_theme_is_vendored() -> None:
    folder = settings.ROOT / "static" / "vendor" / "lucide" / "icons"
    assert [name for name in ICONS if not (folder / f"{name}.svg").is_file()] == []
