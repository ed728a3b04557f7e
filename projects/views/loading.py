"""How views load a project: never around `visible_to`."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mcig.access import Actor, Role
from mcig.alphabet import alphabetical
from members.models import Organisation, name_of
from projects.models import READS_EVERY_DRAFT, Project


def visible_project(actor: Actor, code: str) -> Project:
    """The project of this code, or 404 alike for a foreign and for a missing one."""
    return get_object_or_404(_named(Project.objects.visible_to(actor), actor), code=code)


def editable_project(actor: Actor, code: str) -> Project:
    """The project of this code if the actor may change it, or 404."""
    projects = Project.objects.visible_to(actor) & Project.objects.editable_by(actor)
    return get_object_or_404(_named(projects, actor), code=code)


def may_edit(actor: Actor, project: Project) -> bool:
    """What `editable_by` says of one project, without asking the database."""
    return actor.holds(Role.SECRETARIAT) or project.owner_id in actor.organisations


def may_see_history(actor: Actor, project: Project) -> bool:
    """History shows drafts: it is for those who may see the project's drafts."""
    return actor.holds(*READS_EVERY_DRAFT) or project.owner_id in actor.organisations


def _named(projects: QuerySet[Project], actor: Actor) -> QuerySet[Project]:
    return projects.select_related("current").annotate(owner_name=name_of("owner_id", actor.on))


def own_organisations(actor: Actor) -> list[tuple[int, str]]:
    """The organisations for which the actor may register a project: key and name, in alphabetical order."""
    own = Organisation.objects.members_on(actor.on).named(actor.on)
    if not actor.holds(Role.SECRETARIAT):
        own = own.filter(pk__in=actor.organisations)
    return sorted(
        ((each.pk, each.name_on or each.code) for each in own), key=lambda pair: alphabetical(pair[1])
    )


def members_by_code(actor: Actor) -> list[tuple[str, str]]:
    """The members of the mesa: code and name, in alphabetical order."""
    members = Organisation.objects.members_on(actor.on).named(actor.on)
    return sorted(
        ((each.code, each.name_on or each.code) for each in members), key=lambda pair: alphabetical(pair[1])
    )
