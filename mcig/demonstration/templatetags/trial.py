"""What a server that sends no mail tells whoever tries it."""

from __future__ import annotations

from django import template

from mcig.demonstration.codes import code_of_the_moment

register = template.Library()
register.simple_tag(code_of_the_moment)
