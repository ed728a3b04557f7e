"""`python -m tests.support.everybody`: open an account for each person of the demonstration."""

from __future__ import annotations

import os

import django


def open_accounts() -> None:
    """Everybody who holds a posting today gets an account with the demonstration's password."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - Django must be set up first
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from mcig.accounts.models import User  # noqa: PLC0415
    from mcig.demonstration.accounts import PASSWORD  # noqa: PLC0415
    from members.models import Person, Posting  # noqa: PLC0415

    _second_persons()
    posted = Posting.objects.on(timezone.localdate()).values("person")
    password = make_password(PASSWORD)
    for person in Person.objects.filter(pk__in=posted, user=None).exclude(email=""):
        person.user = User.objects.create(email=person.email, name=person.name, password=password)
        EmailAddress.objects.create(user=person.user, email=person.email, verified=True, primary=True)
        person.save()


def _second_persons() -> None:
    """Somebody on the alternate seat of each member that has nobody there: fifty people in all."""
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from members.models import Person, Posting, Seat, SeatKind  # noqa: PLC0415

    today = timezone.localdate()
    for principal in Seat.objects.filter(kind=SeatKind.PRINCIPAL).select_related("organisation"):
        seat, _made = Seat.objects.get_or_create(organisation=principal.organisation, kind=SeatKind.ALTERNATE)
        if not Posting.objects.on(today).filter(seat=seat).exists():
            code = principal.organisation.code.lower()
            person = Person.objects.create(name="Suplencia (ejemplo)", email=f"otra.{code}@mcig.example")
            Posting.objects.create(
                seat=seat, person=person, title="Suplencia (ejemplo)", validity=DateRange(today, None)
            )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcig.settings")
    django.setup()
    open_accounts()
