"""Invented fichas of very different length, the same in every run."""

from __future__ import annotations

from datetime import date
from random import Random

from projects.rules import Ficha, Goal, Institution

TEXT = (
    "la red de cuidados y de igualdad fortalece a las mujeres en el municipio con presupuesto propio "
    "participación sistema nacional formación protocolo violencia mediadoras diálogo cooperación niñas"
)
WORDS = TEXT.split()


def ficha(seed: int) -> Ficha:
    """The ficha number `seed`: from half a page to three pages."""
    random = Random(seed)
    size = random.choice((10, 30, 60, 120))

    def text(most: int) -> str:
        return " ".join(random.choice(WORDS) for _word in range(random.randint(5, most))).capitalize() + "."

    return Ficha(
        name=text(14),
        thematic_area="Desarrollo social",
        goals=tuple(Goal(number, text(16)) for number in sorted(random.sample(range(1, 18), 2))),
        institutions=tuple(
            Institution(group, text(8)) for group in ("México", "Chile", "Otras Instituciones Participantes")
        ),
        place="México",
        beneficiaries=text(size),
        duration="12 meses, desde noviembre de 2023.",
        months=12,
        general_objective=text(size),
        specific_objectives=tuple(text(size) for _item in range(random.randint(1, 5))),
        description=text(size * 3),
        results=tuple(text(size) for _item in range(random.randint(1, 6))),
        updated_on=date(2025, 4, 10),
    )


# As long as the form that the mesa circulates: a page and a half.
TYPICAL = Ficha(
    name="Presidencia compartida de la mesa de cooperación para la igualdad de género",
    thematic_area="Desarrollo social",
    goals=(
        Goal(5, "Lograr la igualdad entre los géneros y empoderar a todas las mujeres y las niñas."),
        Goal(10, "Reducir la desigualdad en y entre los países."),
    ),
    institutions=(
        Institution("México", "Secretaría de las Mujeres"),
        Institution("Chile", "Embajada de Chile en México"),
        Institution("Otras Instituciones Participantes", "ONU Mujeres México"),
        Institution("Otras Instituciones Participantes", "Embajada de Alemania en México"),
    ),
    place="México",
    beneficiaries="Quienes reciben los proyectos de cooperación de los países que integran la mesa",
    duration="12 meses, desde noviembre de 2023. El proyecto aún se encuentra en ejecución.",
    months=12,
    general_objective=" ".join(WORDS * 2),
    specific_objectives=(" ".join(WORDS[:14]), " ".join(WORDS[4:22])),
    description=" ".join(WORDS * 7),
    results=(" ".join(WORDS), " ".join(WORDS * 2), " ".join(WORDS)),
    updated_on=date(2025, 4, 10),
)
