"""The tables of the demonstration. Every person here is invented; so is what is marked «(ejemplo)»."""

from __future__ import annotations

# Code, the country as its embassy names it in Spanish and English, titular, alternate.
# The first sixteen signed the statement of May 2020 as members.
SIGNATORIES = (
    ("DE", "Alemania", "Germany", "Annika Sommerfeld", "Jonas Brandauer"),
    ("AT", "Austria", "Austria", "Lukas Hollenstein", ""),
    ("BE", "Bélgica", "Belgium", "Élise Vanderhaegen", ""),
    ("CA", "Canadá", "Canada", "Rosalind Mackintosh", ""),
    ("DK", "Dinamarca", "Denmark", "Freja Bisgaard", "Mikkel Overgaard"),
    ("ES", "España", "Spain", "Amparo Quintanilla Ruiz", "Íñigo Larrazábal Otxoa"),
    ("FI", "Finlandia", "Finland", "Aino Kettunen", ""),
    ("FR", "Francia", "France", "Solène Marchandeau", "Baptiste Rivoire"),
    ("IE", "Irlanda", "Ireland", "Orlaith Devereux", ""),
    ("JP", "Japón", "Japan", "Haruka Minegishi", ""),
    ("NO", "Noruega", "Norway", "Sigrid Haugland", ""),
    ("NZ", "Nueva Zelanda", "New Zealand", "Marama Whitfield", ""),
    ("NL", "los Países Bajos", "the Netherlands", "Femke van Oosterzee", ""),
    ("GB", "el Reino Unido", "the United Kingdom", "Imogen Fairclough", "Rhys Pemberton"),
    ("SE", "Suecia", "Sweden", "Linnéa Åkerblom", ""),
    ("CH", "Suiza", "Switzerland", "Ursina Caflisch", ""),
)
CHILE = ("CL", "Chile", "Chile", "Antonia Rocafort Leiva", "Vicente Arancibia Soto")
# The other seven of the twenty-four are not known: these only fill the table.
EXAMPLES = (
    ("AU", "Australia", "Australia", "Tamsin Holloway", ""),
    ("BR", "Brasil", "Brazil", "Janaína Figueiredo Prado", ""),
    ("CO", "Colombia", "Colombia", "Luz Marina Echavarría", ""),
    ("CR", "Costa Rica", "Costa Rica", "Yorleny Zumbado Araya", ""),
    ("IT", "Italia", "Italy", "Ottavia Brambilla", ""),
    ("PT", "Portugal", "Portugal", "Leonor Vasconcelos", ""),
    ("UY", "Uruguay", "Uruguay", "Silvana Etcheverría", ""),
)

# Titles of the catalogue, by their neutral form. Everybody is written in the feminine but those below.
POSTS = (
    "Jefatura de misión",
    "Consejería",
    "Primera secretaría",
    "Encargaduría de negocios a. i.",
    "Dirección de cooperación",
    "Punto focal",
)
ALTERNATE_POSTS = ("Segunda secretaría", "Tercera secretaría", "Agregaduría", "Enlace de cooperación")
OTHER_POSTS = ("Coordinación",)  # where there is no embassy
MASCULINE = frozenset(
    {
        "Jonas Brandauer",
        "Lukas Hollenstein",
        "Mikkel Overgaard",
        "Íñigo Larrazábal Otxoa",
        "Baptiste Rivoire",
        "Rhys Pemberton",
        "Vicente Arancibia Soto",
        "Desmond Thackeray",
    }
)
# To the people of these embassies the mesa writes in English.
IN_ENGLISH = frozenset({"AU", "GB", "IE", "NZ"})
# Whose titular looks after the people of the own organisation.
ADMINISTERS = "FR"

