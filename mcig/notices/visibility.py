"""Which part of the outgoing mail somebody may see."""

from __future__ import annotations

from django.db.models import Q

from mcig.access import Actor, Role


def terms_of(actor: Actor, moment: str) -> Q | None:
    """The condition on the field `moment` under which a dispatch is the actor's to see; None for none.

    The secretariat and administrators see all; the presidency what falls into the dates of its own term,
    on the mesa's clock.
    """
    if actor.holds(Role.SECRETARIAT, Role.ADMINISTRATOR):
        return Q()
    wanted: Q | None = None
    for grant in actor.grants:
        if grant.role is not Role.PRESIDENCY or grant.since is None:
            continue
        term = Q(**{f"{moment}__date__gte": grant.since})
        if grant.until is not None:
            term &= Q(**{f"{moment}__date__lt": grant.until})
        wanted = term if wanted is None else wanted | term
    return wanted
