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

POSTS = (
    "Enlace de cooperación",
    "Consejería de asuntos políticos",
    "Segunda secretaría",
    "Dirección de cooperación",
    "Enlace de género y derechos humanos",
)

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
