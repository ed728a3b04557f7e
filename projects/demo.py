"""Demonstration: Chile's project with the facts of its sheet, and invented ones of very different length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading, Size, step
from members.models import Organisation
from projects import actions, content
from projects import demo_texts as texts
from projects.demo_records import record_of
from projects.models import Project, Revision
from projects.rules import GOALS, LIMITS, Event, Ficha, Goal, Institution, PartialDate, Precision, Status
from projects.rules.record import Record

COUNTS: dict[Size, int] = {"small": 41, "full": 200}
ON = date(2025, 4, 10)  # every code is of this year, whenever the demonstration is loaded
PUBLISHED_WITH_DRAFT, PUBLISHED, DRAFT = "published with a newer draft", "published", "draft"


NOTHING = Record()


@dataclass(frozen=True, slots=True)
class Sample:
    """A project to load: its code follows from the owner and how many the owner had before."""

    owner: Organisation
    code: str
    ficha: Ficha
    state: str
    record: Record = NOTHING


@step
def projects(loading: Loading) -> None:
    """Load the projects that are missing, and hide the canary in the drafts."""
    if loading.accounts_only:
        return
    secretariat = actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), ON)
    known = set(Project.objects.values_list("code", flat=True))
    for sample in samples(COUNTS[loading.size]):
        if sample.code not in known:
            _load(sample, secretariat)
            loading.changes += 1
    if loading.canary:
        loading.changes += _hide(loading.canary, secretariat)


def samples(count: int) -> Iterator[Sample]:
    """The first `count` projects, the same at every call; every embassy has a draft among the first 25."""
    embassies = list(Organisation.objects.members_on(ON).named(ON).order_by("code"))
    numbers: dict[str, int] = {}
    for index in range(count):
        if index == 0:
            owner = next(embassy for embassy in embassies if embassy.code == "CL")
        else:
            owner = embassies[(index - 1) % len(embassies)]
        numbers[owner.code] = numbers.get(owner.code, 0) + 1
        code = f"{owner.code}-{ON.year}-{numbers[owner.code]:03d}"
        if index == 0:
            yield Sample(owner, code, texts.CHILE, PUBLISHED)
        else:
            ficha = _invented(index, owner)
            yield Sample(
                owner, code, ficha, _state(index, len(embassies)), record_of(index, ficha, owner.code)
            )


def _state(index: int, embassies: int) -> str:
    if index <= embassies:
        return PUBLISHED_WITH_DRAFT if index % 3 == 2 else DRAFT  # noqa: PLR2004 - every third, France and Canada with them
    return PUBLISHED if index % 4 == 0 else DRAFT


def _load(sample: Sample, actor: Actor) -> None:
    project = actions.create_project(actor=actor, owner=sample.owner, ficha=sample.ficha)
    if project.code != sample.code:
        raise RuntimeError(f"{project.code} was drawn instead of {sample.code}")
    if sample.record != NOTHING:
        actions.save_record(actor=actor, project=project, record=sample.record, version=project.version)
        project.refresh_from_db()
    if sample.state != DRAFT:
        actions.publish(actor=actor, project=project, version=project.version, tells=False)
    if sample.state == PUBLISHED_WITH_DRAFT:
        project.refresh_from_db()
        newer = replace(sample.ficha, results=(*sample.ficha.results, "Se prepara una segunda etapa."))
        actions.save_draft(actor=actor, project=project, ficha=newer, version=project.version)
        project.refresh_from_db()
        actions.review(actor=actor, project=project, event=Event.SUBMIT, version=project.version, tells=False)


def _hide(canary: str, actor: Actor) -> int:
    """Write «canary-CODE» into every draft that lacks it; the count of those."""
    changed = 0
    drafts = Revision.objects.drafts().select_related("project__owner").order_by("project__code")
    for draft in drafts.prefetch_related("goals", "institutions"):
        word = f"{canary}-{draft.project.owner.code}"
        if word in draft.description.split():
            continue
        ficha = content.read(draft)
        room = ficha.description[: LIMITS["description"] - len(word) - 1]
        actions.save_draft(
            actor=actor,
            project=draft.project,
            ficha=replace(ficha, description=f"{room}\n{word}"),
            version=draft.project.version,
        )
        changed += 1
    return changed


def _invented(index: int, owner: Organisation) -> Ficha:
    """The invented project number `index`; a few of them are as short or as long as a ficha may be."""
    chance = Random(f"mcig-{index}")  # noqa: S311 - the same project everywhere, nothing secret
    words = {
        "place": texts.PLACES[index * 7 % len(texts.PLACES)],
        "group": chance.choice(texts.GROUPS),
        "number": str(chance.randrange(12, 96)),
    }
    if index == 2:  # noqa: PLR2004 - the bare minimum that can be published
        return _shortest(owner)
    start = date(2022, 1, 1) + timedelta(days=chance.randrange(1100))
    months = chance.choice((6, 9, 12, 18, 24, 36))
    length = 10_000 if index in (8, 60) else chance.choice((150, 400, 900, 1_800, 4_000))
    return Ficha(
        name=_name(index, chance, words),
        thematic_area=chance.choice(texts.AREAS),
        goals=_goals(chance),
        institutions=_institutions(index, chance, owner),
        place=f"México/{words['place']}",
        beneficiaries=f"{words['number']} personas: {words['group']}".strip() if index % 5 else "",
        **_duration(index, chance, start, months),
        general_objective=chance.choice(texts.OBJECTIVES).format(**words),
        specific_objectives=_several(chance, texts.OBJECTIVES, words, chance.choice((0, 1, 2, 3, 5))),
        description=_description(chance, words, length),
        results=_several(chance, texts.RESULTS, words, chance.choice((0, 1, 2, 3, 4, 6))),
        updated_on=date(2023, 6, 1) + timedelta(days=chance.randrange(670)),
    )


def _shortest(owner: Organisation) -> Ficha:
    return Ficha(
        name=texts.SHORTEST_NAME,
        goals=(Goal(5),),
        institutions=(Institution("México", f"{owner.name_on}"),),
        general_objective="Igualdad.",
        description=texts.INVENTED,
        updated_on=date(2024, 1, 15),
    )


def _name(index: int, chance: Random, words: dict[str, str]) -> str:
    topic, place = texts.TOPICS[index % len(texts.TOPICS)], words["place"]
    phase = ("", ", segunda fase", ", tercera fase")[index // 80]
    match index % 5:
        case 0:
            return f"{topic} en {place}{phase}"
        case 1:
            return f"{topic} para {words['group']} en {place}{phase}"
        case 2:
            return f"{topic}: {place}{phase}"
        case 3:
            others = " y ".join(chance.sample(texts.GROUPS, 2))
            return (
                f"{topic}: intercambio de experiencias con {others}, en "
                f"municipios de {place} y de otras entidades federativas que decidan sumarse durante su "
                f"ejecución{phase}"
            )
        case _:
            return f"{topic} · {place}{phase}"


def _goals(chance: Random) -> tuple[Goal, ...]:
    """Goal 5 in one of the two wordings that circulate, and up to three others."""
    wording = chance.choice(
        (
            "Lograr la igualdad entre los géneros y empoderar a todas las mujeres y las niñas.",
            "Lograr la igualdad de género y empoderar a todas las mujeres y niñas.",
            "",
        )
    )
    others = sorted(chance.sample([number for number in GOALS if number != 5], chance.randrange(4)))  # noqa: PLR2004
    return (Goal(5, wording), *(Goal(number, GOALS[number]) for number in others))


def _institutions(index: int, chance: Random, owner: Organisation) -> tuple[Institution, ...]:
    if index == 11:  # noqa: PLR2004 - as many headings as one real sheet has
        return tuple(Institution(heading, chance.choice(texts.PARTNERS)) for heading in texts.HEADINGS)
    own = Institution("Embajada", f"{owner.name_on}")
    partners = chance.sample(texts.PARTNERS, chance.choice((1, 1, 2, 3)))
    mexican = [Institution("México", partner) for partner in partners]
    third = (
        [Institution("Otras Instituciones Participantes", "ONU Mujeres -México (ejemplo)")]
        if index % 3 == 0
        else []
    )
    return (*mexican, own, *third)


def _duration(index: int, chance: Random, start: date, months: int) -> dict[str, Any]:
    """Declared text and structured values as sheets have them: whole, partial, in words, or none at all."""
    status = [*Status, None][index % 7]
    precision = chance.choice(list(Precision))
    match index % 4:
        case 0:
            return {"duration": "", "status": status}
        case 1:
            return {
                "duration": f"{months} meses",
                "months": months,
                "start": PartialDate(start, precision),
                "status": status,
            }
        case 2:
            years = {12: "Un año", 24: "Dos años", 36: "Tres años"}.get(months, f"{months} meses")
            return {"duration": f"{years}, a partir de {start.year}.", "months": months, "status": status}
        case _:
            end = start + timedelta(days=months * 30)
            return {
                "duration": f"Del {start:%d/%m/%Y} al {end:%d/%m/%Y}",
                "start": PartialDate(start),
                "end": PartialDate(end),
                "status": status,
            }


def _description(chance: Random, words: dict[str, str], length: int) -> str:
    """Sentences up to `length` characters, in paragraphs; the first says that the project is invented."""
    text = texts.INVENTED
    for number in range(1, 200):
        sentence = chance.choice(texts.SENTENCES).format(**words)
        if len(text) + len(sentence) + 1 > length:
            break
        text += ("\n" if number % 6 == 0 else " ") + sentence
    return text


def _several(chance: Random, bank: tuple[str, ...], words: dict[str, str], count: int) -> tuple[str, ...]:
    return tuple(text.format(**words) for text in chance.sample(bank, count))
