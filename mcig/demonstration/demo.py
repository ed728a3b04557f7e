"""What the frame itself loads: the profile of the mesa and the administrator."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from mcig.access import Role
from mcig.demonstration.accounts import open_account
from mcig.demonstration.loading import Loading, step
from mcig.mesa.models import Mesa, MinutesWord, RotatingRole


@step
def mesa(loading: Loading) -> None:
    """The profile of the MCIG as its ficha describes it."""
    if Mesa.objects.exists():
        return
    Mesa.objects.create(
        name="Mesa de Cooperación Internacional para la Igualdad de Género en México",
        name_en="International Cooperation Roundtable for Gender Equality in Mexico",
        acronym="MCIG",
        aliases="Mesa de cooperación para la igualdad de género en México",
        country="MX",
        time_zone="America/Mexico_City",
        minutes_word=MinutesWord.MINUTA,
        rotating_role=RotatingRole.PRESIDENCY,
        term_months=24,
        seats_per_mandate=2,
    )
    loading.changes += 1


@step
def administrator(loading: Loading) -> None:
    open_account(
        loading,
        mailbox="admin",
        name="Ximena Arrieta Solórzano",
        role=Role.ADMINISTRATOR,
        administrator_during=DateRange(date(2023, 1, 1), None),
    )
