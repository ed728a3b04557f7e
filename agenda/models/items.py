"""Items of a meeting's agenda, in their lanes and order, with who presents them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import Meeting
from agenda.models.themes import Theme
from agenda.rules.meeting import MAX_MINUTES, TITLE_LENGTH
from mcig.history.tracking import tracked
from mcig.search.text import words_in
from members.models import Organisation, Person, Seat

ITEM_WORDS = words_in("title", "description")


class ItemPurpose(models.TextChoices):
    SECTION = "section", _("apartado")
    INFORMATION = "information", _("información")
    DISCUSSION = "discussion", _("discusión")
    DECISION = "decision", _("decisión")


class ItemLane(models.TextChoices):
    """Where an item waits; only what is accepted belongs to the agenda."""

    PROPOSED = "proposed", _("propuesto")
    ACCEPTED = "accepted", _("aceptado")
    WAITING = "waiting", _("en espera")
    NEXT = "next", _("próxima reunión")
    RETURNED = "returned", _("devuelto")
    REMOVED = "removed", _("retirado")


@tracked()
class Item(models.Model):
    """An item of a meeting.

    `position` orders the items of a lane without gaps, from 1; `depth` 1 makes it a sub-item of the nearest
    item above it at depth 0. `internal_notes` belong to the running order, which members never see; what
    is noted while the item is on stands in its `ItemRecord`. `carried_from` is the item of an earlier meeting
    that comes back here. `proposal_reason` is what the proposer says to whoever decides; only they read it.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name=_("reunión"))
    lane = models.CharField(_("lugar"), max_length=8, choices=ItemLane, default=ItemLane.ACCEPTED)
    position = models.PositiveSmallIntegerField(_("orden"))
    depth = models.PositiveSmallIntegerField(_("nivel"), default=0)
    purpose = models.CharField(
        _("propósito"), max_length=11, choices=ItemPurpose, default=ItemPurpose.INFORMATION
    )
    title = models.CharField(_("título"), max_length=TITLE_LENGTH)
    description = models.TextField(_("descripción"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("duración en minutos"), default=0)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("tema")
    )
    internal_notes = models.TextField(_("notas internas"), blank=True)
    proposed_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("propone")
    )
    proposer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona que propone")
    )
    proposed_at = models.DateTimeField(_("propuesto"), null=True, blank=True)
    proposal_reason = models.TextField(_("motivo de la propuesta"), blank=True)
    return_reason = models.TextField(_("motivo de la devolución"), blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", verbose_name=_("viene de")
    )
    created_at = models.DateTimeField(_("creado"), default=timezone.now)
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("punto del orden del día")
        verbose_name_plural = _("puntos del orden del día")
        ordering = ["lane", "position"]
        indexes = [GinIndex(ITEM_WORDS, name="item_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "lane", "position"],
                name="item_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=MAX_MINUTES),
                name="item_lasts_a_day_at_most",
                violation_error_message=_("La duración de un punto va de 0 minutos a 24 horas."),
            ),
            models.UniqueConstraint(fields=["carried_from"], name="item_carried_once"),
            models.CheckConstraint(condition=Q(depth__lte=1), name="item_depth_is_one_at_most"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_section(self) -> bool:
        return self.purpose == ItemPurpose.SECTION


@tracked()
class ItemPresenter(models.Model):
    """Who presents an item: an organisation, a person known to the mesa, or a guest by name."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="presenters", verbose_name=_("punto"))
    position = models.PositiveSmallIntegerField(_("orden"), default=1)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organización")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    guest = models.CharField(_("persona invitada"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("quien presenta")
        verbose_name_plural = _("quienes presentan")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True, guest="")
                | Q(organisation__isnull=True, person__isnull=False, guest="")
                | Q(organisation__isnull=True, person__isnull=True) & ~Q(guest=""),
                name="presenter_is_one_of_three",
                violation_error_message=_("Elija una organización, una persona o escriba una invitada."),
            ),
        ]

    def __str__(self) -> str:
        return self.guest or str(self.person or self.organisation)
