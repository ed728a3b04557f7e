"""What a model wears so that each of its rows keeps its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

ModelClass = TypeVar("ModelClass", bound=type[Model])


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[ModelClass], ModelClass]:
    """Keep every inserted, changed and deleted version of the model's rows.

    `exclude` names the fields that history must not hold: secrets and generated columns.
    """

    def decorate(model: ModelClass) -> ModelClass:
        tracker = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            append_only=True,
        )
        tracked_model: ModelClass = tracker(model)
        return tracked_model

    return decorate
