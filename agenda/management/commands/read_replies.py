"""`manage.py read_replies`: record what calendars answered to invitations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from agenda.actions.replies import read_replies
from agenda.queries.answers import unattributed
from mcig.inbox.models import Result
from mcig.mesa.middleware import current_mesa
from mcig.rules import Broken
from mcig.web.terminal import Error


class Command(BaseCommand):
    help = "Lee las respuestas de calendario que llegaron al buzón de INBOX_URL y las registra."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.INBOX_URL:
            raise Error(Broken(_("Falta INBOX_URL, que nombra el buzón donde llegan las respuestas.")))
        current_mesa()  # its clock says which day it is
        try:
            counted = read_replies()
        except Broken as refusal:
            raise Error(refusal) from None
        self.stdout.write(
            _("Mensajes leídos: %(read)d. Respuestas: %(replies)d. Por atender: %(waiting)d.")
            % {
                "read": sum(counted.values()),
                "replies": counted[Result.UNDERSTOOD],
                "waiting": unattributed().count(),
            }
        )
