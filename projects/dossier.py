"""The projects in the handover dossier: what is published, under the names that its fichas give."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.dossier import Asked, Section, register
from members.queries.register import last_name_of
from projects.models import Project
from projects.rules import Status


@register(100)
def published_projects(asked: Asked) -> Section:
    labels = {status.value: str(status.label) for status in Status}
    found = (
        Project.objects.filter(current__isnull=False)
        .annotate(owner_name=last_name_of("owner_id", asked.on))
        .order_by("code")
        .values_list(
            "code", "current__name", "owner_name", "current__status", "current__updated_on", "current__number"
        )
    )
    return Section(
        key="proyectos",
        title=_("Proyectos con ficha publicada"),
        columns=(
            _("Código"),
            _("Proyecto"),
            _("Integrante"),
            _("Estado"),
            _("Actualizada el"),
            _("Versión"),
        ),
        rows=tuple(
            (
                code,
                name,
                owner,
                labels.get(status, ""),
                date_format(updated_on) if updated_on else "",
                str(number),
            )
            for code, name, owner, status, updated_on, number in found
        ),
        empty=_("Ningún proyecto tiene una ficha publicada."),
    )
