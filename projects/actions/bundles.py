"""Asking for a file of what a filter finds, calling it off, making it, and forgetting it."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.files import making
from mcig.files.making import MakingState
from mcig.rules import Broken
from projects import bulk
from projects.models import Bundle
from projects.models.bundles import KEPT, OF_FICHAS, BundleKind, rights_of
from projects.queries import entries
from projects.rules.finding import Filter

MOST_IN_ZIP = 2_000
MOST_UNDER_WAY = 5
# A sheet of Excel ends at row 1 048 576.
MOST_IN_LIST = 1_000_000


@transaction.atomic
def ask_for_bundle(*, actor: Actor, kind: BundleKind, wanted: Filter, language: str) -> Bundle:
    """The file of what the filter finds, asked for unless the same is on its way already.

    Effects: a job makes it with the rights that the actor has now, one after the other for each account, so
    that nobody's files hold up the mail. Raises `Broken` for nothing, for more than fits (`MOST_IN_LIST`,
    `MOST_IN_ZIP`, `bulk.MOST_IN_BOOK`), and while `MOST_UNDER_WAY` of one's own are made.
    """
    # Of two clicks at once the second finds what the first asked for.
    User.objects.select_for_update(no_key=True).get(pk=actor.account.pk)
    own = Bundle.objects.visible_to(actor)
    same = own.filter(kind=kind, query=wanted.query, language=language)
    under_way = [MakingState.WAITING, MakingState.WORKING]
    if asked := same.filter(state__in=under_way).first():
        return asked
    if own.filter(state__in=under_way).count() >= MOST_UNDER_WAY:
        raise Broken(
            _("Ya se preparan %(most)d archivos que usted pidió: espere a que terminen o cancele alguno.")
            % {"most": MOST_UNDER_WAY}
        )
    most = _most(kind)
    total = entries(actor, wanted).order_by()[: most + 1].count()
    if not total:
        raise Broken(_("El filtro no encuentra ningún proyecto: no hay nada que reunir."))
    if total > most:
        raise Broken(_("Son más de %(most)d proyectos: redúzcalos con un filtro.") % {"most": most})
    made = Bundle.objects.create(
        kind=kind,
        query=wanted.query,
        language=language,
        rights=rights_of(actor),
        total=total,
        requested_by=actor.account,
    )
    jobs.defer("projects.make_bundle", lock=f"projects.bundles:{actor.account.pk}", bundle_id=made.pk)
    return made


def _most(kind: BundleKind) -> int:
    """How many projects a file of the kind may hold."""
    if kind == BundleKind.BOOK:
        return bulk.MOST_IN_BOOK
    return MOST_IN_ZIP if kind in OF_FICHAS else MOST_IN_LIST


@transaction.atomic
def cancel_bundle(*, actor: Actor, bundle: Bundle) -> None:
    """Call off a file that is on its way; the job stops soon after. Nothing happens to a ready one."""
    unsettled = Bundle.objects.visible_to(actor).filter(pk=bundle.pk).exclude(state__in=making.SETTLED)
    unsettled.update(state=MakingState.CANCELLED)


def make_bundle(*, bundle_id: int) -> None:
    """Make a file that was asked for, as the person who asked may see the register today."""
    bundle = Bundle.objects.select_related("requested_by").filter(pk=bundle_id).first()
    if bundle is None:
        return
    actor = actor_for(bundle.requested_by, timezone.localdate())
    wanted = Filter.read(QueryDict(bundle.query))

    def write(target: Path, advance: making.Advance) -> None:
        with translation.override(bundle.language):
            if rights_of(actor) != bundle.rights:
                raise Broken(_("Lo que usted puede ver cambió desde que pidió el archivo. Pídalo de nuevo."))
            with target.open("wb") as file:
                bulk.write_bundle(
                    file, bundle.kind, actor=actor, wanted=wanted, language=bundle.language, advance=advance
                )

    suffix, _content_type = bulk.form_of(bundle.kind)
    making.make(Bundle.objects.filter(pk=bundle_id), write, name=f"registro.{suffix}")


def give_up_bundle(*, bundle_id: int) -> None:
    """Say of a file that its job was broken off so often that it is not begun again."""
    bundle = Bundle.objects.filter(pk=bundle_id).first()
    if bundle is not None:
        with translation.override(bundle.language):
            said = _(
                "La preparación se interrumpió varias veces y no se intentará más. Pida menos proyectos con"
                " un filtro o avise a la secretaría técnica."
            )
        making.fail(Bundle.objects.filter(pk=bundle_id), said)


def forget_bundles() -> int:
    """Forget what has expired; the files are swept. Gives how many."""
    count, _models = Bundle.objects.filter(requested_at__lt=timezone.now() - KEPT).delete()
    return count
