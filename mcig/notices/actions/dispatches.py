"""Letters that wait for a person: prepare them, send them all exactly once, or discard them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.notices.actions import start_delivery, write
from mcig.notices.kinds import Kind
from mcig.notices.letters import Letter
from mcig.notices.models import Dispatch, Message, MessageState
from mcig.rules import Broken

LETTERS = 500


@transaction.atomic
def hold(*, actor: Actor, kind: Kind, title: str, why: str, letters: Sequence[Letter]) -> Dispatch:
    """Prepare letters that leave when a person of the secretariat has looked at them and sends them.

    `title` names the dispatch in lists, `why` is the sentence that each recipient's entry keeps (empty: the
    kind's own). The keys of its `messages` follow the given order. Effects: the dispatch and its messages,
    nothing else. Raises `Broken` without letters, with more than 500, for an address that is none, and for
    attachments that are too heavy.
    """
    if not letters:
        raise Broken(_("No hay a quién escribir: ninguna de las personas tiene una dirección de correo."))
    if len(letters) > LETTERS:
        raise Broken(_("Un envío tiene como máximo %(count)d destinatarios.") % {"count": LETTERS})
    for letter in letters:
        _require_address(letter)
    dispatch = Dispatch.objects.create(kind_name=kind.name, title=title[:300], why=why, held_by=actor.account)
    write(letters, kind, why, dispatch=dispatch)
    return dispatch


def _require_address(letter: Letter) -> None:
    try:
        validate_email(letter.address)
    except ValidationError:
        raise Broken(
            _("No se puede escribir a %(name)s: «%(address)s» no es una dirección de correo.")
            % {"name": letter.name, "address": letter.address}
        ) from None


@transaction.atomic
def send_dispatch(*, actor: Actor, dispatch: Dispatch) -> Dispatch:
    """Queue every letter of a dispatch, exactly once.

    The row is locked: a second press finds the dispatch sent and changes nothing. Effects: the messages
    wait for delivery, one job each. Raises `Broken` when somebody discarded it meanwhile.
    """
    locked = _locked(actor, dispatch)
    if locked.discarded_at:
        raise Broken(_("Este envío se descartó: sus mensajes ya no pueden salir."))
    if locked.sent_at:
        return locked
    now = timezone.now()
    locked.sent_at, locked.decided_by = now, actor.account
    locked.save(update_fields=["sent_at", "decided_by"])
    held = Message.objects.filter(dispatch=locked, state=MessageState.HELD)
    messages = list(held.only("pk").order_by("pk"))
    held.update(state=MessageState.QUEUED, queued_at=now)
    for message in messages:
        start_delivery(message)
    return locked


@transaction.atomic
def discard_dispatch(*, actor: Actor, dispatch: Dispatch) -> Dispatch:
    """Give up a dispatch: its letters never leave. Raises `Broken` when it was sent meanwhile."""
    locked = _locked(actor, dispatch)
    if locked.sent_at:
        raise Broken(_("Este envío ya salió: no se puede descartar."))
    if locked.discarded_at:
        return locked
    locked.discarded_at, locked.decided_by = timezone.now(), actor.account
    locked.save(update_fields=["discarded_at", "decided_by"])
    Message.objects.filter(dispatch=locked, state=MessageState.HELD).update(state=MessageState.DISCARDED)
    return locked


def _locked(actor: Actor, dispatch: Dispatch) -> Dispatch:
    actor.require(Role.SECRETARIAT)
    return Dispatch.objects.select_for_update().get(pk=dispatch.pk)
