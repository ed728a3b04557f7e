"""Texts from which the demonstration composes its projects; only Chile's is a real one."""

from __future__ import annotations

from datetime import date

from projects.rules import Ficha, Goal, Institution, PartialDate, Precision, Status

# The facts of the real sheet; its long texts in words of our own.
CHILE = Ficha(
    name="Copresidencia de la mesa de cooperación para la igualdad de género en México (MCIG)",
    thematic_area="Desarrollo social",
    goals=(
        Goal(5, "Lograr la igualdad entre los géneros y empoderar a todas las mujeres y las niñas."),
        Goal(10, "Reducir la desigualdad en y entre los países."),
    ),
    institutions=(
        Institution("México", "Instituto Nacional de las Mujeres (INMUJERES)"),
        Institution("Chile", "Embajada de Chile en México"),
        Institution("Otras Instituciones Participantes", "ONU Mujeres -México"),
        Institution("Otras Instituciones Participantes", "Embajada de Alemania en México"),
    ),
    place="México",
    beneficiaries="Quienes se benefician directamente de los proyectos de los países integrantes.",
    duration="12 meses, desde noviembre de 2023. El proyecto aún se encuentra en ejecución.",
    months=12,
    start=PartialDate(date(2023, 11, 1), Precision.MONTH),
    status=Status.IMPLEMENTATION,
    general_objective=(
        "Llevar a la práctica el compromiso del Gobierno de Chile con la igualdad de género, expresado en la "
        "Política Exterior Feminista de su Ministerio de Relaciones Exteriores, en la cooperación para el "
        "desarrollo y en la asociación política con México."
    ),
    specific_objectives=(
        "Conducir en México una agenda sur-sur que haga avanzar la igualdad de género.",
        "Dar visibilidad a los temas del Sur Global en una mesa formada sobre todo por países desarrollados.",
    ),
    description=(
        "En la mesa se encuentran embajadas, agencias de cooperación y organismos multilaterales para "
        "intercambiar información y coordinarse en favor de la igualdad de género y de los derechos de las "
        "mujeres y las niñas en México. Existe desde 2018 y reúne a 24 embajadas. Una de ellas asume la "
        "presidencia, que rota cada dos años; ONU Mujeres lleva la secretaría técnica.\n"
        "Hasta entonces la habían presidido embajadas europeas y los integrantes coincidían en que convenía "
        "incorporar a un país latinoamericano. La Embajada de Chile presentó su candidatura, la de Alemania "
        "pidió sumarse y, de acuerdo con ONU Mujeres México, ambas formaron una copresidencia para 2023 y "
        "2024 que todos los integrantes aceptaron."
    ),
    results=(
        "Chile es el primer país latinoamericano que preside la mesa y aporta a ella la visión de la región.",
        (
            "La mesa trata temas desde una perspectiva del sur: el sistema nacional o integral de cuidados, "
            "la agenda digital, la violencia de género, las negociadoras o mediadoras en conflictos y las "
            "cláusulas de género en los acuerdos comerciales, entre otros."
        ),
        (
            "La cooperación con México en materia de género gana dinamismo y aparecen espacios para aliarse "
            "con los demás países de la mesa."
        ),
    ),
    updated_on=date(2025, 4, 10),
)

INVENTED = "Proyecto inventado para la demostración."
SHORTEST_NAME = "Raíz"

