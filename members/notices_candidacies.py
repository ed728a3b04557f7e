"""Messages about candidacies, each in the language of its recipient: what was asked, decided and adopted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mcig.mesa.middleware import current_mesa
from mcig.notices import Letter, register_kind, send
from members.models import Candidacy, Person
from members.queries.candidacies import CandidacyRow, candidacy_rows
from members.queries.consultations import first_speakers, secretariat_on
from members.rules.candidacy import HOLDING, PartyState
from members.templatetags.periods import period_inside

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KIND = register_kind(
    "candidacy",
    _("candidaturas"),
    why=_("Recibe este mensaje porque su organización o la secretaría técnica participa en la candidatura."),
    automatic=True,
)
# What happened: the subject, and the sentence of the message.
WORDS: dict[str, tuple[StrPromise, StrPromise]] = {
    "proposed": (
        _("Candidatura nueva de %(names)s"),
        _(
            "%(names)s se propone para la %(office)s de la mesa (%(term)s). Otros integrantes pueden pedir "
            "sumarse; la secretaría técnica la pone a consulta cuando corresponda."
        ),
    ),
    "asked": (
        _("%(who)s pide sumarse a su candidatura"),
        _(
            "%(who)s pide sumarse a la candidatura de %(names)s (%(term)s). La solicitud se acepta o se "
            "declina en la página de la candidatura."
        ),
    ),
    "accepted": (
        _("Su solicitud de sumarse fue aceptada"),
        _("%(who)s se suma a la candidatura de %(leader)s (%(term)s): la solicitud fue aceptada."),
    ),
    "declined": (
        _("Su solicitud de sumarse fue declinada"),
        _("La solicitud de %(who)s de sumarse a la candidatura de %(leader)s (%(term)s) fue declinada."),
    ),
    "retired": (
        _("%(who)s se retiró de su candidatura"),
        _("%(who)s se retiró de la candidatura de %(leader)s (%(term)s)."),
    ),
    "changed": (
        _("Cambiaron las prioridades de la candidatura"),
        _("Cambiaron las prioridades de la candidatura de %(names)s (%(term)s). Ahora dicen:"),
    ),
    "withdrawn": (
        _("La candidatura de %(leader)s se retiró"),
        _("La candidatura de %(leader)s (%(term)s) se retiró."),
    ),
    "consulted": (
        _("La candidatura pasa a consulta"),
        _(
            "La secretaría técnica prepara la consulta sobre la candidatura de %(names)s (%(term)s). Ya no "
            "admite más solicitudes ni cambios."
        ),
    ),
    "returned": (
        _("La candidatura está abierta otra vez"),
        _("La consulta se retiró y la candidatura de %(names)s (%(term)s) está abierta otra vez."),
    ),
    "adopted": (
        _("La candidatura fue adoptada"),
        _(
            "Los integrantes adoptaron la candidatura de %(names)s y el mandato quedó registrado: %(term)s. "
            "Los derechos que da empiezan y terminan en esas fechas."
        ),
    ),
    "obstructed": (
        _("La candidatura fue adoptada y su mandato está pendiente"),
        _("Los integrantes adoptaron la candidatura de %(names)s, pero el mandato no pudo registrarse:"),
    ),
    "superseded": (
        _("El mandato se dio a otra candidatura"),
        _(
            "Los integrantes adoptaron otra candidatura para el mismo mandato (%(term)s): la de %(names)s "
            "queda como no adoptada."
        ),
    ),
    "rejected": (
        _("La candidatura no fue adoptada"),
        _("Los integrantes no adoptaron la candidatura de %(names)s (%(term)s)."),
    ),
}


def tell_secretariat(candidacy: Candidacy) -> None:
    """Tell the technical secretariat of a new candidacy."""
    _queue("proposed", candidacy, secretariat_on(timezone.localdate()))


def tell_proposer(kind: str, candidacy: Candidacy, *, about: int) -> None:
    """Tell who proposes the candidacy what the organisation `about` (key) asks or does."""
    _tell(kind, candidacy, _organisations(candidacy, {PartyState.PROPOSER}), about=about)


def tell_asker(kind: str, candidacy: Candidacy, *, organisation: int) -> None:
    """Tell an organisation (key) what became of its request."""
    _tell(kind, candidacy, [organisation], about=organisation)


def tell_joined(kind: str, candidacy: Candidacy) -> None:
    """Tell those that asked to join or joined, but not the proposer, whose act it is."""
    _tell(kind, candidacy, _organisations(candidacy, {PartyState.ASKED, PartyState.ACCEPTED}))


def tell_holders(kind: str, candidacy: Candidacy) -> None:
    """Tell everybody who would hold the mandate."""
    _tell(kind, candidacy, _organisations(candidacy, HOLDING))


def _organisations(candidacy: Candidacy, states: Iterable[PartyState]) -> list[int]:
    return list(candidacy.parties.filter(state__in=states).values_list("organisation_id", flat=True))


def _tell(kind: str, candidacy: Candidacy, organisations: list[int], *, about: int | None = None) -> None:
    people = first_speakers(organisations, timezone.localdate())
    _queue(kind, candidacy, people.values(), about=about)


def _queue(kind: str, candidacy: Candidacy, people: Iterable[Person], *, about: int | None = None) -> None:
    subject, sentence = WORDS[kind]
    for person in people:
        with override(person.language):
            row = candidacy_rows(timezone.localdate(), candidacy.pk)[0]
            facts = _facts(row, about)
            context = {
                "person": person,
                "mesa": current_mesa(),
                "subject": str(subject) % facts,
                "sentence": str(sentence) % facts,
                "quoted": {"changed": row.priorities, "obstructed": candidacy.obstacle}.get(kind, ""),
                "page": settings.PUBLIC_URL + candidacy.get_absolute_url(),
            }
            head = render_to_string("emails/members/candidacy_subject.txt", context)
            body = render_to_string("emails/members/candidacy_message.txt", context)
        send(Letter(person.email, person.name, person.language, head, body.strip()), kind=KIND)


def _facts(row: CandidacyRow, about: int | None) -> dict[str, str]:
    """The names and dates of the candidacy in the language of the reader."""
    return {
        "names": row.names,
        "leader": row.parties[0].name,
        "who": next((party.name for party in row.parties if party.organisation == about), ""),
        "office": row.title.lower(),
        "term": period_inside(row.term),
    }
