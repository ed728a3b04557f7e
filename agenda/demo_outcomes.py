"""Demonstration: the themes of the form, and invented work, decisions and commitments, all labelled."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from agenda.actions import followup, themes, workplan
from agenda.actions.commitments import CommitmentFacts, register_commitment
from agenda.actions.decisions import DecisionFacts, fulfil_decision, register_decision, replace_decision
from agenda.actions.workplan import IndicatorFacts, LineFacts, MilestoneFacts
from agenda.models import Commitment, Decision, Theme, WorkLine
from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading, Size
from members.models import Mandate, MandateRole, Organisation

MANY: dict[Size, int] = {"small": 6, "full": 60}
TEXTS = (
    ("cuidados", "Se acuerda preparar un mapa de los sistemas locales de cuidados."),
    ("violencia-de-genero", "Se acuerda sostener una reunión de trabajo con refugios."),
    ("agenda-digital", "Se acuerda invitar a especialistas en brecha digital."),
    ("mujeres-negociadoras", "Se acuerda apoyar un curso para mediadoras."),
    ("clausulas-de-genero", "Se acuerda reunir las cláusulas de género vigentes."),
)
PROMISES = (
    "Enviar el borrador del documento (ejemplo).",
    "Proponer fechas para la visita de campo (ejemplo).",
    "Compartir la lista de contrapartes (ejemplo).",
    "Revisar la traducción del comunicado (ejemplo).",
)
OWNERS = ("FR", "CA", "CL", "DE", "SE", "ES", "NO", "GB")


def load_themes() -> int:
    """Load the themes and a work plan where they are missing, and give how many rows were made."""
    secretariat, today = _secretariat(), timezone.localdate()
    made = themes.add_form_themes(actor=secretariat, since=date(2023, 1, 1))
    return made if WorkLine.objects.exists() else made + _plan(secretariat, today)


def load_outcomes(loading: Loading) -> int:
    """Load the registers where they are empty, and give how many rows were made."""
    if Decision.objects.registered().exists() or Commitment.objects.registered().exists():
        return 0
    return _registers(_secretariat(), timezone.localdate(), MANY[loading.size])


def _secretariat() -> Actor:
    return actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), timezone.localdate())


def _plan(actor: Actor, today: date) -> int:
    mandate = Mandate.objects.on(today).filter(role=MandateRole.PRESIDENCY).first()
    if mandate is None:
        return 0
    care, violence, digital = (
        Theme.objects.get(slug=slug) for slug in ("cuidados", "violencia-de-genero", "agenda-digital")
    )
    for theme, code in ((care, "CL"), (violence, "DE"), (digital, "SE")):
        facts = themes.ThemeFacts(
            name=theme.name,
            name_en=theme.name_en,
            colour=theme.colour,
            icon=theme.icon,
            first=theme.validity.lower,
            description="(ejemplo) Descripción del tema para la demostración.",
            leads=(_key(code),),
        )
        themes.edit_theme(actor=actor, theme=theme, version=theme.version, facts=facts)
    line = _line(actor, mandate, "Mapa de sistemas locales de cuidados (ejemplo)", care, ("CL", "FR"))
    _milestones(actor, line, today)
    _indicator(actor, line, ("Municipios con registro", "municipios", "0", "40"), ("5", "18"), today)
    _indicator(actor, line, ("Tiempo de respuesta", "días", "60", "20"), ("52", "45"), today)
    other = _line(actor, mandate, "Intercambio con refugios (ejemplo)", violence, ("DE",))
    _milestones(actor, other, today)
    _indicator(actor, other, ("Personas capacitadas", "personas", "0", "120"), (), today)
    _line(actor, mandate, "Brecha digital de las mujeres (ejemplo)", digital, ("SE", "CA"))
    return 3


def _line(actor: Actor, mandate: Mandate, title: str, theme: Theme, owners: tuple[str, ...]) -> WorkLine:
    keys = tuple(_key(code) for code in owners)
    facts = LineFacts(title, "(ejemplo) Línea inventada.", theme.pk, keys, "under_way")
    return workplan.add_line(actor=actor, mandate=mandate, facts=facts)


def _milestones(actor: Actor, line: WorkLine, today: date) -> None:
    for title, days, done in (
        ("Términos de referencia (ejemplo)", -90, -95),
        ("Primer borrador (ejemplo)", -20, None),
        ("Presentación a la mesa (ejemplo)", 60, None),
    ):
        done_on = today + timedelta(days=done) if done else None
        facts = MilestoneFacts(title, today + timedelta(days=days), done_on)
        workplan.add_milestone(actor=actor, line=line, facts=facts)


def _indicator(
    actor: Actor, line: WorkLine, words: tuple[str, str, str, str], values: tuple[str, ...], today: date
) -> None:
    name, unit, baseline, target = words
    facts = IndicatorFacts(f"{name} (ejemplo)", unit, Decimal(target), Decimal(baseline))
    made = workplan.add_indicator(actor=actor, line=line, facts=facts)
    for place, value in enumerate(values):
        day = today - timedelta(days=90 * (len(values) - place))
        workplan.measure(
            actor=actor, indicator=made, value=Decimal(value), measured_on=day, source="(ejemplo)"
        )


def _registers(actor: Actor, today: date, many: int) -> int:
    """Decisions of the last two years and the commitments that follow from them, in every state."""
    slugs = dict(Theme.objects.values_list("slug", "pk"))
    decisions = []
    for place in range(many):
        slug, text = TEXTS[place % len(TEXTS)]
        day = today - timedelta(days=720 - place * (700 // many))
        facts = DecisionFacts(f"{text} (ejemplo {place + 1})", day, theme=slugs.get(slug))
        decisions.append(register_decision(actor=actor, facts=facts))
    replace_decision(actor=actor, decision=decisions[0], version=1, by=decisions[1].pk)
    fulfil_decision(actor=actor, decision=decisions[2], version=1, on=today)
    for place in range(many):
        _promise(actor, decisions[place], place, today)
    return 2 * many


def _promise(actor: Actor, decision: Decision, place: int, today: date) -> None:
    due = today + timedelta(days=(place % 5) * 15 - 20)
    facts = CommitmentFacts(
        PROMISES[place % len(PROMISES)],
        _key(OWNERS[place % len(OWNERS)]),
        start_on=min(decision.taken_on, due),
        due_on=due,
        theme=decision.theme_id,
        decision=decision.pk,
    )
    made = register_commitment(actor=actor, facts=facts)
    steps = {
        1: followup.Update("started", "(ejemplo) Ya se empezó."),
        2: followup.Update("done", "(ejemplo) Se envió y se recibió acuse."),
        3: followup.Update("asked", "(ejemplo) Falta una respuesta.", max(due, today) + timedelta(days=30)),
    }
    if update := steps.get(place % 4):
        followup.update_on_behalf(actor=actor, commitment=made, update=update, spoken_by="(ejemplo) Enlace")


def _key(code: str) -> int:
    return Organisation.objects.get(code=code).pk
