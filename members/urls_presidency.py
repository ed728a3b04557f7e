"""What lies under `presidencia/`."""

from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, form, page
from members.views import mandates, presidency

SECRETARIAT = {Role.SECRETARIAT}
IN_OFFICE = {Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR}
OWN_TERM = "own term"

urlpatterns = [
    page("", presidency.presidency, name="presidency", allow=PARTICIPANTS),
    form("mandatos/nuevo/", mandates.mandate_create, name="mandate-create", allow=SECRETARIAT),
    page(
        "mandatos/<int:pk>/",
        mandates.mandate_detail,
        name="mandate-detail",
        allow=IN_OFFICE,
        objects=OWN_TERM,
    ),
    form(
        "mandatos/<int:pk>/corregir/",
        mandates.mandate_correct,
        name="mandate-correct",
        allow=SECRETARIAT,
        objects="any",
    ),
]
