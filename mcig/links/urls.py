from __future__ import annotations

from mcig.access import EVERYONE, form, page
from mcig.links import views

urlpatterns = [
    form("enlace/nuevo/", views.link_renew, name="link-renew", allow=EVERYONE),
    page("enlace/nuevo/enviado/", views.link_renewed, name="link-renewed", allow=EVERYONE),
    form("enlace/<str:token>/", views.personal_link, name="personal-link", allow=EVERYONE, objects="token"),
]
