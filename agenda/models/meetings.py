"""Meetings, and the numbered versions of their agenda that were published."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.rules.meeting import MAX_MINUTES, PLACE_LENGTH, TITLE_LENGTH, Phase
from mcig.access import Actor, Role
from mcig.accounts.models import LANGUAGES
from mcig.history.tracking import tracked
from mcig.mesa.models import check_time_zone
from mcig.search.text import words_in
from members.models import Organisation

if TYPE_CHECKING:
    from typing import Self

# Belongs to the database alone: it rises with whatever a calendar shows of a convened meeting, whoever
# changes it (RFC 5546 §2.1.4), and never falls.
SEQUENCE_RISES = """
    NEW.calendar_sequence = OLD.calendar_sequence;
    IF OLD.convened_at IS NOT NULL AND (
        (NEW.title, NEW.starts_at, NEW.planned_minutes, NEW.time_zone, NEW.place, NEW.link)
            IS DISTINCT FROM
        (OLD.title, OLD.starts_at, OLD.planned_minutes, OLD.time_zone, OLD.place, OLD.link)
        OR NEW.state IS DISTINCT FROM OLD.state AND NEW.state IN ('convened', 'postponed', 'cancelled')
    ) THEN
        NEW.calendar_sequence = OLD.calendar_sequence + 1;
    END IF;
    RETURN NEW;
"""

# Who is about to preside reads drafts along before the term begins; writing is `editable_by`.
READS_DRAFTS = (Role.SECRETARIAT, Role.PRESIDENCY, Role.INCOMING)
READS_ANNOUNCED = (Role.MEMBER, Role.ADMINISTRATOR)
WRITES = (Role.SECRETARIAT, Role.PRESIDENCY)
MEETING_WORDS = words_in("title", "place")


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", _("reunión ordinaria")
    EXTRAORDINARY = "extraordinary", _("reunión extraordinaria")
    WORKING_GROUP = "working_group", _("grupo de trabajo")
    EVENT = "event", _("evento")


class MeetingState(models.TextChoices):
    DRAFT = Phase.DRAFT.value, _("borrador")
    CONVENED = Phase.CONVENED.value, _("convocada")
    IN_SESSION = Phase.IN_SESSION.value, _("en curso")
    HELD = Phase.HELD.value, _("celebrada")
    CLOSED = Phase.CLOSED.value, _("cerrada")
    POSTPONED = Phase.POSTPONED.value, _("aplazada")
    CANCELLED = Phase.CANCELLED.value, _("cancelada")


@tracked()
class MeetingSeries(models.Model):
    """Meetings that belong together: the plenaries of a year, a working group."""

    name = models.CharField(_("nombre"), max_length=TITLE_LENGTH, unique=True)
    kind = models.CharField(
        _("tipo de reunión"), max_length=13, choices=MeetingKind, default=MeetingKind.ORDINARY
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("serie de reuniones")
        verbose_name_plural = _("series de reuniones")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """Announced ones to whoever takes part; drafts to secretariat and presidency, also the coming one."""
        if actor.holds(*READS_DRAFTS):
            return self
        if actor.holds(*READS_ANNOUNCED):
            return self.exclude(announced_at=None)
        return self.none()

    def editable_by(self, actor: Actor) -> Self:
        """The meetings that the actor prepares and conducts."""
        return self if actor.holds(*WRITES) else self.none()


@tracked()
class Meeting(models.Model):
    """A meeting of the mesa.

    `number` is drawn when it is convened, one row of numbers a kind and year. `announced_at` is the moment
    from which members know of it: its first published agenda, its convocation or the call
    for proposals, whichever came first.
    `planned_minutes` is the time there is; what the items need is computed. `version` belongs to the facts
    of the meeting; each item has a version of its own.
    """

    kind = models.CharField(_("tipo"), max_length=13, choices=MeetingKind, default=MeetingKind.ORDINARY)
    year = models.PositiveSmallIntegerField(_("año"), null=True, blank=True)
    number = models.PositiveIntegerField(_("número"), null=True, blank=True)
    series = models.ForeignKey(
        MeetingSeries,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("serie"),
    )
    title = models.CharField(_("título"), max_length=TITLE_LENGTH)
    objective = models.TextField(_("objetivo"), blank=True)
    starts_at = models.DateTimeField(_("inicio previsto"), null=True, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(_("duración prevista en minutos"), default=120)
    time_zone = models.CharField(_("zona horaria"), max_length=64, validators=[check_time_zone])
    place = models.CharField(_("lugar"), max_length=PLACE_LENGTH, blank=True)
    link = models.URLField(_("enlace a la reunión"), max_length=500, blank=True)
    host = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sede a cargo de"),
    )
    languages = ArrayField(
        models.CharField(max_length=5, choices=LANGUAGES),
        verbose_name=_("idiomas de la reunión"),
        default=list,
        blank=True,
    )
    proposals_until = models.DateTimeField(_("propuestas hasta"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(_("quórum: lugares presentes"), null=True, blank=True)
    state = models.CharField(_("estado"), max_length=10, choices=MeetingState, default=MeetingState.DRAFT)
    state_note = models.TextField(_("motivo"), blank=True)
    announced_at = models.DateTimeField(_("anunciada"), null=True, blank=True)
    convened_at = models.DateTimeField(_("convocada"), null=True, blank=True)
    started_at = models.DateTimeField(_("inicio real"), null=True, blank=True)
    ended_at = models.DateTimeField(_("término real"), null=True, blank=True)
    calendar_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepara")
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reunión")
        verbose_name_plural = _("reuniones")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="meeting_number_unique"),
            models.CheckConstraint(
                condition=Q(year=None, number=None) | Q(year__isnull=False, number__isnull=False),
                name="meeting_number_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(number__isnull=False, starts_at__isnull=False, announced_at__isnull=False),
                name="meeting_convened_has_date_and_number",
                violation_error_message=_("Para convocar la reunión falta su fecha."),
            ),
            models.CheckConstraint(
                condition=Q(planned_minutes__gte=1, planned_minutes__lte=MAX_MINUTES),
                name="meeting_lasts_a_day_at_most",
                violation_error_message=_("La duración va de 1 minuto a 24 horas."),
            ),
        ]
        indexes = [
            GinIndex(MEETING_WORDS, name="meeting_words"),
            models.Index(fields=["starts_at"], name="meeting_by_date"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="calendar_sequence_rises",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SEQUENCE_RISES,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == Phase.DRAFT

    @property
    def language_words(self) -> str:
        """The languages of the meeting in the reader's language."""
        words = dict(LANGUAGES)
        return ", ".join(str(words.get(each, each)) for each in self.languages)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def ends_at(self) -> datetime | None:
        """When it is planned to end; None without a date."""
        return self.starts_at + timedelta(minutes=self.planned_minutes) if self.starts_at else None


@tracked()
class AgendaVersion(models.Model):
    """A published agenda: what every member read from that moment. Never changed.

    `data` holds the meeting's facts and items as published, `changes` what differs from the version before
    it, as the values from which the sentences are worded in the reader's language.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="agenda_versions", verbose_name=_("reunión")
    )
    number = models.PositiveIntegerField(_("versión"))
    data = models.JSONField(_("orden del día publicado"), encoder=DjangoJSONEncoder)
    changes = models.JSONField(_("cambios"), encoder=DjangoJSONEncoder, default=list)
    published_at = models.DateTimeField(_("fecha de publicación"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("publica")
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("versión del orden del día")
        verbose_name_plural = _("versiones del orden del día")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_version_number_unique"),
        ]
        triggers = [
            pgtrigger.Protect(name="agenda_version_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.number}"
