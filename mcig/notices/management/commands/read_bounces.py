"""`manage.py read_bounces`: mark the messages that mail servers sent back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mcig.inbox.models import Result
from mcig.notices.actions.returns import read_bounces
from mcig.rules import Broken
from mcig.web.terminal import Error


class Command(BaseCommand):
    help = "Lee los rechazos que llegaron al buzón de INBOX_URL y marca como devueltos sus mensajes."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.INBOX_URL:
            raise Error(Broken(_("Falta INBOX_URL, que nombra el buzón donde llegan los rechazos.")))
        try:
            counted = read_bounces()
        except Broken as refusal:
            raise Error(refusal) from None
        self.stdout.write(
            _("Mensajes leídos: %(read)d. Devueltos: %(returned)d. Ilegibles: %(unreadable)d.")
            % {
                "read": sum(counted.values()),
                "returned": counted[Result.UNDERSTOOD],
                "unreadable": counted[Result.UNREADABLE],
            }
        )
