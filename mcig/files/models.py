"""Files that people uploaded: checked, kept under a random name, handed out as downloads only."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from mcig.files.kinds import DESCRIPTIONS, MAX_NAME_LENGTH, Description, described
from mcig.search.text import words_in

FILE_WORDS = words_in("text")


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


class FileText(models.Model):
    """The words of a file, as far as they could be read; who may read the file may be quoted from them.

    It goes with its file, and does not keep it from being swept.
    """

    stored = models.OneToOneField(
        StoredFile, models.CASCADE, related_name="read", verbose_name=_("archivo cargado")
    )
    text = models.TextField(_("texto"), blank=True)

    class Meta:
        verbose_name = _("texto de un archivo")
        verbose_name_plural = _("textos de archivos")
        indexes = [GinIndex(FILE_WORDS, name="file_words")]

    def __str__(self) -> str:
        return str(self.stored)
