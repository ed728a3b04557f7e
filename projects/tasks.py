"""Background jobs of the projects."""

from __future__ import annotations

from mcig import jobs
from mcig.accounts.models import User
from mcig.mesa.middleware import current_mesa
from projects.actions import bundles, imports, imports_applying, imports_sources, register


def give_up_bundle(bundle_id: int) -> None:
    bundles.give_up_bundle(bundle_id=bundle_id)


@jobs.task("projects.make_bundle", given_up=give_up_bundle)
def make_bundle(bundle_id: int) -> None:
    current_mesa()  # its clock says which day it is
    bundles.make_bundle(bundle_id=bundle_id)


@jobs.every_night("projects.forget_bundles")
def forget_bundles(timestamp: int) -> None:
    bundles.forget_bundles()


@jobs.every_night("projects.settle_totals")
def settle_totals(timestamp: int) -> None:
    register.settle_totals()


def give_up_import(batch_id: int, user_id: int | None = None) -> None:
    imports.give_up(batch_id=batch_id)


@jobs.task("projects.read_import", given_up=give_up_import)
def read_import(batch_id: int) -> None:
    current_mesa()
    imports.read_batch(batch_id=batch_id)


@jobs.task("projects.apply_import", given_up=give_up_import)
def apply_import(batch_id: int, user_id: int) -> None:
    current_mesa()
    imports_applying.apply_batch(batch_id=batch_id, user=User.objects.get(pk=user_id))
    register.settle_totals()


@jobs.every_night("projects.read_iati_sources")
def read_iati_sources(timestamp: int) -> None:
    current_mesa()
    imports_sources.read_sources()
