from __future__ import annotations

import pytest

from projects.formats.naming import split_institutions
from projects.formats.splits import split_goals, split_numbered, split_objectives
from projects.rules import Goal, Institution

JOINED = "Otras Instituciones Participantes: ONU Mujeres -México Embajada de Alemania en México"

EIGHTEEN = (
    "Alemania|Argentina|Bolivia|Brasil|Chile|Colombia|Corea del Sur|Costa Rica|Ecuador|El Salvador|España|"
    "Guatemala|Guinea Ecuatorial|Países Bajos|Reino Unido|República Dominicana|Uruguay|"
    "América Latina y el Caribe"
)


def names(text: str, *known: str) -> tuple[list[tuple[str, str]], list[str]]:
    notes: list[str] = []
    institutions = split_institutions(text, known, notes.append)
    return [(each.group, each.name) for each in institutions], notes


def items(text: str) -> tuple[tuple[str, ...], list[str]]:
    notes: list[str] = []
    before, found = split_numbered(text, notes.append)
    assert before == ""
    return found, notes


def test_institutions_joined_in_one_line_with_known_names() -> None:
    assert names(JOINED, "ONU Mujeres", "Embajada de Alemania en México") == (
        [
            ("Otras Instituciones Participantes", "ONU Mujeres -México"),
            ("Otras Instituciones Participantes", "Embajada de Alemania en México"),
        ],
        [],
    )


def test_institutions_joined_in_one_line_without_known_names() -> None:
    assert names(JOINED) == (
        [
            ("Otras Instituciones Participantes", "ONU Mujeres -México"),
            ("Otras Instituciones Participantes", "Embajada de Alemania en México"),
        ],
        [
            (
                "«ONU Mujeres -México Embajada de Alemania en México» se separó en 2 instituciones: "
                "ONU Mujeres -México · Embajada de Alemania en México. Revise si es correcto."
            )
        ],
    )


def test_institutions_with_a_known_name_that_no_head_noun_begins() -> None:
    assert names(
        "Chile: AGCID Corporación Humanas EQUIS: Justicia para las Mujeres",
        "EQUIS: Justicia para las Mujeres",
    ) == (
        [("Chile", "AGCID Corporación Humanas"), ("Chile", "EQUIS: Justicia para las Mujeres")],
        [],
    )


@pytest.mark.parametrize("separator", ["; ", "\n", " · ", " • ", " | ", "\n- "])
def test_institutions_with_explicit_separators(separator: str) -> None:
    assert names(f"México: Tejiendo Redes{separator}Data Cívica{separator}Cultivando Género, A.C.") == (
        [("México", "Tejiendo Redes"), ("México", "Data Cívica"), ("México", "Cultivando Género, A.C.")],
        [],
    )


@pytest.mark.parametrize(
    "name",
    [
        "Ministerio Federal de Cooperación Económica y Desarrollo (BMZ) de Alemania",
        "Comisión Nacional de Acuacultura y Pesca (CONAPESCA) de la SAGARPA",
        "Delegación de la Unión Europea en México",
        "Oficina de ONU Mujeres en México",
        "Fundación Instituto Feminista de Puebla",
        "Instituto de Liderazgo (antes Fundación Semillas)",
        "Embajada de Chile en México",
    ],
)
def test_institutions_with_a_nested_name(name: str) -> None:
    assert names(f"México: {name}", "ONU Mujeres", "Unión Europea") == ([("México", name)], [])


def test_institutions_wrapped_inside_a_name() -> None:
    text = "Alemania: Ministerio Federal de\nCooperación Económica\ny Desarrollo (BMZ)\nEmbajada de Alemania"
    assert names(text)[0] == [
        ("Alemania", "Ministerio Federal de Cooperación Económica y Desarrollo (BMZ)"),
        ("Alemania", "Embajada de Alemania"),
    ]


def test_institutions_of_eighteen_countries_one_of_them_a_region() -> None:
    groups = EIGHTEEN.split("|")
    text = " ".join(f"{group}: Agencia de Ejemplo {number}" for number, group in enumerate(groups))
    assert names(text) == (
        [(group, f"Agencia de Ejemplo {number}") for number, group in enumerate(groups)],
        [],
    )


def test_institutions_under_an_unknown_heading() -> None:
    assert names("Tierra Incógnita: Agencia de Ejemplo") == (
        [("Tierra Incógnita", "Agencia de Ejemplo")],
        ["Se tomó «Tierra Incógnita» como encabezado de un grupo."],
    )


def test_institutions_without_a_heading() -> None:
    assert names("ONU Mujeres; México: INMUJERES") == (
        [("", "ONU Mujeres"), ("México", "INMUJERES")],
        ["Hay instituciones sin el encabezado de un país o grupo."],
    )


