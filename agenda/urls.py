"""What lies under `agenda-tematica/`: themes and the work plan."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
