"""What lies under `reuniones/` too: convocation, answers, date polls, calendars."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
