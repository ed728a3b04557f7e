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
    """A step: what to do, why, the page where it is done, and the rows that say that it is done.

    Without an optional one, too, the first meeting is held.
    """

    order: int
    title: StrPromise
    reason: StrPromise
    page: str
    done_by: Callable[[], QuerySet]  # type: ignore[type-arg]
    is_optional: bool = False

    @property
    def address(self) -> str:
        return reverse(self.page)


_steps: list[Step] = []


def register_steps(*steps: Step) -> None:
    """Add steps; used from an app's `home.py`."""
    _steps.extend(steps)
    _steps.sort(key=lambda step: step.order)


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps, each with whether it is done: those that the first meeting needs, and the others."""

    needed: list[tuple[Step, bool]]
    optional: list[tuple[Step, bool]]

    @property
    def done(self) -> int:
        """How many of the needed ones are done."""
        return sum(is_done for _step, is_done in self.needed)

    @property
    def next(self) -> Step | None:
        """The first needed one that is not done."""
        return next((step for step, is_done in self.needed if not is_done), None)

    @property
    def is_over(self) -> bool:
        return all(is_done for _step, is_done in (*self.needed, *self.optional))


def progress() -> Progress:
    """How far the mesa has come. One query; nothing is done when there is no mesa."""
    done = {f"step_{place}": Exists(step.done_by()) for place, step in enumerate(_steps)}
    row = Mesa.objects.annotate(**done).values_list(*done).first() or (False,) * len(_steps)
    pairs = list(zip(_steps, row, strict=True))
    return Progress(
        [pair for pair in pairs if not pair[0].is_optional], [pair for pair in pairs if pair[0].is_optional]
    )


register_steps(
    Step(
        0,
        _("Fundar la mesa"),
        _("Su nombre, y la organización que lleva su secretaría técnica."),
        "mesa-found",
        Mesa.objects.all,
    ),
    Step(
        10,
        _("Registrar a los integrantes"),
        _("Todos a la vez, con la hoja de cálculo de la plantilla."),
        "member-import",
        Membership.objects.all,
    ),
    Step(
        20,
        _("Registrar a las personas"),
        _("En la misma hoja: quién habla por cada integrante, y a qué dirección se le convoca."),
        "member-import",
        lambda: Posting.objects.order_by("pk")[1:2],
    ),
    Step(
        60,
        _("Invitar a las personas"),
        _("Cada una abre su cuenta con el enlace que llega a su correo. Se responde también sin cuenta."),
        "people-invite",
        lambda: User.objects.filter(
            Exists(Invitation.objects.all()) | Q(pk__in=User.objects.order_by("pk").values("pk")[1:2])
        ),
        is_optional=True,
    ),
    Step(
        70,
        _("Registrar la presidencia"),
        _("Sus derechos comienzan y terminan con las fechas de su mandato."),
        "mandate-create",
        lambda: Mandate.objects.filter(role=MandateRole.PRESIDENCY),
        is_optional=True,
    ),
)
