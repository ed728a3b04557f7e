"""Texts of the demonstration meetings: invented, and labelled so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it is loaded. `presenter` is the code of an organisation, or a guest by name."""

    title: str
    minutes: int = 0
    purpose: str = "information"
    depth: int = 0
    lane: str = "accepted"
    theme: str = ""
    presenter: str = ""
    notes: str = ""


def _section(title: str) -> Line:
    return Line(title, purpose="section")


HELD = [
    _section("Apertura"),
    Line("Bienvenida y verificación del quórum", 10, presenter="CL"),
    Line("Seguimiento de acuerdos", 20, "discussion", presenter="ONUMUJERES"),
    _section("Temas"),
    Line("Sistema nacional de cuidados: avances", 30, "discussion", theme="cuidados", presenter="DE"),
    Line("Agenda digital: próximos pasos", 30, "decision", theme="agenda-digital", presenter="CL"),
    _section("Cierre"),
    Line("Asuntos generales", 15),
    Line("Fecha de la próxima reunión", 5, "decision"),
]
CONVENED = [
    _section("Apertura"),
    Line("Bienvenida y verificación del quórum", 10, presenter="DE"),
    Line("Lectura y aprobación de la minuta anterior", 10, "decision"),
    _section("Temas"),
    Line(
        "Violencia de género: mapa de proyectos",
        30,
        "discussion",
        theme="violencia",
        presenter="CA",
        notes="Llegan diez minutos antes para probar la conexión.",
    ),
    Line("Cláusulas de género en acuerdos comerciales", 25, "discussion", presenter="CL"),
    Line("Conversatorio con invitadas", 30, presenter="Dra. Elena Ejemplo (ejemplo)"),
    _section("Cierre"),
    Line("Asuntos generales", 10),
]
DRAFT = [
    _section("Apertura"),
    Line("Bienvenida", 5, presenter="CL"),
    Line("Seguimiento de acuerdos", 20, "discussion", presenter="ONUMUJERES"),
    _section("Temas"),
    Line(
        "Sistema nacional de cuidados",
        40,
        "discussion",
        theme="cuidados",
        presenter="DE",
        notes="La embajada trae cifras nuevas: pedirlas por escrito antes de imprimir.",
    ),
    Line("Presentación de resultados", 15, depth=1, presenter="ONUMUJERES"),
    Line("Propuesta de pronunciamiento conjunto", 15, "decision", depth=1),
    Line("Agenda digital y brecha de género", 25, "discussion", presenter="FR"),
    _section("Cierre"),
    Line("Asuntos generales", 10),
    Line("Fecha de la próxima reunión", 5, "decision"),
    Line("Visita de campo a un centro comunitario", 20, lane="waiting"),
    Line("Mujeres mediadoras: red regional", 30, "discussion", lane="next"),
]
# Title, days from today, state, items.
AGENDAS = [
    ("Reunión ordinaria de seguimiento (ejemplo)", -45, "held", HELD),
    ("Reunión ordinaria del trimestre (ejemplo)", 12, "convened", CONVENED),
    ("Reunión ordinaria siguiente (ejemplo)", 54, "draft", DRAFT),
]
OTHER_TITLES = [
    "Apertura",
    "Bienvenida",
    "Seguimiento de acuerdos",
    "Cuidados",
    "Agenda digital",
    "Violencia de género",
    "Mujeres mediadoras",
    "Comercio y género",
    "Plan de trabajo",
    "Asuntos generales",
]
