"""What lies under `presidencia/`."""

from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, action, form, page
from members.views import candidacies, handover, mandates, papers, presidency

SECRETARIAT = {Role.SECRETARIAT}
IN_OFFICE = presidency.IN_OFFICE
SIGNING = {Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT}
ISSUING = {Role.PRESIDENCY, Role.SECRETARIAT}
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
    form(
        "mandatos/<int:pk>/documentos/",
        papers.mandate_papers,
        name="mandate-papers",
        allow=SECRETARIAT,
        objects="any",
    ),
    page(
        "mandatos/<int:pk>/documentos/<int:paper>/",
        papers.mandate_paper,
        name="mandate-paper",
        allow=IN_OFFICE,
        objects=OWN_TERM,
    ),
    action(
        "mandatos/<int:pk>/documentos/<int:paper>/quitar/",
        papers.mandate_paper_remove,
        name="mandate-paper-remove",
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
    form(
        "candidaturas/<int:pk>/editar/",
        candidacies.candidacy_edit,
        name="candidacy-edit",
        allow=STANDING,
        objects=OWN,
    ),
    page(
        "candidaturas/<int:pk>/historial/",
        candidacies.candidacy_history,
        name="candidacy-history",
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
    page("traspaso/", handover.handover, name="handover", allow=IN_OFFICE),
    form(
        "traspaso/puntos/nuevo/",
        handover.handover_item_create,
        name="handover-item-create",
        allow=SECRETARIAT,
    ),
    action("traspaso/lista/", handover.handover_usual, name="handover-usual", allow=SECRETARIAT),
    action(
        "traspaso/puntos/<int:pk>/firmar/",
        handover.handover_sign,
        name="handover-sign",
        allow=SIGNING,
        objects="holders of either mandate",
    ),
    action(
        "traspaso/puntos/<int:pk>/quitar/",
        handover.handover_item_remove,
        name="handover-item-remove",
        allow=SECRETARIAT,
        objects="any",
    ),
    action("traspaso/dossier/", handover.dossier_issue, name="dossier-issue", allow=ISSUING),
    page("traspaso/dossier/<slug:suffix>/", handover.dossier_file, name="dossier-file", allow=IN_OFFICE),
]
