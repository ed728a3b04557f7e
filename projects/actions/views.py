"""Keeping a filter of the register under a name."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.rules import Broken
from projects.models import SavedView
from projects.models.saved import NAME_LENGTH
from projects.rules.finding import Filter

MOST_VIEWS = 50


@transaction.atomic
def keep_view(*, actor: Actor, name: str, wanted: Filter) -> SavedView:
    """Keep the filter under the name for this person; a view of the same name is replaced.

    Raises `Broken` without a name or a filter, for a name that is too long, and beyond `MOST_VIEWS`.
    """
    name = " ".join(name.split())
    if not name:
        raise Broken(_("Escriba un nombre para la vista."), "name")
    if len(name) > NAME_LENGTH:
        raise Broken(
            _("El nombre tiene %(count)d caracteres y el máximo es %(most)d.")
            % {"count": len(name), "most": NAME_LENGTH},
            "name",
        )
    if not wanted.chosen:
        raise Broken(_("Elija primero un filtro: sin él, la vista sería el registro entero."))
    own = SavedView.objects.visible_to(actor)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise Broken(_("Ya guardó %(most)d vistas: quite alguna primero.") % {"most": MOST_VIEWS})
    kept, _created = SavedView.objects.update_or_create(
        person=actor.account, name=name, defaults={"query": wanted.query}
    )
    return kept


@transaction.atomic
def forget_view(*, actor: Actor, view: SavedView) -> None:
    """Forget a view that the person kept."""
    SavedView.objects.visible_to(actor).filter(pk=view.pk).delete()
