"""Candidacies: who proposes to hold the next mandate, alone or with others."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role
from mcig.history.tracking import tracked
from members.models.consultations import Consultation
from members.models.mandates import Mandate, MandateRole
from members.models.organisations import Organisation
from members.rules.candidacy import CandidacyState, PartyState

STATES = [
    (CandidacyState.OPEN.value, _("abierta")),
    (CandidacyState.CONSULTED.value, _("en consulta")),
    (CandidacyState.ADOPTED.value, _("adoptada")),
    (CandidacyState.REJECTED.value, _("no adoptada")),
    (CandidacyState.WITHDRAWN.value, _("retirada")),
]
PARTY_STATES = [
    (PartyState.PROPOSER.value, _("propone")),
    (PartyState.ASKED.value, _("pide sumarse")),
    (PartyState.ACCEPTED.value, _("se suma")),
    (PartyState.DECLINED.value, _("solicitud declinada")),
    (PartyState.RETIRED.value, _("se retiró")),
]


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def led_by(self, actor: Actor) -> CandidacyQuerySet:
        """Those that the actor's organisation proposes; the secretariat acts on behalf of any."""
        if actor.holds(Role.SECRETARIAT):
            return self
        leading = CandidacyParty.objects.filter(
            organisation__in=actor.organisations, state=PartyState.PROPOSER
        )
        return self.filter(pk__in=leading.values("candidacy"))


@tracked()
class Candidacy(models.Model):
    """That an organisation, perhaps with others, proposes itself for a term."""

    role = models.CharField(_("función"), max_length=12, choices=MandateRole)
    term = DateRangeField(_("fechas del mandato"))
    priorities = models.TextField(_("prioridades"))
    state = models.CharField(_("estado"), max_length=10, choices=STATES, default=CandidacyState.OPEN.value)
    proposed_at = models.DateTimeField(_("fecha de la propuesta"), default=timezone.now)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consulta")
    )
    mandate = models.OneToOneField(
        Mandate, models.PROTECT, null=True, blank=True, related_name="candidacy", verbose_name=_("mandato")
    )
    obstacle = models.CharField(_("por qué no hay mandato"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = CandidacyQuerySet.as_manager()
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("candidatura")
        verbose_name_plural = _("candidaturas")
        ordering = ["-proposed_at"]
        constraints = [
            ExclusionConstraint(
                name=f"candidacy_one_consulted_{role.value}",
                expressions=[("term", RangeOperators.OVERLAPS)],
                condition=Q(role=role.value, state=CandidacyState.CONSULTED.value),
                violation_error_message=_("Otra candidatura para esas fechas está en consulta."),
            )
            for role in MandateRole
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.term}"

    def get_absolute_url(self) -> str:
        return reverse("candidacy-detail", args=[self.pk])


@tracked()
class CandidacyParty(models.Model):
    """An organisation in a candidacy: the one that proposes it, and those that ask to join."""

    candidacy = models.ForeignKey(
        Candidacy, models.PROTECT, related_name="parties", verbose_name=_("candidatura")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organización"))
    position = models.PositiveSmallIntegerField(_("orden"))
    state = models.CharField(_("estado"), max_length=10, choices=PARTY_STATES)

    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("parte de la candidatura")
        verbose_name_plural = _("partes de la candidatura")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "organisation"],
                name="candidacy_party_once",
                violation_error_message=_("La organización ya figura en esta candidatura."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"
