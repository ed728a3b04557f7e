"""Demonstration: organisations, their people, the mandates and the accounts that follow from them."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from mcig.demonstration.accounts import DOMAIN, open_account
from mcig.demonstration.loading import Loading, step
from members import demo_consultations, demo_documents
from members.demo_texts import (
    ACCOUNTS,
    ADMINISTERS,
    ALTERNATE_POSTS,
    CHILE,
    EXAMPLES,
    IN_ENGLISH,
    MASCULINE,
    OTHER_POSTS,
    POSTS,
    SIGNATORIES,
)
from members.models import (
    AddressForm,
    Mandate,
    MandateHolder,
    MandateRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Person,
    Posting,
    PostTitle,
    Seat,
    SeatKind,
)

ALWAYS = DateRange(None, None)
FOUNDED = date(2018, 1, 1)
STATEMENT = date(2020, 5, 1)
TERM = DateRange(date(2023, 1, 1), date(2025, 1, 1))
AFTERWARDS = DateRange(date(2025, 1, 1), None)
HANDOVER_IN_CANADA = date(2025, 7, 1)


@step
def organisations(loading: Loading) -> None:
    """The 24 embassies with their people, ONU Mujeres, and Mexico's women's institution under both names."""
    known = set(Organisation.objects.values_list("code", flat=True))
    for row, basis, since in _members():
        if row[0] not in known:
            _embassy(*row, basis=basis, since=since)
            loading.changes += 1
    if "ONUMUJERES" not in known:
        _secretariat()
        loading.changes += 1
    if "MUJERES" not in known:
        _womens_institution()
        loading.changes += 1


@step
def mandates(loading: Loading) -> None:
    """The co-presidency of 2023–2024 and the technical secretariat; after that, a labelled extension."""
    if Mandate.objects.exists():
        return
    _mandate(
        MandateRole.SECRETARIAT,
        ["ONUMUJERES"],
        DateRange(FOUNDED, None),
        "La secretaría técnica la asume ONU Mujeres (ficha resumen).",
    )
    _mandate(
        MandateRole.PRESIDENCY,
        ["CL", "DE"],
        TERM,
        "Acordada con ONU Mujeres y aceptada por todos los integrantes (ficha resumen).",
    )
    extension = DateRange(AFTERWARDS.lower, _end_of_extension(timezone.localdate()))
    _mandate(MandateRole.PRESIDENCY, ["CL", "DE"], extension, "(ejemplo) Prórroga para la demostración.")
    loading.changes += 3


def _end_of_extension(today: date) -> date:
    """The next end of a term of two years, so that the demonstration always has a term to stand for."""
    begun = max(today.year, AFTERWARDS.lower.year)
    return date(begun + 2 - (begun + 1) % 2, 1, 1)


@step
def accounts(loading: Loading) -> None:
    """An account for each role that postings and mandates give, and one whose posting has ended."""
    for mailbox, role, code, name in ACCOUNTS:
        person = Person.objects.get(email=f"{mailbox}@{DOMAIN}")
        organisation = OrganisationName.objects.on(AFTERWARDS.lower).get(organisation__code=code).name
        user = open_account(loading, mailbox=mailbox, name=name, role=role, organisation=organisation)
        if person.user_id is None:
            person.user = user
            person.save()


@step
def consultations(loading: Loading) -> None:
    """An adopted consultation with its certificate, and an open one with some answers, dated from today."""
    if not loading.accounts_only:
        loading.changes += demo_consultations.adopt_one() + demo_consultations.open_one()


@step
def candidacy(loading: Loading) -> None:
    """An open candidacy for the next mandate, with a request to join."""
    if not loading.accounts_only:
        loading.changes += demo_consultations.propose_one()


@step
def mesa_documents(loading: Loading) -> None:
    """Terms of reference in two versions, a joint statement that is being signed, and a draft."""
    if not loading.accounts_only:
        loading.changes += demo_documents.load()


def _members() -> list[tuple[tuple[str, str, str, str, str], str, date]]:
    chile = (CHILE, "Integra la copresidencia 2023–2024 (ficha resumen).", TERM.lower)
    return [
        *((row, "Firma como integrante la declaración de mayo de 2020.", STATEMENT) for row in SIGNATORIES),
        chile,
        *((row, "(ejemplo)", STATEMENT) for row in EXAMPLES),
    ]


def _embassy(
    code: str, country: str, country_en: str, titular: str, alternate: str, *, basis: str, since: date
) -> None:
    embassy = Organisation.objects.create(kind=OrganisationKind.EMBASSY, country=code, code=code)
    mark = " (ejemplo)" if basis == "(ejemplo)" else ""
    mark_en = " (example)" if mark else ""
    OrganisationName.objects.create(
        organisation=embassy,
        name=f"Embajada de {country} en México{mark}".replace(" de el ", " del "),
        name_en=f"Embassy of {country_en} in Mexico{mark_en}",
        validity=ALWAYS,
    )
    Membership.objects.create(organisation=embassy, validity=DateRange(since, None), basis=basis)
    first_day = since
    if code == "CA":
        _posted(embassy, SeatKind.PRINCIPAL, _former_of(code), DateRange(since, HANDOVER_IN_CANADA))
        first_day = HANDOVER_IN_CANADA
    _posted(embassy, SeatKind.PRINCIPAL, titular, DateRange(first_day, None))
    if alternate:
        _posted(embassy, SeatKind.ALTERNATE, alternate, DateRange(first_day, None))


def _former_of(code: str) -> str:
    return next(name for _, role, organisation, name in ACCOUNTS if role == "former" and organisation == code)


def _posted(organisation: Organisation, kind: SeatKind, name: str, validity: DateRange) -> None:
    mailbox = next((mailbox for mailbox, _, _, person in ACCOUNTS if person == name), None)
    is_alternate = kind is SeatKind.ALTERNATE
    person = Person.objects.create(
        name=name,
        email=f"{mailbox or ('suplente.' if is_alternate else '') + organisation.code.lower()}@{DOMAIN}",
        language="en" if organisation.code in IN_ENGLISH else "es",
        address_form=AddressForm.MASCULINE if name in MASCULINE else AddressForm.FEMININE,
    )
    seat, _ = Seat.objects.get_or_create(organisation=organisation, kind=kind)
    posts: tuple[str, ...] = ALTERNATE_POSTS if is_alternate else POSTS
    if organisation.kind != OrganisationKind.EMBASSY:
        posts = OTHER_POSTS
    words = posts[sum(map(ord, name)) % len(posts)]
    post = PostTitle.objects.filter(neutral=words).first()  # the catalogue is the mesa's to change
    administers = organisation.code == ADMINISTERS and not is_alternate
    Posting.objects.create(
        seat=seat,
        person=person,
        catalogued=post,
        title=post.worded(person.address_form) if post else words,
        validity=validity,
        administers_during=validity if administers else None,
    )


def _secretariat() -> None:
    secretariat = Organisation.objects.create(kind=OrganisationKind.MULTILATERAL, code="ONUMUJERES")
    OrganisationName.objects.create(
        organisation=secretariat, name="ONU Mujeres México", name_en="UN Women Mexico", validity=ALWAYS
    )
    name = next(name for _, role, _, name in ACCOUNTS if role == "secretariat")
    _posted(secretariat, SeatKind.PRINCIPAL, name, DateRange(FOUNDED, None))


def _womens_institution() -> None:
    """The Secretaría de las Mujeres replaces INMUJERES on 1 January 2025 (decree of 28 November 2024)."""
    ministry = Organisation.objects.create(kind=OrganisationKind.GOVERNMENT, country="MX", code="MUJERES")
    OrganisationName.objects.create(
        organisation=ministry,
        name="Secretaría de las Mujeres",
        name_en="Secretariat of Women",
        validity=AFTERWARDS,
    )
    institute = Organisation.objects.create(
        kind=OrganisationKind.GOVERNMENT, country="MX", code="INMUJERES", successor=ministry
    )
    OrganisationName.objects.create(
        organisation=institute,
        name="Instituto Nacional de las Mujeres",
        name_en="National Institute of Women",
        acronym="INMUJERES",
        validity=DateRange(None, AFTERWARDS.lower),
    )


def _mandate(role: MandateRole, codes: list[str], planned: DateRange, basis: str) -> None:
    mandate = Mandate.objects.create(role=role, planned=planned, basis=basis)
    for position, code in enumerate(codes, start=1):
        holder = Organisation.objects.get(code=code)
        MandateHolder.objects.create(mandate=mandate, organisation=holder, position=position)
