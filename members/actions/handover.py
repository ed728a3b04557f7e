"""Changes to the handover: its checklist, its signatures, and the dossier that is issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.access import Actor, Role
from mcig.documents.actions import Reference, issue
from mcig.documents.models import IssuedDocument
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.dossier import Asked
from members.models import HandoverItem, Mandate, Organisation
from members.pdf.dossier import DATA_KIND, KIND, dossier_pdf, dossier_zip, file_name
from members.queries.handover import Handover, handover_on, sides_of
from members.rules.handover import USUAL, Event, PointState, check_point, next_point_state, side_of


@transaction.atomic
def add_item(*, actor: Actor, mandate: Mandate, title: str, owner: Organisation, due: date) -> HandoverItem:
    """Add a point to the checklist of the mandate that begins, and return it.

    Raises `PermissionDenied` for anybody but the secretariat, and `Broken` without words.
    """
    actor.require(Role.SECRETARIAT)
    check_point(title)
    return HandoverItem.objects.create(mandate=mandate, title=title.strip(), owner=owner, due=due)


@transaction.atomic
def add_usual_items(*, actor: Actor, handover: Handover) -> None:
    """Fill an empty checklist with the usual points, due on the first day, owned by who hands over.

    Raises `PermissionDenied`; `Broken` when there is nobody to hand over to, or the list is not empty.
    """
    actor.require(Role.SECRETARIAT)
    if handover.incoming is None or handover.outgoing is None or not handover.outgoing.holders:
        raise Broken(_("Todavía no hay un mandato que siga: regístrelo primero."))
    mandate = Mandate.objects.select_for_update().get(pk=handover.incoming.key)
    if mandate.handover.exists():
        raise Broken(_("La lista ya tiene puntos: añada los que falten."))
    owner = Organisation.objects.get(pk=handover.outgoing.holders[0].key)
    due = handover.incoming.term.start
    with override(settings.LANGUAGE_CODE):
        for title in USUAL:
            add_item(actor=actor, mandate=mandate, title=str(title), owner=owner, due=due)


@transaction.atomic
def sign(*, actor: Actor, item: HandoverItem, event: Event, version: int) -> HandoverItem:
    """Sign a point for the side that hands over or for the one that receives, and return it.

    Effects: who, when and in which capacity are written beside it. Raises `PermissionDenied` for who holds
    neither mandate, `Stale`, and `Broken` out of order.
    """
    locked = HandoverItem.objects.select_for_update().get(pk=item.pk)
    handover = handover_on(Mesa.objects.first(), actor.on)
    belongs = handover.incoming is not None and handover.incoming.key == locked.mandate_id
    side = side_of(event)
    if not belongs or side not in sides_of(actor, handover):
        raise PermissionDenied
    require_same(seen=version, stored=locked.version)
    next_point_state(state_of(locked), event)
    taken_back = event == "take_back"
    setattr(locked, f"{side}_at", None if taken_back else timezone.now())
    setattr(locked, f"{side}_by", None if taken_back else actor.account)
    setattr(locked, f"{side}_capacity", "" if taken_back else actor.capacity)
    locked.version += 1
    locked.save()
    return locked


@transaction.atomic
def remove_item(*, actor: Actor, item: HandoverItem, version: int) -> None:
    """Take a point that nobody has signed off the list; its history stays. Raises `Stale` and `Broken`."""
    actor.require(Role.SECRETARIAT)
    locked = HandoverItem.objects.select_for_update().get(pk=item.pk)
    require_same(seen=version, stored=locked.version)
    if state_of(locked) is not PointState.PENDING:
        raise Broken(_("Ese punto ya se había firmado."))
    locked.delete()


def state_of(item: HandoverItem) -> PointState:
    """Where the point stands."""
    if item.is_done:
        return PointState.DONE
    return PointState.HANDED if item.outgoing_at else PointState.PENDING


@transaction.atomic
def issue_dossier(*, actor: Actor, handover: Handover, language: str) -> list[IssuedDocument]:
    """Issue the dossier as a numbered PDF and as a numbered ZIP of data, and return both.

    Raises `PermissionDenied` for who neither presides nor keeps the secretariat; `Broken` while no mandate is
    registered.
    """
    actor.require(Role.PRESIDENCY, Role.SECRETARIAT)
    if handover.subject is None:
        raise Broken(_("No hay un mandato registrado del que hacer el dossier."))
    asked = Asked(handover.subject.key, actor.on)
    makers: dict[str, tuple[str, Callable[[Reference], bytes]]] = {
        "pdf": (KIND, lambda reference: dossier_pdf(asked, language=language, reference=reference)),
        "zip": (DATA_KIND, lambda reference: dossier_zip(asked, language=language, reference=reference)),
    }
    return [
        issue(
            actor=actor,
            series=series_of(handover.subject.key, suffix),
            kind=kind,
            language=language,
            filename=file_name(actor.on, suffix),
            render=make,
        )
        for suffix, (kind, make) in makers.items()
    ]


def series_of(mandate: int, suffix: str) -> str:
    """The series in which the dossiers of a mandate follow one another."""
    return f"dossier:{mandate}:{suffix}"
