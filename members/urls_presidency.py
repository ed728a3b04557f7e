"""What lies under `presidencia/`."""

from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, action, form, page
from members.views import candidacies, mandates, presidency

SECRETARIAT = {Role.SECRETARIAT}
IN_OFFICE = {Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR}
STANDING = {Role.MEMBER, Role.SECRETARIAT}
OWN_TERM = "own term"
OWN = "Candidacy.led_by"

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
    form("candidaturas/nueva/", candidacies.candidacy_create, name="candidacy-create", allow=STANDING),
    page(
        "candidaturas/<int:pk>/",
        candidacies.candidacy_detail,
        name="candidacy-detail",
        allow=PARTICIPANTS,
        objects="any",
    ),
    action(
        "candidaturas/<int:pk>/sumarse/",
        candidacies.candidacy_join,
        name="candidacy-join",
        allow=STANDING,
        objects="any, for an own organisation",
    ),
    action(
        "candidaturas/<int:pk>/solicitudes/<int:party>/",
        candidacies.candidacy_decide,
        name="candidacy-decide",
        allow=STANDING,
        objects=f"{OWN}, or the own request",
    ),
    action(
        "candidaturas/<int:pk>/retirar/",
        candidacies.candidacy_withdraw,
        name="candidacy-withdraw",
        allow=STANDING,
        objects=OWN,
    ),
    action(
        "candidaturas/<int:pk>/consultar/",
        candidacies.candidacy_consult,
        name="candidacy-consult",
        allow=SECRETARIAT,
        objects="any",
    ),
]
