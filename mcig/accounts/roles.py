"""The grant of system administration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from mcig.access import Grant, Role, register_grants
from mcig.accounts.models import User


@register_grants
def administration(user: User, on: date) -> Iterator[Grant]:
    if user.administrates_on(on):
        yield Grant(Role.ADMINISTRATOR, None, _("Administración del sistema"))
