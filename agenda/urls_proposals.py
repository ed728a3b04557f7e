"""What lies under `reuniones/` too: the items that members propose."""

from __future__ import annotations

from agenda.models.meetings import WRITES
from agenda.views import proposals
from mcig.access import Role, form

VISIBLE = "Meeting.visible_to"

urlpatterns = [
    form(
        "<int:pk>/propuestas/nueva/",
        proposals.proposal_create,
        name="proposal-create",
        allow={Role.MEMBER},
        objects=VISIBLE,
    ),
    form(
        "<int:pk>/propuestas/pedir/",
        proposals.proposal_call,
        name="proposal-call",
        allow=WRITES,
        objects=VISIBLE,
    ),
    form(
        "<int:pk>/orden-del-dia/puntos/<int:item>/devolver/",
        proposals.proposal_return,
        name="proposal-return",
        allow=WRITES,
        objects=VISIBLE,
    ),
]
