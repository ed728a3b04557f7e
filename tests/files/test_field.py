from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from mcig.files.forms import UploadField
from mcig.files.kinds import PICTURES
from tests.support.files import pdf, picture, upload

CONTRADICTED = (
    "El nombre «b.exe» dice que es otra cosa: por su contenido es PDF. Guárdelo con su verdadera terminación"
    " y vuelva a elegirlo."
)


class Papers(forms.Form):
    subject = forms.CharField(label="Asunto")
    papers = UploadField(label="Documentos", multiple=True, hint="Los que se consultan.")


class Logo(forms.Form):
    logo = UploadField(label="Logotipo", kinds=PICTURES, required=False)


def sent(*files: SimpleUploadedFile, subject: str = "Asunto") -> Papers:
    return Papers({"subject": subject}, MultiValueDict({"papers": list(files)}))


def test_several_files_arrive_checked() -> None:
    form = sent(upload("a.pdf", pdf()), upload("b", picture()))
    assert form.errors == {}
    assert [(each.name, each.kind) for each in form.cleaned_data["papers"]] == [
        ("a.pdf", "pdf"),
        ("b.png", "png"),
    ]


def test_each_refused_file_is_named() -> None:
    form = sent(upload("a.pdf", pdf()), upload("b.exe", pdf()), upload("c.pdf", b"MZ\0"))
    assert form.errors == {
        "papers": [
            f"«b.exe»: {CONTRADICTED}",
            "«c.pdf»: El archivo es un programa; los programas no se admiten.",
        ]
    }


def test_too_many_and_none_are_said() -> None:
    assert sent(*[upload("a.pdf", pdf())] * 11).errors == {"papers": ["Elija hasta 10 archivos a la vez."]}
    assert sent().errors == {"papers": ["Elija el archivo que desea cargar."]}
    two = Logo({}, MultiValueDict({"logo": [upload("a.png", picture()), upload("b.png", picture())]}))
    assert two.errors == {"logo": ["Elija un solo archivo."]}
    assert Logo({}, MultiValueDict()).is_valid()


def test_help_names_kinds_and_size() -> None:
    assert str(Papers()["papers"].help_text) == (
        "Los que se consultan. Hasta 10 archivos a la vez, de hasta 25 MB cada uno:"
        " PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TXT y CSV."
    )
    shown = str(Logo()["logo"].as_field_group())
    assert "Hasta 25 MB: PNG, JPEG." in shown
    assert 'accept=".png,.jpg,.jpeg"' in shown
    assert " multiple" not in shown


def test_a_form_that_comes_back_says_that_the_file_was_not_kept() -> None:
    form = sent(upload("<b>a.pdf", pdf()), subject="")
    shown = str(form["papers"].as_field_group())
    assert form.errors == {"subject": ["Este campo es obligatorio."]}
    assert "El navegador no conserva los archivos elegidos; vuelva a elegir: &lt;b&gt;a.pdf." in shown
