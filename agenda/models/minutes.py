"""The minutes of a meeting, their paragraphs, the rounds in which they circulate, and what was observed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.items import Item
from agenda.models.meetings import READS_ANNOUNCED, READS_DRAFTS, Meeting
from agenda.rules.minutes import NAME_LENGTH, Audience, Level, Phase
from agenda.rules.outcome import label_of
from mcig.access import Actor
from mcig.accounts.models import LANGUAGES
from mcig.documents.models import IssuedDocument
from mcig.history.tracking import tracked
from mcig.search.text import words_in
from members.models import Consultation, Organisation, Person

if TYPE_CHECKING:
    from typing import Self


PARAGRAPH_WORDS = words_in("text")


class MinutesState(models.TextChoices):
    DRAFTING = Phase.DRAFTING.value, _("en redacción")
    CIRCULATED = Phase.CIRCULATED.value, _("en consulta")
    APPROVED = Phase.APPROVED.value, _("aprobada")


class ParagraphLevel(models.TextChoices):
    ATTRIBUTED = Level.ATTRIBUTED.value, _("con nombre: persona y organización")
    ORGANISATION = Level.ORGANISATION.value, _("solo la organización")
    UNATTRIBUTED = Level.UNATTRIBUTED.value, _("sin atribución")
    SECRETARIAT = Level.SECRETARIAT.value, _("solo secretaría técnica y presidencia")


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, actor: Actor) -> Self:
        """Drafts to who conducts meetings; to members what circulates among them or was approved."""
        if actor.holds(*READS_DRAFTS):
            return self
        if actor.holds(*READS_ANNOUNCED):
            circulating = Q(state=Phase.CIRCULATED, rounds__consultation__opened_at__isnull=False)
            return self.filter(Q(state=Phase.APPROVED) | circulating).distinct()
        return self.none()


def parts_of_approved_are_final(name: str) -> pgtrigger.Trigger:
    """A trigger that refuses any change to a row whose minutes have been approved."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("part", "RECORD")],
        func="""
            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
            IF EXISTS (
                SELECT 1 FROM agenda_minutes WHERE id = part.minutes_id AND state = 'approved'
            ) THEN
                RAISE EXCEPTION 'approved minutes are final';
            END IF;
            RETURN part;
        """,
    )


@tracked(exclude=("record",))
class Minutes(models.Model):
    """The minutes of a meeting. Their number is drawn when they are approved; from then on nothing changes.

    `record` is what was approved, in plain values: later names, states and templates never alter it.
    """

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="minutes_record", verbose_name=_("reunión")
    )
    state = models.CharField(_("estado"), max_length=10, choices=MinutesState, default=Phase.DRAFTING.value)
    year = models.PositiveSmallIntegerField(_("año"), null=True, blank=True)
    number = models.PositiveIntegerField(_("número"), null=True, blank=True)
    handouts = models.TextField(_("documentos entregados"), blank=True)
    annexes = models.TextField(_("anexos"), blank=True)
    next_meeting = models.TextField(_("próxima reunión"), blank=True)
    record = models.JSONField(_("texto aprobado"), encoder=DjangoJSONEncoder, null=True, blank=True)
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("redacta")
    )
    approved_at = models.DateTimeField(_("aprobada"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minuta")
        verbose_name_plural = _("minutas")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="minutes_number_unique"),
            models.CheckConstraint(
                condition=~Q(state="approved", record=None)
                & (
                    Q(state="approved", number__isnull=False, year__isnull=False, approved_at__isnull=False)
                    | ~Q(state="approved") & Q(number=None, year=None, approved_at=None)
                ),
                name="minutes_approved_are_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="approved_minutes_are_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="approved"),
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.meeting)

    @property
    def label(self) -> str:
        """The number as people write it, «2024-003»; empty while there is none."""
        return label_of(self.year, self.number)

    def get_absolute_url(self) -> str:
        return reverse("minutes-detail", args=[self.meeting_id])


@tracked()
class MinutesParagraph(models.Model):
    """A paragraph under an item; without one it stands before them all.

    `key` is what pages and addresses call it: unlike the number of a row it does not tell how many there are.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="paragraphs", verbose_name=_("minuta"))
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="paragraphs", verbose_name=_("punto")
    )
    position = models.PositiveSmallIntegerField(_("orden"))
    text = models.TextField(_("texto"))
    level = models.CharField(
        _("atribución"), max_length=12, choices=ParagraphLevel, default=ParagraphLevel.UNATTRIBUTED
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quién habla")
    )
    speaker = models.CharField(_("persona que habla"), max_length=NAME_LENGTH, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)
    organisation_name: str | None

    class Meta:
        verbose_name = _("párrafo")
        verbose_name_plural = _("párrafos")
        ordering = ["position", "pk"]
        indexes = [GinIndex(PARAGRAPH_WORDS, name="paragraph_words")]
        triggers = [parts_of_approved_are_final("paragraph_of_approved_is_final")]

    def __str__(self) -> str:
        return self.text[:60]


class MinutesRound(models.Model):
    """A circulation: the text that was put to the members, and the consultation by which. Never changed."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="rounds", verbose_name=_("minuta"))
    number = models.PositiveSmallIntegerField(_("ronda"))
    record = models.JSONField(_("texto que circuló"), encoder=DjangoJSONEncoder)
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, related_name="+", verbose_name=_("consulta")
    )
    created_at = models.DateTimeField(_("creada"), default=timezone.now)

    class Meta:
        verbose_name = _("ronda de consulta")
        verbose_name_plural = _("rondas de consulta")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="minutes_round_once")]
        triggers = [
            pgtrigger.Protect(name="minutes_round_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.number}"


class ObservationState(models.TextChoices):
    OPEN = "open", _("sin resolver")
    ACCEPTED = "accepted", _("acogida: el texto se corrige")
    NOTED = "noted", _("se toma nota: el texto no cambia")
    DECLINED = "declined", _("no acogida")


@tracked()
class Observation(models.Model):
    """What an organisation observes about a paragraph, or about the whole, and what was answered to it."""

    round = models.ForeignKey(
        MinutesRound, models.PROTECT, related_name="observations", verbose_name=_("ronda")
    )
    paragraph = models.UUIDField(_("párrafo"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organización")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    spoken_by = models.CharField(_("quién observa"), max_length=NAME_LENGTH)
    text = models.TextField(_("observación"))
    created_at = models.DateTimeField(_("recibida"), default=timezone.now)
    state = models.CharField(
        _("estado"), max_length=8, choices=ObservationState, default=ObservationState.OPEN
    )
    reply = models.TextField(_("respuesta"), blank=True)
    resolved_at = models.DateTimeField(_("resuelta"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resuelve"),
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("observación")
        verbose_name_plural = _("observaciones")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", resolved_at=None) | ~Q(state="open") & Q(resolved_at__isnull=False),
                name="observation_resolved_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined", reply=""),
                name="observation_declined_has_reason",
                violation_error_message=_("Explique por qué no se acoge."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.state == ObservationState.OPEN


class MinutesDocument(models.Model):
    """A rendering of approved minutes, issued in a language. Written once."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="documents", verbose_name=_("minuta"))
    audience = models.CharField(
        _("versión para"), max_length=8, choices=[(each.value, each.value) for each in Audience]
    )
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("documento de la minuta")
        verbose_name_plural = _("documentos de la minuta")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "audience", "language"], name="minutes_document_once")
        ]
        triggers = [
            pgtrigger.Protect(
                name="minutes_document_is_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.audience} · {self.language}"
