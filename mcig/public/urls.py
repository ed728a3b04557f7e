"""What lies under `publico/`, in Spanish and in English, and what search engines are told."""

from __future__ import annotations

from django.urls import URLPattern

from mcig.access import EVERYONE, page
from mcig.access.declaration import View
from mcig.public import views

PUBLIC = "Part.rows"
FACE = "publico/<public_language:language>/"


def _face(route: str, view: View, name: str) -> URLPattern:
    return page(FACE + route, view, name=name, allow=EVERYONE, objects=PUBLIC)


urlpatterns = [
    page("robots.txt", views.robots, name="robots", allow=EVERYONE),
    page("publico/", views.public_start, name="public-start", allow=EVERYONE),
    _face("", views.public_home, "public-home"),
    _face("novedades.atom", views.public_feed, "public-feed"),
    _face("sitemap.xml", views.public_sitemap, "public-sitemap"),
    _face("datos/", views.public_data, "public-data"),
    _face("datos/<slug:slug>.<slug:suffix>", views.public_data_file, "public-data-file"),
    _face("<slug:slug>/", views.public_part, "public-part"),
    _face("<slug:slug>/<slug:key>/", views.public_entry, "public-entry"),
    _face("<slug:slug>/<slug:key>/<str:name>", views.public_file, "public-file"),
]
