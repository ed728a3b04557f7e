"""Take away what nothing refers to: uploads of a form that was refused, documents that were removed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import CASCADE, Exists, FileField, ForeignKey, OuterRef, QuerySet
from django.utils import timezone

from mcig.files.models import StoredFile
from mcig.files.storage import walk

# Longer than any transaction, and a night to notice a mistake.
GRACE = timedelta(days=1)


def sweep() -> int:
    """Delete uploads that nothing refers to, then files on the disk that no row names; return how many.

    Both only when they are older than `GRACE`. Folders that no model declares are left alone.
    """
    before = timezone.now() - GRACE
    unreferenced().filter(uploaded_at__lt=before).delete()
    return sum(_sweep_folder(folder, names, before) for folder, names in _known().items())


def unreferenced() -> QuerySet[StoredFile]:
    """The uploaded files to which no row of any model refers."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if not isinstance(field, ForeignKey) or not field.db_constraint:  # type: ignore[attr-defined]
            continue  # the history of a row names the file without keeping it
        if field.remote_field.on_delete is not CASCADE:  # what goes with its file keeps it no more
            found = found.exclude(Exists(field.model._base_manager.filter(**{field.name: OuterRef("pk")})))
    return found


def _known() -> dict[str, set[str]]:
    """The names that rows hold, by the folder that their field declares."""
    known: dict[str, set[str]] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField) and isinstance(field.upload_to, str) and field.upload_to:
                names = model._base_manager.values_list(field.name, flat=True)
                known.setdefault(field.upload_to, set()).update(names)
    return known


def _sweep_folder(folder: str, names: set[str], before: datetime) -> int:
    lost = [
        name
        for name in walk(default_storage, folder)
        if name not in names and default_storage.get_modified_time(name) < before
    ]
    for name in lost:
        default_storage.delete(name)
    return len(lost)
