from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcig.rules import Broken
from projects.formats.ficha_json import from_json, to_json
from projects.formats.form_text import Unplaced, read_form
from projects.rules import (
    Goal,
    check,
)

FOOTER = "Información Actualizada el 10 de abril de 2025"


def form(**rows: str) -> bytes:
    labels = {
        "name": "Nombre Proyecto",
        "goals": "Objetivos de Desarrollo Sostenible",
        "institutions": "Instituciones Involucradas",
        "place": "País/ciudad",
        "duration": "Duración (en meses)",
        "objectives": "Objetivos",
        "description": "Breve descripción del proyecto",
        "results": "Resultados",
    }
    lines = [f"{labels[key]}\t{text}" for key, text in rows.items()]
    return "\n".join(["**FICHA RESUMEN", "PROYECTOS BILATERALES**", "", *lines, "", FOOTER, ""]).encode()


def test_form_as_a_table_of_markdown() -> None:
    lines = ["# Ficha resumen", "| Nombre Proyecto | Red \\- uno |", "|---|---|", "| Duración | 12 |"]
    ficha = read_form("\n".join(lines).encode()).ficha
    assert (ficha.name, ficha.months) == ("Red - uno", 12)


def test_form_with_a_foreign_row_and_text_before_the_first() -> None:
    raw = b"Borrador de trabajo\n" + form(name="Red", place="Chile\nMonto total\tUSD 3.652.486\nen dos pagos")
    assert read_form(raw).unplaced == (
        Unplaced(1, "Borrador de trabajo", "está antes de la primera fila"),
        Unplaced(7, "USD 3.652.486", "«Monto total» no es una fila de la ficha resumen"),
        Unplaced(8, "en dos pagos", "«Monto total» no es una fila de la ficha resumen"),
    )


def test_form_with_the_same_row_twice() -> None:
    raw = form(results="1. Uno.\nResultados\t2. Dos.")
    reading = read_form(raw)
    assert reading.ficha.results == ("Uno.", "Dos.")
    assert reading.notes[0] == "La fila «Resultados» aparece en las líneas 4 y 5; se leyeron juntas."


def test_form_with_lost_quotes() -> None:
    reading = read_form(
        form(name="Movimiento ?Mélida Anaya Montes? (M.A.M.)", description="¿Quién cuida? Todas.")
    )
    assert reading.ficha.name == "Movimiento ?Mélida Anaya Montes? (M.A.M.)"
    assert [note for note in reading.notes if "signo" in note] == [
        ("En «Nombre Proyecto» parece haberse perdido un signo en la conversión: ?Mélida Anaya Montes?")
    ]


def test_form_with_foreign_typography() -> None:
    name = "„Frauen“ · coŀlectiu «cures» – 2ª fase"
    assert read_form(form(name=name)).ficha.name == name


@pytest.mark.parametrize(
    ("footer", "unplaced"),
    [
        ("Información actualizada: 10/04/2025", ()),
        ("INFORMACION ACTUALIZADA EL\t10 de abril de 2025.", ()),
        (
            "Información Actualizada hoy",
            ("No se reconoce la fecha «hoy». Ejemplos: «10 de abril de 2025», «abril de 2025».",),
        ),
        (
            "Información Actualizada el abril de 2025",
            ("La fecha de actualización necesita día, mes y año.",),
        ),
    ],
)
def test_form_with_another_footer(footer: str, unplaced: tuple[str, ...]) -> None:
    raw = form(name="Red").replace(FOOTER.encode(), footer.encode())
    reading = read_form(raw)
    assert tuple(item.reason for item in reading.unplaced) == unplaced
    assert reading.ficha.updated_on == (None if unplaced else date(2025, 4, 10))


def test_form_with_two_update_dates() -> None:
    reading = read_form(form(name="Red") + "Información Actualizada el 11 de abril de 2025\n".encode())
    assert reading.ficha.updated_on == date(2025, 4, 10)
    assert reading.unplaced == (
        Unplaced(7, "11 de abril de 2025", "contradice a una fecha de actualización anterior"),
    )


def test_form_with_several_durations() -> None:
    reading = read_form(form(duration="24 meses la intervención completa; 12 meses la parte financiada"))
    assert reading.ficha.months == 24
    assert "La duración menciona varios plazos; se tomó el primero." in reading.notes


