"""What lies under `reuniones/` too: the session itself and its minutes."""

from __future__ import annotations

from agenda.views import attendance, noting, session
from mcig.access import Role, action, form, page

READERS = frozenset({Role.SECRETARIAT, Role.PRESIDENCY, Role.INCOMING})
CONDUCTORS = frozenset({Role.SECRETARIAT, Role.PRESIDENCY})
CONDUCTED = "queries.session.conducted"

urlpatterns = [
    page("<int:pk>/sesion/", session.session_detail, name="session-detail", allow=READERS, objects=CONDUCTED),
    page(
        "<int:pk>/proyeccion/",
        session.session_projector,
        name="session-projector",
        allow=READERS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/iniciar/",
        session.session_start,
        name="session-start",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/terminar/",
        session.session_end,
        name="session-end",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/horas/",
        session.session_times,
        name="session-times",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/punto/",
        session.session_move,
        name="session-move",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/puntos/<int:item>/notas/",
        session.session_notes,
        name="session-notes",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/puntos/<int:item>/acuerdos/",
        noting.session_decide,
        name="session-decide",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/sesion/puntos/<int:item>/compromisos/",
        noting.session_commit,
        name="session-commit",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    form(
        "<int:pk>/sesion/acuerdos/<int:noted>/",
        noting.session_decision,
        name="session-decision",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    form(
        "<int:pk>/sesion/compromisos/<int:noted>/",
        noting.session_commitment,
        name="session-commitment",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    page(
        "<int:pk>/asistencia/",
        attendance.session_attendance,
        name="session-attendance",
        allow=READERS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/asistencia/lugares/<int:seat>/",
        attendance.session_mark,
        name="session-mark",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/asistencia/confirmadas/",
        attendance.session_mark_answered,
        name="session-mark-answered",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/asistencia/invitadas/",
        attendance.session_guest_add,
        name="session-guest-add",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
    action(
        "<int:pk>/asistencia/invitadas/<int:guest>/retirar/",
        attendance.session_guest_remove,
        name="session-guest-remove",
        allow=CONDUCTORS,
        objects=CONDUCTED,
    ),
]
