"""What lies under `acuerdos/`: the registers of decisions and commitments."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
