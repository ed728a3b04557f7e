"""The record beside the `Ficha`. Nothing is guessed: what nobody declared is absent, or says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mcig.dates import PartialDate
from mcig.rules import State, _
from projects.rules.record.marker import Significance
from projects.rules.translation import Translation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Worded(State):
    """A value of a closed list with its word in the reader's language."""

    @property
    def label(self) -> StrPromise:
        """The word for this value."""
        return _WORDS[self]


class Modality(Worded):
    """How the cooperation is arranged."""

    BILATERAL = "bilateral"
    TRIANGULAR = "triangular"
    REGIONAL = "regional"


class Working(Worded):
    """What an institution does in the project, with the four roles of IATI; undeclared is a value."""

    UNDECLARED = "undeclared"
    FUNDING = "funding"
    ACCOUNTABLE = "accountable"
    EXTENDING = "extending"
    IMPLEMENTING = "implementing"


class Partner(Worded):
    """The place of an institution's country in triangular or regional cooperation (SEGIB's words)."""

    FIRST = "first"
    SECOND = "second"
    RECIPIENT = "recipient"
    DUAL = "dual"


class Reach(Worded):
    """Whether people are reached by the project itself or through others."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Sex(Worded):
    """How a number of people is told apart; unspecified is a number that nobody divided."""

    WOMEN = "women"
    MEN = "men"
    OTHER = "other"
    UNSPECIFIED = "unspecified"


class RelationKind(Worded):
    """How another project stands to this one."""

    PARENT = "parent"
    RELATED = "related"


_WORDS: dict[Worded, StrPromise] = {
    Modality.BILATERAL: _("bilateral"),
    Modality.TRIANGULAR: _("triangular"),
    Modality.REGIONAL: _("regional"),
    Working.UNDECLARED: _("sin declarar"),
    Working.FUNDING: _("financiadora"),
    Working.ACCOUNTABLE: _("responsable (rinde cuentas)"),
    Working.EXTENDING: _("canalizadora"),
    Working.IMPLEMENTING: _("ejecutora"),
    Partner.FIRST: _("primer oferente"),
    Partner.SECOND: _("segundo oferente"),
    Partner.RECIPIENT: _("receptor"),
    Partner.DUAL: _("perfil dual"),
    Reach.DIRECT: _("directos"),
    Reach.INDIRECT: _("indirectos"),
    Sex.WOMEN: _("mujeres y niñas"),
    Sex.MEN: _("hombres y niños"),
    Sex.OTHER: _("otras identidades"),
    Sex.UNSPECIFIED: _("sin desagregar"),
    RelationKind.PARENT: _("forma parte de"),
    RelationKind.RELATED: _("se relaciona con"),
}


@dataclass(frozen=True, slots=True)
class Participation:
    """A role of an institution, named as on the ficha. `member` is its code, if it is one of the mesa."""

    name: str
    role: Working = Working.UNDECLARED
    partner: Partner | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166), in Mexico perhaps a state (ISO 3166-2:MX), and perhaps a city or municipality."""

    country: str
    state: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a Sustainable Development Goal by its number, `5.2` or `5.c`; one may be the main one."""

    code: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a criterion of the gender marker is met. `criterion` is a key of `CRITERIA`."""

    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Marker:
    """Another policy marker, a key of `MARKERS`, and its value, a key of `SCORES`."""

    key: str
    score: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a contributor committed in all, in one currency (ISO 4217)."""

    contributor: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Committed, disbursed and still foreseen by a contributor in a year; no year is «the years to come»."""

    contributor: str
    currency: str
    year: int | None = None
    committed: Decimal | None = None
    disbursed: Decimal | None = None
    foreseen: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Beneficiaries:
    """A number of people of one group, told apart by sex where somebody did."""

    reach: Reach
    sex: Sex
    count: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that is to happen by a date, and when it did."""

    title: str
    due: PartialDate | None = None
    reached: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a result is measured, as declared. `result` is the position of the result on the ficha, from 1."""

    title: str
    result: int | None = None
    unit: str = ""
    baseline: str = ""
    target: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A page on the web about the project."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Another project: by its code where it is in this register, by its title where it is not."""

    kind: RelationKind
    project: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """The code of this same project in another register."""

    register: str
    code: str


Part = (
    Participation
    | Place
    | Target
    | Evidence
    | Marker
    | Contribution
    | Flow
    | Beneficiaries
    | Milestone
    | Indicator
    | Link
    | Relation
    | Identifier
    | Translation
)


@dataclass(frozen=True, slots=True)
class Record:
    """What a project declares beside its ficha. `Record()` is an empty one; lists keep their order.

    `theme` is the slug of a theme of the agenda. Amounts are of whole currency units, never converted.
    `marker` is `None` while nobody screened it. `amounts_note` keeps in words what has no place in a number.
    """

    theme: str | None = None
    modality: Modality | None = None
    participations: tuple[Participation, ...] = ()
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    places: tuple[Place, ...] = ()
    targets: tuple[Target, ...] = ()
    purpose_code: str = ""
    marker: Significance | None = None
    evidence: tuple[Evidence, ...] = ()
    markers: tuple[Marker, ...] = ()
    total: Decimal | None = None
    currency: str = ""
    contributions: tuple[Contribution, ...] = ()
    flows: tuple[Flow, ...] = ()
    amounts_note: str = ""
    beneficiary_counts: tuple[Beneficiaries, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    translations: tuple[Translation, ...] = ()


RECORD_LABELS: dict[str, StrPromise] = {
    "theme": _("Tema de la agenda"),
    "modality": _("Modalidad"),
    "participations": _("Papel de cada institución"),
    "contact_name": _("Persona de contacto"),
    "contact_email": _("Correo de contacto"),
    "contact_phone": _("Teléfono de contacto"),
    "places": _("Lugares"),
    "targets": _("Metas de los ODS"),
    "purpose_code": _("Código de propósito (CRS)"),
    "marker": _("Marcador de género (CAD)"),
    "evidence": _("Evidencia del marcador de género"),
    "markers": _("Otros marcadores"),
    "total": _("Monto total"),
    "currency": _("Moneda del total"),
    "contributions": _("Aportes"),
    "flows": _("Comprometido y desembolsado por año"),
    "amounts_note": _("Nota sobre los montos"),
    "beneficiary_counts": _("Personas beneficiarias"),
    "milestones": _("Hitos"),
    "indicators": _("Indicadores"),
    "links": _("Enlaces"),
    "relations": _("Proyectos relacionados"),
    "identifiers": _("Códigos en otros registros"),
    "translations": _("Textos en inglés"),
}
