"""Documents of the mesa: the life of a version, and what a seat answers to a joint statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mcig.rules import Broken, State, _

TITLE_LENGTH = 200
TEXT_LENGTH = 20_000
NOTE_LENGTH = 1_000
SIGNATORY_LENGTH = 200


class DocumentKind(State):
    """What a document of the mesa is."""

    TERMS = "terms"
    STATEMENT = "statement"
    PLAN = "plan"
    OTHER = "other"


class VersionPhase(State):
    """The life of a version. Only a draft changes; it has no number."""

    DRAFT = "draft"
    CONSULTED = "consulted"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    NOT_ADOPTED = "not_adopted"


class VersionEvent(State):
    """What happens to a version."""

    PUBLISHED = "published"
    CONSULTED = "consulted"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"
    SUPERSEDED = "superseded"


PHASES: dict[tuple[VersionPhase, VersionEvent], VersionPhase] = {
    (VersionPhase.DRAFT, VersionEvent.PUBLISHED): VersionPhase.IN_FORCE,
    (VersionPhase.DRAFT, VersionEvent.CONSULTED): VersionPhase.CONSULTED,
    (VersionPhase.CONSULTED, VersionEvent.ADOPTED): VersionPhase.IN_FORCE,
    (VersionPhase.CONSULTED, VersionEvent.REJECTED): VersionPhase.NOT_ADOPTED,
    (VersionPhase.CONSULTED, VersionEvent.TAKEN_BACK): VersionPhase.DRAFT,
    (VersionPhase.IN_FORCE, VersionEvent.SUPERSEDED): VersionPhase.SUPERSEDED,
}
UNFINISHED = (VersionPhase.DRAFT, VersionPhase.CONSULTED)


class SignaturePhase(State):
    """Where a seat stands towards a joint statement; the last two are answers."""

    PENDING = "pending"
    SIGNED = "signed"
    DECLINED = "declined"


SIGNATURES = (SignaturePhase.SIGNED, SignaturePhase.DECLINED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many seats signed, declined, and have not answered."""

    signed: int
    declined: int
    pending: int

    @property
    def total(self) -> int:
        return self.signed + self.declined + self.pending


def next_phase(phase: str, event: VersionEvent) -> VersionPhase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return PHASES[VersionPhase(phase), event]
    except KeyError:
        raise Broken(_("La versión ya no está en un estado que permita hacerlo.")) from None


def check_title(title: str) -> None:
    """Raises `Broken` when the title is missing or too long."""
    if not title.strip():
        raise Broken(_("Escriba el título del documento."), "title")
    if len(title) > TITLE_LENGTH:
        raise Broken(_("El título es demasiado largo: caben 200 caracteres."), "title")


def check_version(kind: str, text: str, note: str, *, has_file: bool, is_first: bool) -> None:
    """Raises `Broken` for a version that says nothing, or not what it changes, and for texts too long.

    A statement is printed with who signs it: it needs its text, a file alone does not do.
    """
    if len(text) > TEXT_LENGTH:
        raise Broken(_("El texto es demasiado largo: caben 20 000 caracteres."), "text")
    if kind == DocumentKind.STATEMENT and not text.strip():
        raise Broken(_("Escriba el texto del comunicado: es lo que se firma y se imprime."), "text")
    if not text.strip() and not has_file:
        raise Broken(_("Escriba el texto o elija un archivo: una versión vacía no dice nada."), "text")
    if len(note) > NOTE_LENGTH:
        raise Broken(_("La nota es demasiado larga: caben 1 000 caracteres."), "note")
    if not is_first and not note.strip():
        raise Broken(_("Diga qué cambia respecto de la versión anterior."), "note")


def check_signatory(answer: str, signatory: str, basis: str = "", *, on_behalf: bool = False) -> None:
    """Raises `Broken` for an unknown answer, nobody who gives it, and one on behalf without its grounds."""
    if answer not in SIGNATURES:
        raise Broken(_("Elija si firma o no firma."), "answer")
    if not signatory.strip():
        raise Broken(_("Escriba el nombre y el cargo de quien responde."), "signatory")
    if len(signatory) > SIGNATORY_LENGTH:
        raise Broken(_("Es demasiado largo: caben 200 caracteres."), "signatory")
    if on_behalf and not basis.strip():
        raise Broken(_("Indique en qué consta la respuesta: una nota, un correo, una llamada."), "basis")
    if len(basis) > NOTE_LENGTH:
        raise Broken(_("Es demasiado largo: caben 1 000 caracteres."), "basis")


def check_signing_deadline(
    deadline: datetime | None, now: datetime, *, after: datetime | None = None
) -> None:
    """Raises `Broken` when there is no deadline, it has passed, or it is not later than the present one."""
    if deadline is None:
        raise Broken(_("Indique hasta cuándo se puede firmar."), "deadline")
    if deadline <= now:
        raise Broken(_("El plazo debe terminar en el futuro."), "deadline")
    if after is not None and deadline <= after:
        raise Broken(_("El plazo nuevo debe ser posterior al que ya se dio."), "deadline")


def takes_signatures(deadline: datetime | None, now: datetime) -> bool:
    """Whether an answer that arrives now counts. The deadline itself is already too late."""
    return deadline is not None and now < deadline


def tally(answers: Iterable[str]) -> Tally:
    """How the answers of the seats add up."""
    given = [SignaturePhase(each) for each in answers]
    return Tally(*(given.count(each) for each in (*SIGNATURES, SignaturePhase.PENDING)))
