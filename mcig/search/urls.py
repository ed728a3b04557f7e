"""What lies under `buscar/`."""

from __future__ import annotations

from mcig.access import PARTICIPANTS, page
from mcig.search import views

urlpatterns = [page("", views.search_page, name="search", allow=PARTICIPANTS)]
