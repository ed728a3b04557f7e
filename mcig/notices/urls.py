from __future__ import annotations

from mcig.access import SIGNED_IN, Role, action, form, page
from mcig.notices import preference_views, views

READERS = frozenset({Role.SECRETARIAT, Role.PRESIDENCY, Role.ADMINISTRATOR})
SECRETARIAT = frozenset({Role.SECRETARIAT})

urlpatterns = [
    form("cuenta/avisos/", preference_views.own_preferences, name="notice-preferences", allow=SIGNED_IN),
    form(
        "avisos/preferencias/",
        preference_views.preferences_on_behalf,
        name="outbox-preferences",
        allow=SECRETARIAT,
    ),
    page("avisos/", views.outbox, name="outbox", allow=READERS),
    page("avisos/<int:pk>/", views.message, name="outbox-message", allow=READERS, objects="visible_to"),
    page(
        "avisos/<int:pk>/adjunto/<int:number>/",
        views.attachment,
        name="outbox-attachment",
        allow=READERS,
        objects="visible_to",
    ),
    action("avisos/<int:pk>/reintentar/", views.retry, name="outbox-retry", allow=SECRETARIAT),
    action("avisos/<int:pk>/enviado/", views.take_as_sent, name="outbox-settle", allow=SECRETARIAT),
    page(
        "avisos/envios/<int:pk>/",
        views.dispatch_detail,
        name="dispatch-detail",
        allow=READERS,
        objects="visible_to",
    ),
    action("avisos/envios/<int:pk>/enviar/", views.dispatch_send, name="dispatch-send", allow=SECRETARIAT),
    action(
        "avisos/envios/<int:pk>/descartar/",
        views.dispatch_discard,
        name="dispatch-discard",
        allow=SECRETARIAT,
    ),
]
