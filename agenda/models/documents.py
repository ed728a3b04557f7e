"""The numbered documents of a published agenda, one in each language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import AgendaVersion
from mcig.accounts.models import LANGUAGES
from mcig.documents.models import IssuedDocument


class AgendaDocument(models.Model):
    """The PDF of a version in a language; like the version it never changes."""

    version = models.ForeignKey(
        AgendaVersion, models.PROTECT, related_name="documents", verbose_name=_("versión del orden del día")
    )
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, related_name="+", verbose_name=_("documento")
    )

    class Meta:
        verbose_name = _("documento del orden del día")
        verbose_name_plural = _("documentos del orden del día")
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="agenda_document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.language}"
