"""Create something once, however often its form is sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.models import Submission

FIELD = "once"


def new_key() -> str:
    """A key for one rendering of a create form."""
    return str(uuid.uuid4())


def create_once(*, actor: Actor, key: str, create: Callable[[], str]) -> str:
    """Run `create` unless this key was used, and return the address of the record either way.

    Of two simultaneous requests the second waits at the primary key until the first has committed.
    Raises `Broken` when the key is missing, malformed or somebody else's.
    """
    user = actor.account
    try:
        parsed = uuid.UUID(key)
    except ValueError as error:
        raise Broken(_("El formulario llegó incompleto. Vuelva a abrirlo y envíelo otra vez.")) from error
    try:
        with transaction.atomic():
            submission = Submission.objects.create(key=parsed, user=user)
    except IntegrityError:
        earlier = Submission.objects.filter(key=parsed, user=user).first()
        if earlier is None:
            raise Broken(_("El formulario llegó incompleto. Vuelva a abrirlo y envíelo otra vez.")) from None
        return earlier.location
    submission.location = create()
    submission.save(update_fields=["location"])
    return submission.location