def test_form_with_every_goal_wording_matched_by_number() -> None:
    ficha = read_form(
        form(goals="ODS5 - Igualdad de Género ODS 10: Reducir la desigualdad. Objetivo 16. Paz")
    ).ficha
    assert ficha.goals == (
        Goal(5, "Igualdad de Género"),
        Goal(10, "Reducir la desigualdad."),
        Goal(16, "Paz"),
    )


def test_empty_rows_of_a_blank_form() -> None:
    reading = read_form(form(name="", goals="", institutions="", duration="", objectives="", results=""))
    assert replace(reading.ficha, updated_on=None) == type(reading.ficha)()
    assert reading.unplaced == ()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "El archivo está vacío: no tiene ninguna línea con texto."),
        (b" \n\t\n", "El archivo está vacío: no tiene ninguna línea con texto."),
        (b"\xef\xbb\xbf\n", "El archivo está vacío: no tiene ninguna línea con texto."),
        (
            b"%PDF-1.7\n",
            "El archivo no es texto desde el byte 1: es un PDF, un documento de Word o un comprimido.",
        ),
        (
            b"PK\x03\x04....",
            "El archivo no es texto desde el byte 1: es un PDF, un documento de Word o un comprimido.",
        ),
        (b"Nombre\nPro\x00yecto", "El archivo no es texto: el byte 11 (línea 2) no es un carácter."),
        (
            "FICHA RESUMEN\nNombre Proyecto\tMediación".encode("latin-1"),
            (
                "El archivo no está en UTF-8: el byte 38 (línea 2) no se puede leer. "
                "Guárdelo con codificación UTF-8 e inténtelo de nuevo."
            ),
        ),
        (
            b"\xef\xbb\xbfFICHA\n\xff",
            (
                "El archivo no está en UTF-8: el byte 10 (línea 2) no se puede leer. "
                "Guárdelo con codificación UTF-8 e inténtelo de nuevo."
            ),
        ),
        (
            "Nombre Proyecto\tRed".encode("utf-16"),
            (
                "El archivo no está en UTF-8: el byte 1 (línea 1) no se puede leer. "
                "Guárdelo con codificación UTF-8 e inténtelo de nuevo."
            ),
        ),
        (
            "Minuta de la reunión\nPaís\tMéxico\n".encode(),
            (
                "El archivo no es una ficha resumen: desde la línea 1 no aparecen ni su título, "
                "«FICHA RESUMEN», ni filas como «Nombre Proyecto»."
            ),
        ),
        (
            b"Ficha resumen\nHola\n",
            "El archivo tiene el título de la ficha resumen, pero ninguna línea es una de sus filas.",
        ),
        (b"a" * (5 * 1024 * 1024 + 1), "El archivo mide 5.0 MB y el máximo es 5 MB."),
        (b"FICHA RESUMEN" + b"\n" * 20_000, "El archivo tiene 20001 líneas y el máximo es 20000."),
        (form(name="n" * 301), "Línea 4: «Nombre Proyecto» admite hasta 300 caracteres y tiene 301."),
        (
            form(description="d " * 20_000),
            "Línea 4: «Breve descripción del proyecto» tiene 39999 caracteres: no caben en una ficha.",
        ),
        (
            form(name="Red", results=" ".join(f"{number}. Uno." for number in range(1, 43))),
            "Línea 5: «Resultados» admite hasta 40 elementos.",
        ),
    ],
)
def test_file_that_cannot_be_read(raw: bytes, sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        read_form(raw)
    assert str(refusal.value) == sentence


PIECES = [
    *("Objetivos\t", "Resultados\t", "Nombre Proyecto\t", "Instituciones Involucradas\t", "\t", "\n", " "),
    *(
        "General:",
        "Específicos:",
        "1. ",
        "2. ",
        "3. ",
        "2.4 ",
        "2023. ",
        "fase 2. ",
        "México: ",
        "Chile:",
        ";",
    ),
    *("<p>", "</p>", "<br>", "**", "|", "--\t---", "?", "(", "&amp;", "FICHA RESUMEN\n", "FICHA RESUMEN\n"),
    *(
        "Duración\t",
        "12 meses",
        "desde ",
        "2023",
        "31/02/2023",
        "Información Actualizada el ",
        "Embajada ",
        "de ",
    ),
    *("Objetivos de Desarrollo Sostenible\t", "Objetivo 5: ", "ODS 99 ", "Uno", "dos.", "\u2028", "\x0c"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        ficha = read_form(text.encode(), known=("Embajada", "Uno")).ficha
    except Broken:
        return
    check(ficha)
    assert from_json(to_json(ficha)) == ficha


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Broken):
        read_form(raw)
