"""Who belongs, who speaks for whom, who presides: every fact with its dates, as half-open ranges."""

from __future__ import annotations

from members.models.candidacies import Candidacy, CandidacyParty
from members.models.consultations import (
    AnswerSource,
    Consultation,
    ConsultationCertificate,
    ConsultationReminder,
    ConsultationRule,
    ConsultationSeat,
    ConsultationState,
    SeatState,
)
from members.models.dated import DatedQuerySet, same
from members.models.handover import HandoverItem
from members.models.imports import MemberImport
from members.models.levels import OF_MEMBERS, PaperLevel, levels_of
from members.models.mandates import Mandate, MandateHolder, MandateRole
from members.models.mesa_documents import (
    DocumentVersion,
    MesaDocument,
    MesaDocumentKind,
    VersionState,
)
from members.models.organisations import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationQuerySet,
    Suspension,
    name_of,
)
from members.models.papers import ConsultationPaper, MandatePaper
from members.models.seats import AddressForm, Person, Posting, PostTitle, Seat, SeatKind
from members.models.signatures import (
    Signature,
    SignatureReminder,
    SignatureSource,
    SignatureState,
    SignedStatement,
)

__all__ = [
    "OF_MEMBERS",
    "AddressForm",
    "AnswerSource",
    "Candidacy",
    "CandidacyParty",
    "Consultation",
    "ConsultationCertificate",
    "ConsultationPaper",
    "ConsultationReminder",
    "ConsultationRule",
    "ConsultationSeat",
    "ConsultationState",
    "DatedQuerySet",
    "DocumentVersion",
    "HandoverItem",
    "Mandate",
    "MandateHolder",
    "MandatePaper",
    "MandateRole",
    "MemberImport",
    "Membership",
    "MesaDocument",
    "MesaDocumentKind",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationQuerySet",
    "PaperLevel",
    "Person",
    "PostTitle",
    "Posting",
    "Seat",
    "SeatKind",
    "SeatState",
    "Signature",
    "SignatureReminder",
    "SignatureSource",
    "SignatureState",
    "SignedStatement",
    "Suspension",
    "VersionState",
    "levels_of",
    "name_of",
    "same",
]
