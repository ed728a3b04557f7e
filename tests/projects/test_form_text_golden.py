from __future__ import annotations

import html
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from projects.formats.form_text import Reading, read_form
from projects.rules import (
    Institution,
    PartialDate,
    Status,
    footer_text,
    form_rows,
    row_text,
    warnings,
)
from tests.support.originals import REAL_FORM, at_hand

FORMS = Path(__file__).parent / "forms"
SAMPLES = [FORMS / "mediadoras.txt", FORMS / "cuidados.txt", REAL_FORM]
ROW_BY_FIRST_WORDS = {
    "nombre": "name",
    "area": "thematic_area",
    "objetivos de": "goals",
    "objetivo de": "goals",
    "instituciones": "institutions",
    "pais": "place",
    "beneficiarios": "beneficiaries",
    "duracion": "duration",
    "objetivo": "objectives",
    "breve": "description",
    "descripcion": "description",
    "resultados": "results",
}


def read(path: Path) -> Reading:
    return read_form(at_hand(path).read_bytes())


def printed_rows(path: Path) -> dict[str, str]:
    """The form's cells by an independent, naive reading: columns, tags and asterisks, nothing else."""
    cells: dict[str, list[str]] = {}
    key = ""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        label, tab, text = line.partition("\t")
        if not tab or set(line) <= set("-\t"):
            continue
        plain = label.lower().translate(str.maketrans("áéíóú", "aeiou")).strip()
        matching = [first for first in ROW_BY_FIRST_WORDS if plain.startswith(first)]
        key = ROW_BY_FIRST_WORDS[max(matching, key=len)] if matching else key
        cells.setdefault(key, []).append(html.unescape(re.sub(r"</?p>|<br>|\*\*", " ", text)))
    return {key: " ".join(" ".join(texts).split()) for key, texts in cells.items()}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_form_in_and_ficha_out(path: Path) -> None:
    reading = read(path)
    ours = {row.key: row_text(row) for row in form_rows(reading.ficha) if row.parts}
    assert ours == printed_rows(path)
    assert reading.unplaced == ()


def test_real_form_in_every_field() -> None:
    ficha = read(REAL_FORM).ficha
    assert [goal.number for goal in ficha.goals] == [5, 10]
    assert ficha.institutions == (
        Institution("México", "Instituto Nacional de las Mujeres (INMUJERES)"),
        Institution("Chile", "Embajada de Chile en México"),
        Institution("Otras Instituciones Participantes", "ONU Mujeres -México"),
        Institution("Otras Instituciones Participantes", "Embajada de Alemania en México"),
    )
    assert (ficha.months, ficha.start, ficha.end) == (12, PartialDate.from_iso("2023-11"), None)
    assert ficha.status is Status.IMPLEMENTATION
    assert (len(ficha.specific_objectives), len(ficha.results)) == (2, 3)
    assert footer_text(ficha) == "Información Actualizada el 10 de abril de 2025"
    assert [warning.field for warning in warnings(ficha, date(2025, 4, 10))] == [
        "description",
        "duration",
    ]


def test_form_with_a_cell_split_over_two_pages() -> None:
    assert read(FORMS / "mediadoras.txt").ficha.results == (
        "La red atiende 2.4 millones de consultas registradas hasta 2023.",
        "Ocho municipios firman convenios, entre ellos los de la fase 2. Los demás se suman después.",
        (
            "Un registro público de casos, con apoyo de la universidad y de las organizaciones del valle, "
            "se actualiza cada mes."
        ),
        "Las mediadoras cuentan con un protocolo de cuidado & seguridad propio.",
    )


def test_form_with_rows_in_another_order_and_other_labels() -> None:
    reading = read(FORMS / "cuidados.txt")
    assert [(placed.label, placed.text) for placed in reading.placed if placed.field != "results"] == [
        ("Nombre Proyecto", "Laboratorio de políticas locales de cuidados"),
        ("Área Temática", "Sistemas de cuidados"),
        (
            "Objetivos de Desarrollo Sostenible",
            "Objetivo 10: Reducir la desigualdad en los países y entre ellos.",
        ),
        (
            "Objetivos de Desarrollo Sostenible",
            "Objetivo 5: Lograr la igualdad entre los géneros y empoderar a todas las mujeres y las niñas.",
        ),
        ("Instituciones Involucradas", "Alemania: Agencia Alemana de Ejemplo para el Desarrollo (AAED)"),
        ("Instituciones Involucradas", "Chile: Ministerio de Ejemplo Social de Chile"),
        ("Instituciones Involucradas", "América Latina y el Caribe: Red de Ciudades que Cuidan"),
        ("Instituciones Involucradas", "Otras instituciones participantes: Universidad del Puerto Nuevo"),
        ("Instituciones Involucradas", "Otras instituciones participantes: Colectiva Manos Que Cuidan, A.C."),
        ("País/ciudad", "México, Chile y Uruguay"),
        ("Duración (en meses)", "2 años, desde noviembre de 2024. En curso."),
        ("Duración (en meses)", "24 meses"),
        ("Duración (en meses)", "noviembre de 2024"),
        ("Duración (en meses)", "en ejecución"),
        ("Objetivos", "Que seis ciudades adopten ordenanzas de cuidados con presupuesto propio."),
        ("Objetivos", "Medir el tiempo de cuidados con una encuesta común."),
        (
            "Objetivos",
            "Redactar seis ordenanzas y su plan de financiamiento, con participación de cuidadoras.",
        ),
        (
            "Breve descripción del proyecto",
            (
                "El laboratorio reúne a gobiernos locales de tres países.\n"
                "Cada ciudad mide, discute y legisla con método común. "
                "La asociación “Manos Que Cuidan” acompaña el proceso."
            ),
        ),
        ("Información Actualizada el", "30 de junio de 2025"),
    ]
    assert reading.notes == ("No se encontró la fila «Beneficiarios Finales».",)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("change", ["bom", "crlf", "decomposed"])
def test_form_saved_by_another_editor(path: Path, change: str) -> None:
    reading = read(path)
    text = path.read_text(encoding="utf-8")
    raw = {
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "decomposed": unicodedata.normalize("NFD", text).encode(),
    }[change]
    assert read_form(raw) == reading
