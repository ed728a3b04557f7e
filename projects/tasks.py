"""Background jobs of the projects."""

from __future__ import annotations

from mcig import jobs
from mcig.mesa.middleware import current_mesa
from projects.actions import bundles


@jobs.task("projects.make_bundle")
def make_bundle(bundle_id: int) -> None:
    current_mesa()  # its clock says which day it is
    bundles.make_bundle(bundle_id=bundle_id)


@jobs.every_night("projects.forget_bundles")
def forget_bundles(timestamp: int) -> None:
    bundles.forget_bundles()
