"""Django's admin, for administrators only, behind the same login and second factor as everything else."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class Administration(AdminConfig):
    default_site = "mcig.administration.site.Site"
