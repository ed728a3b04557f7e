"""The projects of an organisation on its card, and what a seat's successor finds of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import Actor
from members.annexes import Annex, Holding, register_annex, register_holding
from members.models import Organisation, Posting
from projects.models import Project, Revision

SHOWN = 50


@register_annex
def projects_of(actor: Actor, organisation: Organisation) -> Annex | None:
    """The projects of the organisation that the actor may see; of a draft only with the right to it."""
    drafts = Revision.objects.visible_to(actor).drafts().filter(project=OuterRef("pk"))
    rows = list(
        Project.objects.visible_to(actor)
        .filter(owner=organisation)
        .annotate(
            name=Coalesce(
                "current__name", Subquery(drafts.values("name")[:1]), "code", output_field=TextField()
            )
        )
        .order_by("code")
        .values("code", "name", "current_id")[: SHOWN + 1]
    )
    if not rows:
        return None
    return Annex(
        _("Proyectos"), "projects/organisation.html", {"rows": rows[:SHOWN], "more": len(rows) > SHOWN}
    )


@register_holding
def projects_of_the_seat(actor: Actor, posting: Posting) -> Iterator[Holding]:
    """Projects and drafts stay where they are: they belong to the organisation."""
    count = Project.objects.visible_to(actor).filter(owner=posting.seat.organisation_id).count()
    if count:
        yield Holding(
            label=_("Proyectos y sus borradores"),
            count=count,
            note=_(
                "Pertenecen a la organización: quien llega los encuentra y los edita desde su primer día."
            ),
            url=reverse("organisation-detail", args=[posting.seat.organisation.code]),
        )
