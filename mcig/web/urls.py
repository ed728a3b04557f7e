from __future__ import annotations

from django.conf import settings

from mcig.access import EVERYONE, SIGNED_IN, page
from mcig.web import views

urlpatterns = [
    page("", views.home, name="home", allow=SIGNED_IN),
]
if settings.DEBUG or settings.DEMONSTRATION:
    urlpatterns.append(page("estilo/", views.style, name="style", allow=EVERYONE))
