from __future__ import annotations

from mcig.access import PARTICIPANTS, page
from members.views import register

urlpatterns = [
    page("integrantes/", register.member_list, name="member-list", allow=PARTICIPANTS),
    page(
        "integrantes/<slug:code>/",
        register.organisation_detail,
        name="organisation-detail",
        allow=PARTICIPANTS,
        objects="any",
    ),
]
