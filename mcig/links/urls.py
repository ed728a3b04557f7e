from __future__ import annotations

from mcig.access import EVERYONE, form, page
from mcig.links import views

urlpatterns = [
    form("enlace/nuevo/", views.link_renew, name="link-renew", allow=EVERYONE),
    page("enlace/nuevo/enviado/", views.link_renewed, name="link-renewed", allow=EVERYONE),
    page(
        "enlace/<str:token>/documentos/<int:key>/",
        views.personal_link_file,
        name="personal-link-file",
        allow=EVERYONE,
        objects="token",
    ),
    form("enlace/<str:token>/", views.personal_link, name="personal-link", allow=EVERYONE, objects="token"),
]
