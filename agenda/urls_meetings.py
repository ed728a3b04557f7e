"""What lies under `reuniones/`: meetings and the desk of their agenda."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
