"""Documents that the mesa issues: numbered, hashed, stored as they were, verifiable by whoever holds one."""

from __future__ import annotations

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Without vowels or look-alikes: a token is read aloud and never spells a word.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 12


def new_token() -> str:
    """A public name for a document that cannot be guessed: about 57 bits."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


class DocumentQuerySet(models.QuerySet["IssuedDocument"]):
    def latest_of(self, series: str) -> IssuedDocument | None:
        """The document that is current in its series: the last one that drew a number."""
        return self.filter(series=series).order_by("-year", "-sequence").first()


class IssuedDocument(models.Model):
    """One issued file. `series` names what it is a document of; the last of a series is the current one."""

    token = models.CharField(_("clave de verificación"), max_length=20, unique=True, default=new_token)
    year = models.PositiveSmallIntegerField(_("año"))
    sequence = models.PositiveIntegerField(_("número"))
    series = models.CharField(_("serie"), max_length=120, db_index=True)
    kind = models.CharField(_("clase de documento"), max_length=40)
    language = models.CharField(_("idioma"), max_length=5)
    filename = models.CharField(_("nombre del archivo"), max_length=120)
    file = models.FileField(_("archivo"), upload_to="documents", max_length=120)
    sha256 = models.CharField(_("huella SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("tamaño en bytes"))
    issued_at = models.DateTimeField(_("fecha de emisión"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("emite")
    )
    # In whose words, where somebody without an account acted through a personal link.
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento emitido")
        verbose_name_plural = _("documentos emitidos")
        constraints = [models.UniqueConstraint(fields=["year", "sequence"], name="document_number_unique")]
        triggers = [
            pgtrigger.Protect(name="issued_document_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return number_of(self.year, self.sequence)

    def get_absolute_url(self) -> str:
        return reverse("document-verify", args=[self.token])


def number_of(year: int, sequence: int) -> str:
    """A document number as it is printed: «2026-0042»."""
    return f"{year}-{sequence:04d}"
