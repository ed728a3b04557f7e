from __future__ import annotations

from mcig.access import Role, action, page
from mcig.notices import views

READERS = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})

urlpatterns = [
    page("avisos/", views.outbox, name="outbox", allow=READERS),
    page("avisos/<int:pk>/", views.message, name="outbox-message", allow=READERS),
    action("avisos/<int:pk>/reintentar/", views.retry, name="outbox-retry", allow={Role.SECRETARIAT}),
]