# Mailbox, role (as `mcig.demonstration.accounts` names it), organisation, person.
ACCOUNTS = (
    ("secretaria", "secretariat", "ONUMUJERES", "Itzel Covarrubias Mendieta"),
    ("chile", "presidency", "CL", "Antonia Rocafort Leiva"),
    ("alemania", "presidency", "DE", "Annika Sommerfeld"),
    ("francia", "member", "FR", "Solène Marchandeau"),
    ("canada", "member", "CA", "Rosalind Mackintosh"),
    ("suplente.francia", "alternate", "FR", "Baptiste Rivoire"),
    ("saliente", "former", "CA", "Desmond Thackeray"),
)

# Subject, text, and the answers that came: code, answer, comment.
ADOPTED: tuple[str, str, dict[str, tuple[str, str]]] = (
    "(ejemplo) Calendario de reuniones ordinarias",
    (
        "La secretaría técnica propone reunir a la mesa cada dos meses, el segundo martes a las 10:00, en "
        "formato híbrido.\n\nSe adopta si nadie rompe el silencio. Texto inventado para la demostración."
    ),
    {
        "DE": ("agrees", ""),
        "CL": ("agrees", ""),
        "FR": ("comments", "(ejemplo) Convendría evitar las semanas de receso."),
        "NO": ("abstains", ""),
        "UY": ("agrees", ""),
    },
)
ON_THE_WAY: tuple[str, str, dict[str, tuple[str, str]]] = (
    "(ejemplo) Temas de la siguiente reunión",
    (
        "Se propone dedicar la siguiente reunión a dos temas: sistemas de cuidados y prevención de la "
        "violencia basada en género.\n\nPara cada tema una embajada prepara una nota de dos páginas. Texto "
        "inventado para la demostración."
    ),
    {
        "DE": ("agrees", ""),
        "ES": ("comments", "(ejemplo) Podemos preparar la nota sobre cuidados."),
        "FI": ("abstains", ""),
        "SE": ("agrees", ""),
    },
)

# Who stands for the next mandate, who asks to join, and with what: neither has an account here, so that those
# who try the demonstration can stand themselves.
STANDS, ASKS = "ES", "SE"
PRIORITIES = (
    "(ejemplo) 1. Un intercambio semestral sobre sistemas de cuidados.\n"
    "2. Un registro de proyectos actualizado cada trimestre.\n"
    "3. Una sola voz de la mesa en torno al 8 de marzo y al 25 de noviembre."
)

# Documents of the mesa; all of it is invented.
OBJECT = (
    "## Objeto\n\nLa mesa es un espacio de intercambio entre embajadas y organismos. Texto inventado para la"
    " demostración.\n\n"
)
TERMS_TEXTS = (
    OBJECT
    + "## Presidencia\n\nLa presidencia rota cada dos años.\n\n## Reuniones\n\nLa mesa se reúne en sesión"
    " ordinaria dos veces al año.",
    OBJECT
    + "## Presidencia\n\nLa presidencia rota cada dos años y puede ser compartida.\n\n## Reuniones\n\nLa mesa"
    " se reúne en sesión ordinaria:\n\n- cuatro veces al año;\n- por convocatoria de la presidencia, con su"
    " orden del día;\n- con minuta que se aprueba por procedimiento de silencio.",
)
TERMS_CHANGE = "(ejemplo) Presidencia compartida; cuatro sesiones ordinarias al año en lugar de dos."
STATEMENT_TEXT = (
    "Las representaciones que firman reconocen que los cuidados sostienen la vida y la economía, y que su"
    " reparto desigual limita la autonomía de las mujeres. Texto inventado para la demostración.\n\nPor ello:"
    "\n\n1. Comparten experiencias sobre sistemas nacionales de cuidados.\n2. Invitan a medir el trabajo de"
    " cuidados no remunerado.\n3. Se ofrecen a apoyar la cooperación entre instituciones en esta materia."
)
SIGN = {"DE": "signed", "CL": "signed", "ES": "signed", "SE": "signed", "JP": "declined"}
PLAN_DRAFT = (
    "## Mensajes\n\nUn mensaje por tema y por trimestre. Texto inventado para la demostración.\n\n## Calen"
    "dario\n\n- Marzo: 8 de marzo.\n- Noviembre: 25 de noviembre."
)
