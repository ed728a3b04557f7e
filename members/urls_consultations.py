from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, action, form, page
from members.views import answers, consultations, papers

SECRETARIAT = frozenset({Role.SECRETARIAT})
READERS = frozenset({Role.PRESIDENCY, Role.SECRETARIAT})
VISIBLE = "Consultation.visible_to"

urlpatterns = [
    page("", consultations.consultation_list, name="consultation-list", allow=PARTICIPANTS, objects=VISIBLE),
    page(
        "consultas.<slug:suffix>",
        consultations.consultation_export,
        name="consultation-export",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    form("nueva/", consultations.consultation_create, name="consultation-create", allow=SECRETARIAT),
    page(
        "<slug:number>/",
        consultations.consultation_detail,
        name="consultation-detail",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    form(
        "<slug:number>/editar/",
        consultations.consultation_edit,
        name="consultation-edit",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    form(
        "<slug:number>/abrir/",
        consultations.consultation_open,
        name="consultation-open",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    form(
        "<slug:number>/ampliar/",
        consultations.consultation_extend,
        name="consultation-extend",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    form(
        "<slug:number>/retirar/",
        consultations.consultation_withdraw,
        name="consultation-withdraw",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    action(
        "<slug:number>/responder/",
        answers.consultation_answer,
        name="consultation-answer",
        allow={Role.MEMBER},
        objects="ConsultationSeat of an own organisation",
    ),
    form(
        "<slug:number>/lugares/<int:pk>/",
        answers.consultation_phone,
        name="consultation-phone",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    form(
        "<slug:number>/documentos/",
        papers.consultation_papers,
        name="consultation-papers",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    page(
        "<slug:number>/documentos/<int:paper>/",
        papers.consultation_paper,
        name="consultation-paper",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    action(
        "<slug:number>/documentos/<int:paper>/quitar/",
        papers.consultation_paper_remove,
        name="consultation-paper-remove",
        allow=SECRETARIAT,
        objects=VISIBLE,
    ),
    page(
        "<slug:number>/historial/",
        consultations.consultation_history,
        name="consultation-history",
        allow=READERS,
        objects=VISIBLE,
    ),
    page(
        "<slug:number>/certificado-<slug:language>.pdf",
        consultations.consultation_certificate,
        name="consultation-certificate",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
]