TOPICS = (
    "Sistemas locales de cuidados",
    "Red de mediadoras comunitarias",
    "Refugios y acompañamiento a víctimas de violencia",
    "Mujeres en la ciencia y la tecnología",
    "Cláusulas de género en el comercio regional",
    "Emprendimiento de mujeres indígenas",
    "Ciudades seguras para las mujeres",
    "Defensoras del territorio y del agua",
    "Presupuestos con perspectiva de género",
    "Corresponsabilidad en el hogar y en la empresa",
    "Alfabetización digital de mujeres mayores",
    "Periodistas por la igualdad",
    "Justicia con perspectiva de género",
    "Salud sexual y reproductiva de adolescentes",
    "Trabajo digno para las personas trabajadoras del hogar",
    "Participación política sin violencia",
    "Mujeres en la pesca artesanal",
    "Niñas en la ingeniería",
    "Igualdad en el deporte escolar",
    "Datos abiertos sobre brechas de género",
)
PLACES = (
    "Oaxaca",
    "Chiapas",
    "Yucatán",
    "Ciudad de México",
    "Jalisco",
    "Puebla",
    "Guerrero",
    "Veracruz",
    "Nuevo León",
    "Chihuahua",
    "Michoacán",
    "Sonora",
    "Hidalgo",
    "Tabasco",
    "Baja California",
    "Quintana Roo",
)
GROUPS = (
    "mujeres jóvenes de zonas rurales",
    "mujeres indígenas organizadas",
    "cuidadoras no remuneradas",
    "funcionarias y funcionarios municipales",
    "estudiantes de educación media superior",
    "mujeres en situación de movilidad",
    "microempresarias y cooperativistas",
    "niñas y adolescentes de barrios periféricos",
)
AREAS = (
    "Desarrollo social",
    "Igualdad de género",
    "Gobernabilidad y justicia",
    "Desarrollo económico",
    "Educación",
    "",
)
PARTNERS = (
    "Instancia municipal de las mujeres (ejemplo)",
    "Universidad pública estatal (ejemplo)",
    "Red comunitaria Amaranto (ejemplo)",
    "Colectivo Voces del Valle (ejemplo)",
    "Centro de Estudios Jacaranda (ejemplo)",
    "Cooperativa Hilos de Agua (ejemplo)",
    "Comisión estatal de derechos humanos (ejemplo)",
)
# Eighteen headings on one sheet, one of them a region.
HEADINGS = (
    "México",
    "Argentina",
    "Bolivia",
    "Brasil",
    "Chile",
    "Colombia",
    "Costa Rica",
    "Ecuador",
    "El Salvador",
    "Guatemala",
    "Honduras",
    "Panamá",
    "Paraguay",
    "Perú",
    "República Dominicana",
    "Uruguay",
    "España",
    "Región Centroamérica",
)
OBJECTIVES = (
    "Fortalecer las capacidades de {group}.",
    "Lograr que las autoridades de {place} incorporen la igualdad en sus programas.",
    "Reducir las brechas que enfrentan {group} en {place}.",
    "Generar información desagregada por sexo para decidir mejor.",
    "Promover la participación de {group} en las decisiones de su comunidad.",
    "Intercambiar experiencias entre instituciones de ambos países.",
)
RESULTS = (
    "Al menos {number} personas concluyen el programa de formación.",
    "Se adopta un protocolo de atención en {number} municipios.",
    "Funciona una red de {group}, con reuniones periódicas.",
    "Se publica un diagnóstico sobre la situación de {group} en {place}.",
    "Dos instituciones intercambian metodologías y las adaptan a su contexto.",
    "Se dispone de una guía práctica para {group}.",
    "El {number} % de las participantes mejora su ingreso o su autonomía.",
)
SENTENCES = (
    "La iniciativa parte de un diagnóstico elaborado con {group} y responde a las prioridades que señalaron.",
    "Las actividades se concentran en {place} y combinan formación, acompañamiento y encuentros entre pares.",
    "Participan instituciones públicas, organizaciones de la sociedad civil y la academia.",
    "Se prevé una evaluación intermedia y otra final, con indicadores desagregados por sexo y edad.",
    "La contraparte local coordina el trabajo en el territorio; la embajada facilita el intercambio técnico.",
    "El proyecto adopta un enfoque interseccional y atiende las barreras de idioma y de distancia.",
    "Los materiales se publican con licencia libre y en lenguas de la región cuando así se requiere.",
    "Al concluir, la metodología queda a cargo de las instituciones locales, que ya participan en su diseño.",
    "Un comité con representación paritaria revisa los avances cada semestre y propone ajustes.",
    "Se realizan talleres, visitas de estudio y un conversatorio anual abierto al público.",
    "La cooperación incluye asistencia técnica de personas expertas y un fondo para iniciativas pequeñas.",
    "Las lecciones aprendidas se comparten con otros integrantes de la mesa para evitar duplicidades.",
)
