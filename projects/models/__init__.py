"""Projects, the revisions of their fichas, and the lists of their records."""

from __future__ import annotations

from projects.models.bundles import Bundle
from projects.models.documents import DocumentLevel, ProjectDocument
from projects.models.imports import (
    EntryOutcome,
    EntryState,
    ImportEntry,
    ImportFormat,
    ImportState,
    MatrixColumns,
    ProjectImport,
)
from projects.models.parts import (
    RevisionBeneficiaries,
    RevisionContribution,
    RevisionEvidence,
    RevisionFlow,
    RevisionIdentifier,
    RevisionIndicator,
    RevisionLink,
    RevisionMarker,
    RevisionMilestone,
    RevisionPart,
    RevisionParticipation,
    RevisionPlace,
    RevisionRelation,
    RevisionTarget,
    RevisionTranslation,
)
from projects.models.projects import READS_EVERY_DRAFT, READS_PUBLISHED, Project
from projects.models.register import RegisterEntry
from projects.models.remarks import Remark, RemarkAnswer
from projects.models.revisions import Revision, RevisionDocument, RevisionGoal, RevisionInstitution
from projects.models.saved import SavedView
from projects.models.totals import RegisterTotal

__all__ = [
    "READS_EVERY_DRAFT",
    "READS_PUBLISHED",
    "Bundle",
    "DocumentLevel",
    "EntryOutcome",
    "EntryState",
    "ImportEntry",
    "ImportFormat",
    "ImportState",
    "MatrixColumns",
    "Project",
    "ProjectDocument",
    "ProjectImport",
    "RegisterEntry",
    "RegisterTotal",
    "Remark",
    "RemarkAnswer",
    "Revision",
    "RevisionBeneficiaries",
    "RevisionContribution",
    "RevisionDocument",
    "RevisionEvidence",
    "RevisionFlow",
    "RevisionGoal",
    "RevisionIdentifier",
    "RevisionIndicator",
    "RevisionInstitution",
    "RevisionLink",
    "RevisionMarker",
    "RevisionMilestone",
    "RevisionPart",
    "RevisionParticipation",
    "RevisionPlace",
    "RevisionRelation",
    "RevisionTarget",
    "RevisionTranslation",
    "SavedView",
]
