"""Documents of the mesa in numbered versions, and the signatures of its joint statements.

Not to be taken for what the system issues (`mcig.documents`): these are what the mesa itself writes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role
from mcig.files.models import StoredFile
from mcig.history.tracking import tracked
from mcig.search.text import words_in
from members.models.consultations import Consultation
from members.models.levels import PaperLevel, levels_of
from members.rules.mesa_documents import (
    TITLE_LENGTH,
    UNFINISHED,
    DocumentKind,
    VersionPhase,
    takes_signatures,
)

if TYPE_CHECKING:
    from typing import Self

MESA_DOCUMENT_WORDS = words_in("title")
DOCUMENT_VERSION_WORDS = words_in("text", "note")


class MesaDocumentKind(models.TextChoices):
    TERMS = DocumentKind.TERMS.value, _("términos de referencia")
    STATEMENT = DocumentKind.STATEMENT.value, _("comunicado conjunto")
    PLAN = DocumentKind.PLAN.value, _("plan")
    OTHER = DocumentKind.OTHER.value, _("otro documento")


class VersionState(models.TextChoices):
    DRAFT = VersionPhase.DRAFT.value, _("borrador")
    CONSULTED = VersionPhase.CONSULTED.value, _("en consulta")
    IN_FORCE = VersionPhase.IN_FORCE.value, _("vigente")
    SUPERSEDED = VersionPhase.SUPERSEDED.value, _("sustituida")
    NOT_ADOPTED = VersionPhase.NOT_ADOPTED.value, _("no adoptada")


class MesaDocumentQuerySet(models.QuerySet["MesaDocument"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of which the actor reads a version."""
        versions = DocumentVersion.objects.visible_to(actor).filter(document=OuterRef("pk"))
        return self.filter(Exists(versions))


@tracked()
class MesaDocument(models.Model):
    """What the mesa adopts or says, whatever its version: terms of reference, a statement, a plan."""

    kind = models.CharField(_("clase"), max_length=9, choices=MesaDocumentKind)
    title = models.CharField(_("título"), max_length=TITLE_LENGTH)
    created_at = models.DateTimeField(_("creado"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepara")
    )
    version = models.PositiveIntegerField(_("versión guardada"), default=1)

    objects = MesaDocumentQuerySet.as_manager()
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("documento de la mesa")
        verbose_name_plural = _("documentos de la mesa")
        ordering = ["kind", "title", "pk"]
        indexes = [GinIndex(MESA_DOCUMENT_WORDS, name="mesa_document_words")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mesa-document-detail", args=[self.pk])

    @property
    def is_statement(self) -> bool:
        return self.kind == DocumentKind.STATEMENT


class DocumentVersionQuerySet(models.QuerySet["DocumentVersion"]):
    def visible_to(self, actor: Actor) -> Self:
        """Versions of the actor's levels; drafts, and what is about to be consulted, only to who prepares.

        Drafts are read by secretariat and presidency alone: whoever will preside reads them once they do.
        """
        found = self.filter(level__in=levels_of(actor))
        if actor.holds(Role.SECRETARIAT, Role.PRESIDENCY):
            return found
        unopened = Q(state=VersionPhase.CONSULTED, consultation__opened_at=None)
        return found.exclude(state=VersionPhase.DRAFT).exclude(unopened)


@tracked()
class DocumentVersion(models.Model):
    """One version: a text, a file, or both. Without a number it is the draft; with one it is final."""

    document = models.ForeignKey(
        MesaDocument, models.PROTECT, related_name="versions", verbose_name=_("documento de la mesa")
    )
    number = models.PositiveSmallIntegerField(_("número"), null=True, blank=True)
    text = models.TextField(_("texto"), blank=True)
    stored = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("archivo")
    )
    level = models.CharField(_("quién lo lee"), max_length=11, choices=PaperLevel, default=PaperLevel.MEMBERS)
    note = models.TextField(_("qué cambia"), blank=True)
    state = models.CharField(
        _("estado"), max_length=11, choices=VersionState, default=VersionPhase.DRAFT.value
    )
    numbered_at = models.DateTimeField(_("publicada"), null=True, blank=True)
    in_force_at = models.DateTimeField(_("vigente desde"), null=True, blank=True)
    superseded_at = models.DateTimeField(_("sustituida el"), null=True, blank=True)
    consultation = models.OneToOneField(
        Consultation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="document_version",
        verbose_name=_("consulta"),
    )
    signing_opened_at = models.DateTimeField(_("abierta a firma"), null=True, blank=True)
    signing_deadline = models.DateTimeField(_("plazo para firmar"), null=True, blank=True)

    objects = DocumentVersionQuerySet.as_manager()
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("versión de un documento de la mesa")
        verbose_name_plural = _("versiones de documentos de la mesa")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_number_unique"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=[each.value for each in UNFINISHED]),
                name="document_version_one_unfinished",
                violation_error_message=_("El documento ya tiene una versión en preparación."),
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state="in_force"), name="document_version_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", number=None, numbered_at=None)
                | Q(~Q(state="draft"), number__isnull=False, numbered_at__isnull=False),
                name="document_version_draft_has_no_number",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(stored__isnull=False), name="document_version_is_not_empty"
            ),
        ]
        indexes = [GinIndex(DOCUMENT_VERSION_WORDS, name="document_version_words")]
        triggers = [
            pgtrigger.Protect(
                name="document_version_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__number__isnull=False)
                & (
                    pgtrigger.Q(old__text__df=pgtrigger.F("new__text"))
                    | pgtrigger.Q(old__stored__df=pgtrigger.F("new__stored"))
                    | pgtrigger.Q(old__note__df=pgtrigger.F("new__note"))
                ),
            ),
            pgtrigger.Protect(
                name="document_version_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} · {self.number or self.state}"

    def get_absolute_url(self) -> str:
        return reverse("mesa-document-version", args=[self.document_id, self.number or 0])

    @property
    def is_draft(self) -> bool:
        return self.state == VersionPhase.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.state == VersionPhase.IN_FORCE

    @property
    def text_sha256(self) -> str:
        """The fingerprint of the text, by which a printed one is compared with it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def takes_signatures(self) -> bool:
        """Whether a signature that arrives now counts."""
        return takes_signatures(self.signing_deadline, timezone.now())
