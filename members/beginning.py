"""The first steps of a new mesa: each app says which there are and by what they are done.

Nothing is kept of them: a step is done when the thing is there, so that they can be left and taken up again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcig.accounts.models import Invitation, User
from mcig.mesa.models import Mesa
from members.models import Mandate, MandateRole, Membership, Posting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what to do, why, the page where it is done, and the rows that say that it is done."""

    order: int
    title: StrPromise
    reason: StrPromise
    page: str
    done_by: Callable[[], QuerySet]  # type: ignore[type-arg]

    @property
    def address(self) -> str:
        return reverse(self.page)


_steps: list[Step] = []


def register_steps(*steps: Step) -> None:
    """Add steps; used from an app's `home.py`."""
    _steps.extend(steps)
    _steps.sort(key=lambda step: step.order)


def steps_and_state() -> list[tuple[Step, bool]]:
    """Every step in order, and whether it is done. One query; empty when there is no mesa."""
    done = {f"step_{place}": Exists(step.done_by()) for place, step in enumerate(_steps)}
    row = Mesa.objects.annotate(**done).values_list(*done).first()
    return list(zip(_steps, row, strict=True)) if row else []


register_steps(
    Step(
        10,
        _("Registrar a los integrantes"),
        _("Con la hoja de cálculo de la plantilla, todos a la vez; o uno por uno."),
        "member-import",
        Membership.objects.all,
    ),
    Step(
        20,
        _("Registrar a las personas"),
        _("En la misma hoja, o en la tarjeta de cada organización."),
        "member-list",
        lambda: Posting.objects.order_by("pk")[1:2],
    ),
    Step(
        25,
        _("Invitar a las personas"),
        _("Cada una abre su cuenta con el enlace que llega a su correo."),
        "people-invite",
        lambda: User.objects.filter(
            Exists(Invitation.objects.all()) | Q(pk__in=User.objects.order_by("pk").values("pk")[1:2])
        ),
    ),
    Step(
        30,
        _("Registrar la presidencia"),
        _("Puede esperar. Sus derechos comienzan y terminan con las fechas de su mandato."),
        "mandate-create",
        lambda: Mandate.objects.filter(role=MandateRole.PRESIDENCY),
    ),
)
