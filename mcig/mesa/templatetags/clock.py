"""Moments in words."""

from __future__ import annotations

from django import template

from mcig.mesa.clock import moment_words, zone_words

register = template.Library()
register.filter("moment", moment_words)
register.simple_tag(zone_words)
