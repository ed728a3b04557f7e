"""Files that people uploaded: checked, kept under a random name, handed out as downloads only."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mcig.files.kinds import DESCRIPTIONS, MAX_NAME_LENGTH, Description, described


class StoredFile(models.Model):
    """One uploaded file. It never changes; when nothing refers to it any more it is swept away."""

    file = models.FileField(_("archivo"), upload_to="uploads", max_length=120)
    name = models.CharField(_("nombre del archivo"), max_length=MAX_NAME_LENGTH + 5)
    kind = models.CharField(
        _("tipo"), max_length=10, choices=[(kind.value, each.words) for kind, each in DESCRIPTIONS.items()]
    )
    size = models.PositiveIntegerField(_("tamaño en bytes"))
    sha256 = models.CharField(_("huella SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(_("cargado"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("carga")
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("archivo cargado")
        verbose_name_plural = _("archivos cargados")
        triggers = [pgtrigger.Protect(name="stored_file_is_final", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.name

    @property
    def description(self) -> Description:
        """What its kind is called, to people and to browsers."""
        return described(self.kind)
