"""The commands that read and write a ficha at the terminal."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from mcig.web.terminal import Error
from projects import content
from projects.formats.form_text import read_form
from projects.models import Project, Revision
from projects.rules import Ficha
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.originals import REAL_FORM, at_hand

FORM = Path(__file__).parent / "forms" / "cuidados.txt"
KNOWN = ("Embajada de Chile en México", "Embajada de Alemania en México", "Embajada de Francia en México")


def run(*arguments: object) -> list[str]:
    out = StringIO()
    call_command(*(str(argument) for argument in arguments), stdout=out)
    return out.getvalue().splitlines()


def refusal(*arguments: object) -> str:
    """The sentence with which a command refuses; its exit status is 2."""
    with pytest.raises(Error) as caught:
        run(*arguments)
    assert caught.value.returncode == 2
    return str(caught.value)


def draft_of(made: Project) -> Ficha:
    return content.read(Revision.objects.drafts().get(project=made))


def the_form() -> Ficha:
    return read_form(FORM.read_bytes(), KNOWN).ficha


def test_import_without_apply_reports_and_changes_nothing(cast: Cast) -> None:
    lines = run("import_ficha", FORM)
    assert lines[0] == "Leído en «cuidados.txt»:"
    assert f"  Nombre Proyecto: {the_form().name}" in lines
    assert "Sin lugar en la ficha:" in lines
    assert lines[-2:] == [
        "Ningún proyecto tiene este nombre: sería un proyecto nuevo.",
        "No se cambió nada; con --apply se guarda como borrador.",
    ]
    assert Project.objects.count() == 0


def test_import_registers_a_project_and_the_second_run_says_without_changes(cast: Cast) -> None:
    lines = run("import_ficha", FORM, "--apply", "--owner", "cl")
    made = Project.objects.get()
    assert lines[-1] == "Se registró el proyecto CL-2024-001; su ficha quedó como borrador."
    assert draft_of(made) == the_form()
    assert run("import_ficha", FORM, "--apply", "--owner", "CL")[-1] == "CL-2024-001: sin cambios."
    assert run("import_ficha", FORM, "--apply")[-1] == "CL-2024-001: sin cambios."
    assert Project.objects.get().version == made.version


def test_import_of_what_is_published_begins_no_draft(cast: Cast) -> None:
    made = project(cast.actor("chilean"), cast.chile, the_form(), publish=True)
    assert run("import_ficha", FORM, "--apply")[-1] == f"{made.code}: sin cambios."
    assert not Revision.objects.drafts().exists()


def test_import_updates_a_named_project_field_by_field(cast: Cast) -> None:
    made = project(cast.actor("chilean"), cast.chile, replace(the_form(), place="Otro lugar"))
    preview = run("import_ficha", FORM, "--project", made.code)
    assert preview[-3:] == [
        f"Cambios en {made.code}:",
        f"  País/ciudad: Otro lugar → {the_form().place}",
        "No se cambió nada; con --apply se guarda como borrador.",
    ]
    assert draft_of(made).place == "Otro lugar"
    applied = run("import_ficha", FORM, "--project", made.code, "--apply", "--user", "CHILE@mcig.example")
    assert applied[-1] == f"Se guardó como borrador de {made.code}."
    assert draft_of(made) == the_form()


def test_real_form_goes_in_and_comes_back_equal_from_its_pdf(cast: Cast, tmp_path: Path) -> None:
    assert run("import_ficha", at_hand(REAL_FORM), "--apply", "--owner", "CL")[-1].startswith(
        "Se registró el proyecto"
    )
    made = Project.objects.get()
    pdf = tmp_path / "ficha.pdf"
    run("ficha", made.code, "--draft", "--output", pdf)
    assert run("import_ficha", pdf, "--apply")[-1] == f"{made.code}: sin cambios."


def test_import_names_what_it_could_not_place(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "ficha.txt"
    file.write_text(FORM.read_text(encoding="utf-8") + "\nPresupuesto\t100 pesos\n", encoding="utf-8")
    lines = run("import_ficha", file)
    place = lines.index("Sin lugar en la ficha:")
    number = len(file.read_text(encoding="utf-8").splitlines())
    assert lines[place + 1] == (
        f"  línea {number}: «100 pesos» («Presupuesto» no es una fila de la ficha resumen)"
    )


def test_import_needs_rights_over_the_project(cast: Cast) -> None:
    made = project(cast.actor("chilean"), cast.chile, the_form())
    french = ("--user", "francia@mcig.example")
    assert refusal("import_ficha", FORM, "--apply", "--project", made.code, *french) == (
        f"No hay un proyecto «{made.code}» que esta cuenta pueda cambiar."
    )
    assert refusal("import_ficha", FORM, "--apply", "--owner", "CL", *french) == (
        "La cuenta indicada no puede cambiar ese proyecto."
    )
    assert Project.objects.count() == 1


def test_import_asks_for_what_it_cannot_know(cast: Cast) -> None:
    assert refusal("import_ficha", FORM, "--apply") == (
        "Ningún proyecto tiene este nombre; indique con --owner qué integrante presenta el nuevo."
    )
    assert refusal("import_ficha", FORM, "--user", "nadie@nada.example") == (
        "No hay una cuenta con el correo «nadie@nada.example»."
    )
    assert refusal("import_ficha", FORM, "--owner", "ZZ") == "No hay una organización con la clave «ZZ»."
    first, second = (project(cast.actor("chilean"), cast.chile, the_form()) for _ in range(2))
    assert refusal("import_ficha", FORM) == (
        f"Varios proyectos tienen este nombre ({first.code}, {second.code}); indique uno con --project."
    )


@pytest.mark.django_db
def test_import_on_an_empty_install_still_shows_what_it_reads() -> None:
    assert run("import_ficha", FORM)[-1] == "No se cambió nada; con --apply se guarda como borrador."
    assert refusal("import_ficha", FORM, "--apply") == "Indique con --user el correo de la cuenta que actúa."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "El archivo está vacío: no tiene ninguna línea con texto."),
        (
            b"Nombre Proyecto\tMa\xf1ana",
            (
                "El archivo no está en UTF-8: el byte 19 (línea 1) no se puede leer. "
                "Guárdelo con codificación UTF-8 e inténtelo de nuevo."
            ),
        ),
        (b"hola\n\x00\x01", "El archivo no es texto: el byte 6 (línea 2) no es un carácter."),
        (
            b"Lista de compras\n",
            (
                "El archivo no es una ficha resumen: desde la línea 1 no aparecen ni su título, "
                "«FICHA RESUMEN», ni filas como «Nombre Proyecto»."
            ),
        ),
        (b"%PDF-1.7\nnada", "El PDF está dañado y no se puede leer."),
    ],
)
def test_wrong_file_gets_one_sentence_and_changes_nothing(tmp_path: Path, raw: bytes, sentence: str) -> None:
    file = tmp_path / "ficha"
    file.write_bytes(raw)
    assert refusal("import_ficha", file, "--apply") == sentence
    assert Project.objects.count() == 0


@pytest.mark.django_db
def test_file_that_cannot_be_read_gets_one_sentence(tmp_path: Path) -> None:
    missing, big = tmp_path / "nada", tmp_path / "grande"
    with big.open("wb") as sparse:
        sparse.truncate(50 * 2**20)
    assert refusal("import_ficha", missing) == f"No existe el archivo «{missing}»."
    assert refusal("import_ficha", tmp_path) == f"«{tmp_path}» es una carpeta; indique un archivo."
    assert refusal("import_ficha", "/dev/null") == "«/dev/null» no es un archivo corriente."
    assert refusal("import_ficha", big) == f"«{big}» mide 50 MB y el máximo es 20 MB."


def test_ficha_writes_the_stored_bytes_in_the_language_asked_for(cast: Cast, tmp_path: Path) -> None:
    made = project(cast.actor("chilean"), cast.chile, publish=True)
    assert made.current is not None
    for language in ("es", "en"):
        file = tmp_path / f"{language}.pdf"
        run("ficha", made.code.lower(), "--output", file, "--lang", language)
        document = made.current.issued.get(language=language).document
        assert hashlib.sha256(file.read_bytes()).hexdigest() == document.sha256


def test_ficha_of_a_draft_is_refused_unless_asked_for(cast: Cast, tmp_path: Path) -> None:
    made = project(cast.actor("chilean"), cast.chile, COMPLETE)
    file = tmp_path / "ficha.pdf"
    assert refusal("ficha", made.code, "--output", file) == (
        f"El proyecto {made.code} no tiene una ficha publicada; con --draft se escribe su borrador."
    )
    assert not file.exists()
    run("ficha", made.code, "--output", file, "--draft")
    assert file.read_bytes().startswith(b"%PDF-1.7")


def test_ficha_refuses_what_it_cannot_find_or_write(cast: Cast, tmp_path: Path) -> None:
    made = project(cast.actor("chilean"), cast.chile, publish=True)
    nowhere = tmp_path / "nada" / "ficha.pdf"
    assert refusal("ficha", "ZZ-1", "--output", nowhere) == "No hay un proyecto con el código «ZZ-1»."
    assert refusal("ficha", made.code, "--output", nowhere) == (
        f"No se puede escribir «{nowhere}»: la carpeta no existe."
    )
    assert refusal("ficha", made.code, "--output", tmp_path) == (
        f"No se puede escribir «{tmp_path}»: es una carpeta."
    )
    assert refusal("ficha", made.code, "--draft", "--output", nowhere) == (
        f"El proyecto {made.code} no tiene un borrador."
    )
