from __future__ import annotations

from mcig.access import PARTICIPANTS, page
from members import views

urlpatterns = [
    page("integrantes/", views.member_list, name="member-list", allow=PARTICIPANTS),
    page(
        "integrantes/<slug:code>/",
        views.organisation_detail,
        name="organisation-detail",
        allow=PARTICIPANTS,
        objects="any",
    ),
]
