"""Reads about the documents of the mesa: what somebody may read of them, and who has signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from mcig.access import Actor, Role
from mcig.alphabet import alphabetical
from mcig.files.listing import FileRow, row
from mcig.history.entries import Entry, entries_about
from members.models import DocumentVersion, MesaDocument, MesaDocumentKind, Seat, Signature
from members.models.levels import OF_MEMBERS
from members.queries.consultations import speakers_on
from members.queries.register import last_name_of
from members.rules.mesa_documents import SignaturePhase, Tally, VersionPhase, tally

WRITES = Role.SECRETARIAT


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list: the version that is read first, and the one that is being prepared."""

    document: MesaDocument
    current: DocumentVersion
    unfinished: DocumentVersion | None
    signatures: Tally | None


@dataclass(slots=True)
class Group:
    """The documents of one kind."""

    key: str
    title: str
    lines: list[Line] = field(default_factory=list)


def grouped(actor: Actor, kind: str = "") -> list[Group]:
    """What the actor reads, by kind in the order of the kinds; `kind` narrows to one. Three queries."""
    found = MesaDocument.objects.visible_to(actor).prefetch_related(
        Prefetch("versions", _readable(actor).prefetch_related("signatures"), to_attr="read")
    )
    if kind in MesaDocumentKind.values:
        found = found.filter(kind=kind)
    groups = {each.value: Group(each.value, str(each.label)) for each in MesaDocumentKind}
    for document in sorted(found, key=lambda each: alphabetical(each.title)):
        groups[document.kind].lines.append(_line(document))
    return [group for group in groups.values() if group.lines]


def _line(document: MesaDocument) -> Line:
    versions: list[DocumentVersion] = document.read  # type: ignore[attr-defined]
    signed = next((each for each in versions if each.signing_opened_at), None)
    return Line(
        document,
        first_read(versions),
        unfinished_of(versions),
        tally(each.state for each in signed.signatures.all()) if signed else None,
    )


def _readable(actor: Actor) -> QuerySet[DocumentVersion]:
    found = DocumentVersion.objects.visible_to(actor).select_related("stored", "consultation")
    return found.order_by("-number")


def listed(actor: Actor) -> list[DocumentVersion]:
    """Every version that the actor reads, with `signed_seats` counted, for the list in Excel. One query."""
    signed = Count("signatures", filter=Q(signatures__state=SignaturePhase.SIGNED))
    found = (
        _readable(actor).select_related("document", "stored", "consultation").annotate(signed_seats=signed)
    )
    return sorted(
        found, key=lambda each: (alphabetical(each.document.title), each.document_id, each.number or 0)
    )


def versions_of(actor: Actor, document: int) -> list[DocumentVersion]:
    """The versions of a document (its key) that the actor reads, the newest first, the draft before them."""
    found = list(
        _readable(actor).filter(document=document).select_related("document", "stored", "consultation")
    )
    return sorted(found, key=lambda each: each.number or len(found) + each.pk, reverse=True)


def first_read(versions: list[DocumentVersion]) -> DocumentVersion:
    """The version that a reader is shown first: the one in force, else the newest."""
    return next((each for each in versions if each.is_in_force), versions[0])


def unfinished_of(versions: list[DocumentVersion]) -> DocumentVersion | None:
    """The version that is prepared or consulted, where the reader knows of one."""
    unfinished = (VersionPhase.DRAFT, VersionPhase.CONSULTED)
    return next((each for each in versions if each.state in unfinished), None)


def file_of(version: DocumentVersion, address: str = "") -> list[FileRow]:
    """The file of a version as a page lists it; none where there is only a text.

    `address` is where it is downloaded, unless on the pages of the documents.
    """
    if version.stored is None:
        return []
    own = reverse("mesa-document-file", args=[version.document_id, version.number or 0])
    return [row(version.stored, url=address or own)]


def signatures_of(version: DocumentVersion) -> list[Signature]:
    """The seats that were asked, by the name of their organisation when they were, in Spanish order."""
    on = timezone.localdate(version.signing_opened_at or timezone.now())
    found = version.signatures.named(on).select_related("seat__organisation", "entered_by")
    return sorted(found, key=lambda each: alphabetical(each.organisation_name or each.seat.organisation.code))


def in_protocol_order(signatures: list[Signature]) -> list[Signature]:
    """As a statement prints them: by protocol, and by alphabet where that says nothing."""
    return sorted(signatures, key=lambda each: each.seat.organisation.protocol_order)


def own_signature(actor: Actor, version: DocumentVersion) -> Signature | None:
    """The signature for which the actor may answer today."""
    if not actor.organisations or version.signing_opened_at is None:
        return None
    return (
        version.signatures.filter(seat__organisation__in=actor.organisations).select_related("seat").first()
    )


def signatures_at(address: str, on: date) -> list[tuple[Signature, int]]:
    """What still may be signed by the person with this address, with the key of the person."""
    postings = list(speakers_on(on).filter(person__email__iexact=address))
    people = {posting.seat.organisation_id: posting.person_id for posting in postings}
    found = Signature.objects.filter(
        seat__organisation__in=people, version__signing_deadline__gt=timezone.now()
    ).select_related("version__document", "seat")
    return [(each, people[each.seat.organisation_id]) for each in found]


def signs_for(*, signature: int, person: int, on: date) -> bool:
    """Whether the person (key) speaks on the date for the organisation of the signature (key)."""
    organisation = Signature.objects.filter(pk=signature).values("seat__organisation")
    return speakers_on(on).filter(person=person, seat__organisation__in=organisation).exists()


def adopted_versions() -> QuerySet[DocumentVersion]:
    """What every holder of a mandate may read and is in force, for the dossier."""
    found = DocumentVersion.objects.filter(state=VersionPhase.IN_FORCE, level__in=OF_MEMBERS)
    return found.select_related("document", "stored").order_by("document__kind", "document__title")


def history_of(actor: Actor, document: MesaDocument, versions: list[DocumentVersion]) -> list[Entry]:
    """What happened to the versions that the actor reads and to their signatures, in words.

    What refers to a row is told with it: a version tells of its signatures, the document of all its versions.
    """
    reads_all = actor.holds(WRITES) and not any(each.signing_opened_at for each in versions)
    subjects: list[Model] = [document] if reads_all else [*versions]
    return entries_about(subjects, ignore=UNSAID, namers={Seat: _seat_names}, limit=300)


UNSAID = frozenset(
    {
        "id",
        "version",
        "version_id",
        "document_id",
        "created_at",
        "created_by_id",
        "message_id",
        "person_id",
        "entered_by_id",
        "consultation_id",
        "stored_id",
    }
)


def _seat_names(keys: set[int]) -> dict[int, str]:
    found = Seat.objects.filter(pk__in=keys)
    return dict(found.values_list("pk", last_name_of("organisation_id", timezone.localdate())))