def test_country_inside_a_name_is_no_heading() -> None:
    assert names("Chile: Embajada en México: sección consular")[0] == [
        ("Chile", "Embajada en México: sección consular")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Uno. 2. Dos. 3. Tres.", ("Uno.", "Dos.", "Tres.")),
        ("1) Uno; 2) dos; 3) tres", ("Uno;", "dos;", "tres")),
        ("1.- Uno.\n2.- Dos", ("Uno.", "Dos")),
        ("1.Uno. 2.Dos.", ("Uno.", "Dos.")),
        (
            "1. Llegar a 2.4 millones. 2. Cerrar en 2023. 3. Seguir",
            ("Llegar a 2.4 millones.", "Cerrar en 2023.", "Seguir"),
        ),
        ("1. Medir en 2022. 3. casos nuevos. 2. Dos.", ("Medir en 2022. 3. casos nuevos.", "Dos.")),
        ("1. Cumplir la fase 2. Los equipos siguen.", ("Cumplir la fase 2. Los equipos siguen.",)),
        (
            "1. Atender la meta 5.2 y la 5.A. 2. 12 talleres.",
            ("Atender la meta 5.2 y la 5.A.", "12 talleres."),
        ),
        ("1. ¿Quién cuida? 2. «Manos»", ("¿Quién cuida?", "«Manos»")),
        ("- Uno\n- Dos", ("Uno", "Dos")),
        ("Un solo resultado.", ("Un solo resultado.",)),
        (" ".join(f"{number}. Punto." for number in range(1, 13)), ("Punto.",) * 12),
        ("", ()),
    ],
)
def test_numbered_items(text: str, found: tuple[str, ...]) -> None:
    assert items(text) == (found, [])


def test_numbered_items_that_do_not_end_in_a_stop() -> None:
    assert items("1. Formar mediadoras 2. Crear redes") == (
        ("Formar mediadoras", "Crear redes"),
        ["Se separó el punto 2 aunque el anterior no termina en punto: «2. Crear redes…»."],
    )


def test_numbered_items_after_an_introduction() -> None:
    assert split_numbered("Se espera: 1. Uno. 2. Dos.", print) == ("Se espera:", ("Uno.", "Dos."))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("General: Uno. Específicos: 1. Dos.", ("", "Uno.", "1. Dos.")),
        ("OBJETIVO GENERAL: Uno\nObjetivos especificos:\n1. Dos", ("", "Uno", "1. Dos")),
        ("Específicos: 1. Dos. General: Uno.", ("", "Uno.", "1. Dos.")),
        ("Fin General: Uno.", ("", "Fin General: Uno.", "")),
        ("Con dos partes. General: Uno.", ("Con dos partes.", "Uno.", "")),
        ("General: Uno", ("", "Uno", "")),
    ],
)
def test_objectives_by_heading(text: str, parts: tuple[str, str, str]) -> None:
    assert split_objectives(text, lambda note: None) == parts


def test_objectives_without_headings() -> None:
    notes: list[str] = []
    assert split_objectives("Cuidar a quien cuida.", notes.append) == ("", "Cuidar a quien cuida.", "")
    assert split_objectives("1. Cuidar. 2. Medir.", notes.append) == ("", "", "1. Cuidar. 2. Medir.")
    assert notes == [
        "Los objetivos no llevan encabezados; el texto se tomó como objetivo general.",
        "Los objetivos no llevan encabezados; la lista numerada se tomó como específicos.",
    ]


@pytest.mark.parametrize(
    ("text", "goals", "unplaced"),
    [
        ("5, 10 y 17", (Goal(5), Goal(10), Goal(17)), []),
        ("5. Igualdad de género 10. Reducción", (Goal(5, "Igualdad de género"), Goal(10, "Reducción")), []),
        (
            "Agenda 2030, 17 objetivos",
            (),
            [("Agenda 2030, 17 objetivos", "no indica el número del Objetivo")],
        ),
        ("Objetivo 18: Otro", (), [("Objetivo 18: Otro", "los Objetivos van del 1 al 17")]),
        (
            "Objetivo 5: Uno. Objetivo 5: Dos.",
            (Goal(5, "Uno."),),
            [("Objetivo 5: Dos.", "ese Objetivo ya está en la lista")],
        ),
    ],
)
def test_goals(text: str, goals: tuple[Goal, ...], unplaced: list[tuple[str, str]]) -> None:
    told: list[tuple[str, str]] = []
    assert split_goals(text, lambda piece, reason: told.append((piece, reason))) == goals
    assert told == unplaced


def test_institution_values() -> None:
    assert split_institutions("Chile: AGCID", (), print) == (Institution("Chile", "AGCID"),)
