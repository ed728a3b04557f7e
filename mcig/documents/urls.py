from __future__ import annotations

from mcig.access import EVERYONE, page
from mcig.documents import views

urlpatterns = [
    page("verificar/<str:token>/", views.verify, name="document-verify", allow=EVERYONE, objects="token"),
]
