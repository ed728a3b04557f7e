"""Meetings in words."""

from __future__ import annotations

from django import template

from agenda.clock import moment_of, when_words

register = template.Library()
register.filter("when", when_words)
register.filter("moment_of", moment_of)
