"""The lists of a record, one table each, with the columns named as in `projects.rules.record`.

A row belongs to a revision and is final once that is published. Absent texts are empty, absent numbers
null; a date known only to the month or the year is kept as ISO 8601 writes it. A member and another project
are named by their codes, not by reference: the history of those two must not tell of somebody else's draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from projects.models.counting import keeps_english
from projects.models.keeping import keeps_lists
from projects.models.revisions import Revision, choices, part_of_published_is_final
from projects.rules.record import (
    AMOUNT_DIGITS,
    CRITERIA,
    MARKERS,
    SCORES,
    Partner,
    Reach,
    RelationKind,
    Sex,
    Working,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CURRENCY = Q(currency__regex="^[A-Z]{3}$")


def money(words: StrPromise, *, null: bool = False) -> models.DecimalField[Any, Any]:
    """An amount: fifteen digits and cents."""
    return models.DecimalField(words, max_digits=AMOUNT_DIGITS + 2, decimal_places=2, null=null)


class RevisionPart(models.Model):
    """A row of a list, at its position from 1."""

    revision = models.ForeignKey(Revision, models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"],
                name="%(class)s_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [part_of_published_is_final("published_part_is_final")]

    def __str__(self) -> str:
        return f"{self.revision_id} · {self.position}"


@tracked()
class RevisionParticipation(RevisionPart):
    name = models.TextField(_("institución"))
    role = models.CharField(_("papel"), max_length=12, choices=choices(Working))
    partner = models.CharField(
        _("lugar en la cooperación"), max_length=9, choices=choices(Partner), blank=True
    )
    member = models.CharField(_("integrante de la mesa"), max_length=12, blank=True)

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionPlace(RevisionPart):
    country = models.CharField(_("país"), max_length=2)
    state = models.CharField(_("entidad federativa"), max_length=6, blank=True)
    city = models.TextField(_("ciudad o municipio"), blank=True)

    class Meta(RevisionPart.Meta):
        indexes = [models.Index(fields=["state", "revision"], name="place_by_state")]
        constraints = [
            *RevisionPart.Meta.constraints,
            models.CheckConstraint(condition=Q(state="") | Q(country="MX"), name="place_state_in_mexico"),
        ]
        triggers = [*RevisionPart.Meta.triggers, keeps_lists()]


@tracked()
class RevisionTarget(RevisionPart):
    code = models.CharField(_("meta"), max_length=5)
    main = models.BooleanField(_("principal"), default=False)

    class Meta(RevisionPart.Meta):
        constraints = [
            *RevisionPart.Meta.constraints,
            # Checked at the end: two rows may trade their places.
            models.UniqueConstraint(
                fields=["revision", "code"], name="target_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]


@tracked()
class RevisionEvidence(RevisionPart):
    criterion = models.CharField(
        _("criterio"), max_length=12, choices=[(each.key, each.question) for each in CRITERIA]
    )
    text = models.TextField(_("evidencia"))

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionMarker(RevisionPart):
    key = models.CharField(_("marcador"), max_length=16, choices=list(MARKERS.items()))
    score = models.CharField(_("valor"), max_length=5, choices=list(SCORES.items()))

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionContribution(RevisionPart):
    contributor = models.TextField(_("aportante"))
    amount = money(_("monto"))
    currency = models.CharField(_("moneda"), max_length=3)

    class Meta(RevisionPart.Meta):
        constraints = [
            *RevisionPart.Meta.constraints,
            models.CheckConstraint(condition=CURRENCY & Q(amount__gte=0), name="contribution_is_money"),
        ]


@tracked()
class RevisionFlow(RevisionPart):
    contributor = models.TextField(_("aportante"))
    currency = models.CharField(_("moneda"), max_length=3)
    year = models.PositiveSmallIntegerField(_("año"), null=True)
    committed = money(_("comprometido"), null=True)
    disbursed = money(_("desembolsado"), null=True)
    foreseen = money(_("previsto"), null=True)

    class Meta(RevisionPart.Meta):
        constraints = [
            *RevisionPart.Meta.constraints,
            models.CheckConstraint(condition=CURRENCY, name="flow_has_currency"),
        ]


@tracked()
class RevisionBeneficiaries(RevisionPart):
    reach = models.CharField(_("alcance"), max_length=8, choices=choices(Reach))
    sex = models.CharField(_("sexo"), max_length=11, choices=choices(Sex))
    count = models.PositiveIntegerField(_("personas"))
    group = models.TextField(_("grupo"), blank=True)

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionMilestone(RevisionPart):
    title = models.TextField(_("hito"))
    due = models.CharField(_("fecha prevista"), max_length=10, blank=True)
    reached = models.CharField(_("fecha en que se cumplió"), max_length=10, blank=True)

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionIndicator(RevisionPart):
    title = models.TextField(_("indicador"))
    result = models.PositiveSmallIntegerField(_("resultado"), null=True)
    unit = models.TextField(_("unidad"), blank=True)
    baseline = models.TextField(_("línea de base"), blank=True)
    target = models.TextField(_("meta del indicador"), blank=True)
    value = models.TextField(_("valor alcanzado"), blank=True)

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionLink(RevisionPart):
    title = models.TextField(_("título del enlace"))
    url = models.TextField(_("dirección"))

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionRelation(RevisionPart):
    kind = models.CharField(_("relación"), max_length=8, choices=choices(RelationKind))
    project = models.CharField(_("proyecto relacionado"), max_length=24, blank=True)
    title = models.TextField(_("título del proyecto relacionado"), blank=True)

    class Meta(RevisionPart.Meta):
        pass


@tracked()
class RevisionTranslation(RevisionPart):
    field = models.CharField(_("texto traducido"), max_length=24)
    # Called so because a row has a position of its own.
    item = models.PositiveSmallIntegerField(_("número"))
    source = models.TextField(_("texto en español que se tradujo"))
    text = models.TextField(_("texto en inglés"))

    class Meta(RevisionPart.Meta):
        triggers = [*RevisionPart.Meta.triggers, *keeps_english()]


@tracked()
class RevisionIdentifier(RevisionPart):
    register = models.TextField(_("registro"))
    code = models.TextField(_("código en ese registro"))

    class Meta(RevisionPart.Meta):
        pass
