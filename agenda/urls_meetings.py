"""What lies under `reuniones/`: meetings and the desk of their agenda."""

from __future__ import annotations

from agenda.models.meetings import WRITES
from agenda.views import meetings
from mcig.access import PARTICIPANTS, form, page

VISIBLE = "Meeting.visible_to"

urlpatterns = [
    page("", meetings.meeting_list, name="meeting-list", allow=PARTICIPANTS, objects=VISIBLE),
    form("nueva/", meetings.meeting_create, name="meeting-create", allow=WRITES),
    page("<int:pk>/", meetings.meeting_detail, name="meeting-detail", allow=PARTICIPANTS, objects=VISIBLE),
    form("<int:pk>/editar/", meetings.meeting_edit, name="meeting-edit", allow=WRITES, objects=VISIBLE),
]
