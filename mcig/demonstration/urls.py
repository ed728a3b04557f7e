from __future__ import annotations

from mcig.access import EVERYONE, page
from mcig.demonstration import views

urlpatterns = [
    page("correo/", views.mail, name="demonstration-mail", allow=EVERYONE),
    page(
        "correo/<int:pk>/adjunto/<int:number>/",
        views.attachment,
        name="demonstration-attachment",
        allow=EVERYONE,
    ),
]
