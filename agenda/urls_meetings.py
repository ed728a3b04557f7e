"""What lies under `reuniones/`: meetings and the desk of their agenda."""

from __future__ import annotations

from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.views import desk, disclosing, folders, items, meetings, papers, versions
from mcig.access import PARTICIPANTS, Role, action, form, page

VISIBLE = "Meeting.visible_to"
PAPER_VISIBLE = "Paper.visible_to"
DESK = "<int:pk>/orden-del-dia/"
PAPERS = "<int:pk>/documentos/"
PAPER = f"{PAPERS}<int:paper>/"
FOLDER = "<int:pk>/carpeta"
VERSION = "<int:pk>/versiones/<int:number>/"

urlpatterns = [
    page("", meetings.meeting_list, name="meeting-list", allow=PARTICIPANTS, objects=VISIBLE),
    page(
        "reuniones.<slug:suffix>",
        meetings.meeting_export,
        name="meeting-export",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    form("nueva/", meetings.meeting_create, name="meeting-create", allow=WRITES),
    page("<int:pk>/", meetings.meeting_detail, name="meeting-detail", allow=PARTICIPANTS, objects=VISIBLE),
    form("<int:pk>/editar/", meetings.meeting_edit, name="meeting-edit", allow=WRITES, objects=VISIBLE),
    action(
        "<int:pk>/cara-publica/<slug:part>/",
        disclosing.meeting_disclose,
        name="meeting-disclose",
        allow=WRITES,
        objects=VISIBLE,
    ),
    page(DESK, desk.agenda_desk, name="agenda-desk", allow=READS_DRAFTS, objects=VISIBLE),
    action(f"{DESK}agregar/", desk.agenda_add, name="agenda-add", allow=WRITES, objects=VISIBLE),
    action(
        f"{DESK}seguimiento/", desk.agenda_follow_up, name="agenda-follow-up", allow=WRITES, objects=VISIBLE
    ),
    action(f"{DESK}traer/", desk.agenda_carry, name="agenda-carry", allow=WRITES, objects=VISIBLE),
    action(f"{DESK}mover/", desk.agenda_move, name="agenda-move", allow=WRITES, objects=VISIBLE),
    action(f"{DESK}colocar/", desk.agenda_place, name="agenda-place", allow=WRITES, objects=VISIBLE),
    action(f"{DESK}deshacer/", desk.agenda_undo, name="agenda-undo", allow=WRITES, objects=VISIBLE),
    action(f"{DESK}presencia/", desk.agenda_presence, name="agenda-presence", allow=WRITES, objects=VISIBLE),
    form(f"{DESK}puntos/<int:item>/", items.item_edit, name="item-edit", allow=WRITES, objects=VISIBLE),
    form(f"{DESK}publicar/", versions.agenda_publish, name="agenda-publish", allow=WRITES, objects=VISIBLE),
    page(f"{DESK}guion/", versions.running_order, name="running-order", allow=READS_DRAFTS, objects=VISIBLE),
    page(
        f"{DESK}guion.pdf",
        versions.running_order_file,
        name="running-order-file",
        allow=READS_DRAFTS,
        objects=VISIBLE,
    ),
    page(VERSION, versions.agenda_version, name="agenda-version", allow=PARTICIPANTS, objects=VISIBLE),
    page(
        f"{VERSION}orden-del-dia-<slug:language>.pdf",
        versions.agenda_document,
        name="agenda-document",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    action(
        f"{VERSION}avisar/",
        versions.agenda_announce,
        name="agenda-announce",
        allow={Role.SECRETARIAT},
        objects=VISIBLE,
    ),
    form(PAPERS, papers.meeting_papers, name="meeting-papers", allow=WRITES, objects=VISIBLE),
    form(PAPER, papers.paper_edit, name="paper-edit", allow=WRITES, objects=PAPER_VISIBLE),
    action(f"{PAPER}mover/", papers.paper_shift, name="paper-shift", allow=WRITES, objects=PAPER_VISIBLE),
    action(f"{PAPER}quitar/", papers.paper_remove, name="paper-remove", allow=WRITES, objects=PAPER_VISIBLE),
    page(
        f"{PAPER}v<int:number>/",
        papers.paper_file,
        name="paper-file",
        allow=PARTICIPANTS,
        objects=PAPER_VISIBLE,
    ),
    page(f"{FOLDER}/", folders.folder_page, name="folder-page", allow=PARTICIPANTS, objects=VISIBLE),
    action(f"{FOLDER}/pedir/", folders.folder_ask, name="folder-ask", allow=PARTICIPANTS, objects=VISIBLE),
    page(f"{FOLDER}.pdf", folders.folder_file, name="folder-file", allow=PARTICIPANTS, objects=VISIBLE),
]
