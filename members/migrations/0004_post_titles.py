"""The catalogue of titles to begin with; the technical administration adds to it."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Neutral, feminine, masculine, English; in the order of a list of diplomats.
TITLES = (
    ("Jefatura de misión", "Embajadora", "Embajador", "Ambassador"),
    (
        "Encargaduría de negocios a. i.",
        "Encargada de negocios a. i.",
        "Encargado de negocios a. i.",
        "Chargé d'affaires a.i.",
    ),
    ("Representación residente", "Representante residente", "Representante residente", "Resident Representative"),
    ("Titularidad de la institución", "Titular de la institución", "Titular de la institución", "Head of institution"),
    ("Consejería ministerial", "Ministra consejera", "Ministro consejero", "Minister-Counsellor"),
    ("Consejería", "Consejera", "Consejero", "Counsellor"),
    ("Primera secretaría", "Primera secretaria", "Primer secretario", "First Secretary"),
    ("Segunda secretaría", "Segunda secretaria", "Segundo secretario", "Second Secretary"),
    ("Tercera secretaría", "Tercera secretaria", "Tercer secretario", "Third Secretary"),
    ("Agregaduría", "Agregada", "Agregado", "Attaché"),
    ("Dirección de cooperación", "Directora de cooperación", "Director de cooperación", "Head of Cooperation"),
    ("Coordinación", "Coordinadora", "Coordinador", "Coordinator"),
    ("Asesoría", "Asesora", "Asesor", "Adviser"),
    ("Punto focal", "Punto focal", "Punto focal", "Focal point"),
    ("Enlace de cooperación", "Enlace de cooperación", "Enlace de cooperación", "Cooperation liaison"),
)


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    catalogue = apps.get_model("members", "PostTitle")
    for position, (neutral, feminine, masculine, english) in enumerate(TITLES, start=1):
        catalogue.objects.get_or_create(
            neutral=neutral,
            defaults={
                "feminine": feminine,
                "masculine": masculine,
                "english": english,
                "position": position * 10,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0003_people_and_postings")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
