"""What lies under `reuniones/` too: the session itself and its minutes."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
