"""Private files in object storage that speaks S3: for web servers and workers on more than one machine.

Chosen by `FILES_BUCKET`; needs the extra `s3`. The bucket is private: nobody is ever sent an address of it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from mcig.files.storage import random_name


@deconstructible
class ObjectStorage(S3Storage):  # type: ignore[misc]
    """Files of one bucket with random names, as `PrivateStorage` has them in a folder."""

    def get_default_settings(self) -> dict[str, Any]:
        """The bucket of the environment; no file of it is readable without its keys."""
        ours = {"bucket_name": settings.FILES_BUCKET, "default_acl": None}
        place = {"endpoint_url": settings.FILES_ENDPOINT, "region_name": settings.FILES_REGION}
        return {**super().get_default_settings(), **ours, **place}

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A fresh random name in the folder of `name`, with its suffix."""
        return random_name(name)
