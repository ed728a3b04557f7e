"""Names that head a group of institutions on the form: countries, regions and the form's third group.

Only for recognising a heading inside a flattened cell; what the form prints is what is kept.
"""

from __future__ import annotations

import re

from mcig.words import fold

__all__ = ["HEADING"]

_COUNTRIES = """
Afganistán, Albania, Alemania, Andorra, Angola, Antigua y Barbuda, Arabia Saudita, Arabia Saudí, Argelia,
Argentina, Armenia, Australia, Austria, Azerbaiyán, Bahamas, Bangladesh, Barbados, Baréin, Bélgica, Belice,
Benín, Bielorrusia, Bolivia, Bosnia y Herzegovina, Botsuana, Brasil, Brunéi, Bulgaria, Burkina Faso,
Burundi, Bután, Cabo Verde, Camboya, Camerún, Canadá, Catar, Chad, Chequia, Chile, China, Chipre, Colombia,
Comoras, Congo, Corea del Norte, Corea del Sur, Costa de Marfil, Costa Rica, Croacia, Cuba, Dinamarca,
Dominica, Ecuador, Egipto, El Salvador, Emiratos Árabes Unidos, Eritrea, Eslovaquia, Eslovenia, España,
Estado Plurinacional de Bolivia, Estados Unidos, Estados Unidos de América, Estados Unidos Mexicanos,
Estonia, Esuatini, Etiopía, Filipinas, Finlandia, Fiyi, Francia, Gabón, Gambia, Georgia, Ghana, Granada,
Grecia, Guatemala, Guinea, Guinea Ecuatorial, Guinea-Bisáu, Guyana, Haití, Honduras, Hungría, India,
Indonesia, Irak, Irán, Irlanda, Islandia, Israel, Italia, Jamaica, Japón, Jordania, Kazajistán, Kenia,
Kirguistán, Kiribati, Kuwait, Laos, Lesoto, Letonia, Líbano, Liberia, Libia, Liechtenstein, Lituania,
Luxemburgo, Macedonia del Norte, Madagascar, Malasia, Malaui, Maldivas, Malí, Malta, Marruecos, Mauricio,
Mauritania, México, Micronesia, Moldavia, Mónaco, Mongolia, Montenegro, Mozambique, Myanmar, Namibia, Nauru,
Nepal, Nicaragua, Níger, Nigeria, Noruega, Nueva Zelanda, Nueva Zelandia, Omán, Países Bajos, Pakistán,
Palaos, Palestina, Panamá, Papúa Nueva Guinea, Paraguay, Perú, Polonia, Portugal, Puerto Rico, Reino Unido,
República Centroafricana, República Checa, República de Corea, República Democrática del Congo, República
Dominicana, Ruanda, Rumania, Rumanía, Rusia, Federación de Rusia, Samoa, San Cristóbal y Nieves, San Marino,
San Vicente y las Granadinas, Santa Lucía, Santa Sede, Senegal, Serbia, Seychelles, Sierra Leona, Singapur,
Siria, Somalia, Sri Lanka, Sudáfrica, Sudán, Sudán del Sur, Suecia, Suiza, Surinam, Tailandia, Tanzania,
Tayikistán, Timor Oriental, Togo, Tonga, Trinidad y Tobago, Túnez, Turkmenistán, Turquía, Tuvalu, Ucrania,
Uganda, Uruguay, Uzbekistán, Vanuatu, Venezuela, Vietnam, Yemen, Yibuti, Zambia, Zimbabue
"""
_REGIONS = """
América Latina, América Latina y el Caribe, América del Sur, América del Norte, América Central,
Centroamérica, Caribe, El Caribe, Mesoamérica, Sudamérica, Iberoamérica, Unión Europea, Europa, África,
Asia, Región, Regional, Cono Sur
"""
_NAMES = [fold(" ".join(name.split())) for name in f"{_COUNTRIES},{_REGIONS}".split(",")]
_NAMES.sort(key=len, reverse=True)

# Matches folded text. A country after «en» or «de» belongs to an institution's name, not to a heading.
_COUNTRY = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in _NAMES)
HEADING = re.compile(
    r"(?<![\w(/-])(?<!\ben )(?<!\bde )(?<!\bdel )(?<!\by )(?<!\bla )(?<!\blos )(?P<name>"
    r"otr[oa]s? (?:instituci\w+|participantes?|organism\w+)(?: [a-z]+)?"
    r"|organism\w+ (?:multilateral|internacional)(?:es)?"
    r"|organizaciones (?:internacionales|de la sociedad civil)|sociedad civil"
    rf"|{_COUNTRY})\s*:"
)
