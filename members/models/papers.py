"""Documents that accompany a consultation or a mandate."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from mcig.files.models import StoredFile
from mcig.history.tracking import tracked
from members.models.consultations import Consultation
from members.models.mandates import Mandate
from members.rules.papers import TITLE_LENGTH

# Whoever consults puts the documents to the members together with the text: from the opening on they stay.
FROZEN = """
    IF EXISTS (
        SELECT 1 FROM members_consultation
        WHERE id IN (OLD.consultation_id, NEW.consultation_id) AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'The documents of a consultation are frozen once it is no draft.';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""


class Paper(models.Model):
    """A document: a title for people, and the file. `owner` names the field of what it belongs to."""

    owner: ClassVar[str]
    title = models.CharField(_("título"), max_length=TITLE_LENGTH)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("archivo"))
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


@tracked()
class ConsultationPaper(Paper):
    """A document that is consulted, frozen with the text."""

    owner = "consultation"
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="papers", verbose_name=_("consulta")
    )

    class Meta:
        verbose_name = _("documento de una consulta")
        verbose_name_plural = _("documentos de consultas")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Trigger(
                name="consultation_papers_are_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=FROZEN,
            ),
        ]


@tracked()
class MandatePaper(Paper):
    """A document of a mandate; it goes into the handover dossier."""

    owner = "mandate"
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="papers", verbose_name=_("mandato"))

    class Meta:
        verbose_name = _("documento de un mandato")
        verbose_name_plural = _("documentos de mandatos")
        ordering = ["pk"]
