"""What lies under `acuerdos/`: the registers of decisions and commitments."""

from __future__ import annotations

from agenda.models.meetings import READS_DRAFTS
from agenda.views import commitments, decisions, followup
from mcig.access import PARTICIPANTS, Role, action, form, page

ALL = PARTICIPANTS
SECRETARIAT = {Role.SECRETARIAT}
DECIDED = "Decision.visible_to"
PROMISED = "Commitment.visible_to"
OWN = "Commitment of an own organisation"

_decisions = [
    page("", decisions.decision_list, name="decision-list", allow=ALL, objects=DECIDED),
    page(
        "acuerdos.<slug:suffix>",
        decisions.decision_export,
        name="decision-export",
        allow=ALL,
        objects=DECIDED,
    ),
    form("nuevo/", decisions.decision_create, name="decision-create", allow=SECRETARIAT),
]
_decision = [
    page(
        "<slug:number>/",
        decisions.decision_detail,
        name="decision-detail",
        allow=ALL,
        objects=DECIDED,
    ),
    form(
        "<slug:number>/corregir/",
        decisions.decision_edit,
        name="decision-edit",
        allow=SECRETARIAT,
        objects=DECIDED,
    ),
    form(
        "<slug:number>/sustituir/",
        decisions.decision_replace,
        name="decision-replace",
        allow=SECRETARIAT,
        objects=DECIDED,
    ),
    form(
        "<slug:number>/cumplir/",
        decisions.decision_fulfil,
        name="decision-fulfil",
        allow=SECRETARIAT,
        objects=DECIDED,
    ),
    action(
        "<slug:number>/restablecer/",
        decisions.decision_restore,
        name="decision-restore",
        allow=SECRETARIAT,
        objects=DECIDED,
    ),
    page(
        "<slug:number>/historial/",
        decisions.decision_history,
        name="decision-history",
        allow=READS_DRAFTS,
        objects=DECIDED,
    ),
]
_commitments = [
    page(
        "compromisos/",
        commitments.commitment_list,
        name="commitment-list",
        allow=ALL,
        objects=PROMISED,
    ),
    page(
        "compromisos/compromisos.<slug:suffix>",
        commitments.commitment_export,
        name="commitment-export",
        allow=ALL,
        objects=PROMISED,
    ),
    form("compromisos/nuevo/", commitments.commitment_create, name="commitment-create", allow=SECRETARIAT),
    page(
        "compromisos/<slug:number>/",
        commitments.commitment_detail,
        name="commitment-detail",
        allow=ALL,
        objects=PROMISED,
    ),
    form(
        "compromisos/<slug:number>/corregir/",
        commitments.commitment_edit,
        name="commitment-edit",
        allow=SECRETARIAT,
        objects=PROMISED,
    ),
    action(
        "compromisos/<slug:number>/actualizar/",
        followup.commitment_update,
        name="commitment-update",
        allow={Role.MEMBER, Role.SECRETARIAT},
        objects=OWN,
    ),
    action(
        "compromisos/<slug:number>/comentar/",
        followup.commitment_comment,
        name="commitment-comment",
        allow=ALL,
        objects=PROMISED,
    ),
    form(
        "compromisos/<slug:number>/a-nombre/",
        followup.commitment_on_behalf,
        name="commitment-on-behalf",
        allow=SECRETARIAT,
        objects=PROMISED,
    ),
    form(
        "compromisos/<slug:number>/plazo/",
        followup.commitment_answer,
        name="commitment-answer",
        allow=SECRETARIAT,
        objects=PROMISED,
    ),
    form(
        "compromisos/<slug:number>/sin-efecto/",
        followup.commitment_void,
        name="commitment-void",
        allow=SECRETARIAT,
        objects=PROMISED,
    ),
    form(
        "compromisos/<slug:number>/reabrir/",
        followup.commitment_reopen,
        name="commitment-reopen",
        allow=SECRETARIAT,
        objects=PROMISED,
    ),
    page(
        "compromisos/<slug:number>/archivos/<int:pk>/",
        followup.commitment_file,
        name="commitment-file",
        allow=ALL,
        objects=PROMISED,
    ),
    page(
        "compromisos/<slug:number>/historial/",
        commitments.commitment_history,
        name="commitment-history",
        allow=READS_DRAFTS,
        objects=PROMISED,
    ),
]
urlpatterns = [*_decisions, *_commitments, *_decision]
