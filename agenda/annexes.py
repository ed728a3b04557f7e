"""What the agenda shows on the card of an organisation, and what it says a seat holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.queries import attendance, commitments
from mcig.access import PARTICIPANTS, Actor
from members.annexes import Annex, Holding, register_annex, register_holding
from members.models import Organisation, Posting


@register_annex
def commitments_of(actor: Actor, organisation: Organisation) -> Annex | None:
    """The open commitments of the organisation, and how many it took on and fulfilled in each year."""
    if not actor.holds(*PARTICIPANTS):
        return None
    years = commitments.years_of_organisation(organisation.pk, actor.on)
    if not years:
        return None
    context = {
        "years": years,
        "open": list(commitments.open_of_organisation(organisation.pk, actor.on)),
        "on": actor.on,
        "key": organisation.pk,
    }
    return Annex(_("Compromisos"), "agenda/outcomes/organisation.html", context)


@register_holding
def commitments_of_the_seat(actor: Actor, posting: Posting) -> Iterator[Holding]:
    """Open commitments stay with the seat."""
    count = commitments.open_of_organisation(posting.seat.organisation_id, actor.on).count()
    if count:
        yield Holding(
            label=_("Compromisos abiertos"),
            count=count,
            note=_("Son del lugar: quien llega los encuentra en su inicio y recibe los recordatorios."),
            url=f"{reverse('commitment-list')}?estado=open&responsable={posting.seat.organisation_id}",
        )


@register_annex
def attendance_of(actor: Actor, organisation: Organisation) -> Annex | None:
    """To how many of the meetings it was convened to the organisation came, and to which."""
    if not actor.holds(*PARTICIPANTS):
        return None
    found = attendance.of_organisation(actor, organisation)
    if not found.rows:
        return None
    return Annex(_("Asistencia a las reuniones"), "agenda/answers/attendance.html", {"attendance": found})


@register_holding
def invitations_of_the_seat(actor: Actor, posting: Posting) -> Iterator[Holding]:
    """Convocations and polls that still wait: the seat is asked, not the person."""
    count = attendance.open_invitations(posting.seat.organisation_id)
    if count:
        yield Holding(
            label=_("Invitaciones por responder"),
            count=count,
            note=_("Se convoca al lugar: quien llega responde con su cuenta o con un enlace nuevo."),
            url=reverse("meeting-list"),
        )
