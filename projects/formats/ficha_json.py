"""A ficha as JSON, without loss: what every issued PDF carries and reads back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from mcig.rules import Broken, _
from projects.rules import Ficha, Goal, Institution, PartialDate, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SCHEMA", "dump", "from_json", "load", "to_json"]

SCHEMA = "mcig-ficha/1"


def to_json(ficha: Ficha) -> dict[str, Any]:
    """The ficha as plain JSON values, with its schema; every field is written, unknown values as `None`."""
    data: dict[str, Any] = {"schema": SCHEMA} | {
        each.name: getattr(ficha, each.name) for each in fields(ficha)
    }
    return data | {
        "specific_objectives": list(ficha.specific_objectives),
        "results": list(ficha.results),
        "goals": [{"number": goal.number, "text": goal.text} for goal in ficha.goals],
        "institutions": [{"group": each.group, "name": each.name} for each in ficha.institutions],
        "start": ficha.start.iso if ficha.start else None,
        "end": ficha.end.iso if ficha.end else None,
        "status": ficha.status.value if ficha.status else None,
        "updated_on": ficha.updated_on.isoformat() if ficha.updated_on else None,
    }


def from_json(data: object) -> Ficha:
    """The ficha that `to_json` wrote.

    Raises `Broken` naming the place for another schema, a field too many or too few, or a value of
    another type. Limits are not checked here: `check` does that.
    """
    if not isinstance(data, dict) or "schema" not in data:
        raise Broken(_("Los datos no son una ficha resumen: falta «schema»."))
    if data["schema"] != SCHEMA:
        raise Broken(
            _("No se conoce el esquema «%(found)s» en «schema»; se espera «%(schema)s».")
            % {"found": str(data["schema"])[:60], "schema": SCHEMA}
        )
    _require_names(data, {"schema", *(each.name for each in fields(Ficha))}, "")
    return Ficha(
        name=_text(data["name"], "name"),
        thematic_area=_text(data["thematic_area"], "thematic_area"),
        goals=tuple(_goal(item, at) for item, at in _items(data["goals"], "goals")),
        institutions=tuple(
            _institution(item, at) for item, at in _items(data["institutions"], "institutions")
        ),
        place=_text(data["place"], "place"),
        beneficiaries=_text(data["beneficiaries"], "beneficiaries"),
        duration=_text(data["duration"], "duration"),
        months=None if data["months"] is None else _integer(data["months"], "months"),
        start=_partial(data["start"], "start"),
        end=_partial(data["end"], "end"),
        status=_status(data["status"]),
        general_objective=_text(data["general_objective"], "general_objective"),
        specific_objectives=_texts(data["specific_objectives"], "specific_objectives"),
        description=_text(data["description"], "description"),
        results=_texts(data["results"], "results"),
        updated_on=_day(data["updated_on"]),
    )


def dump(ficha: Ficha) -> bytes:
    """The ficha as UTF-8 bytes, the same for equal fichas."""
    return json.dumps(to_json(ficha), ensure_ascii=False, indent=1).encode("utf-8")


def load(raw: bytes) -> Ficha:
    """Read what `dump` wrote; raises `Broken` with the place when it is not JSON in UTF-8, or not a ficha."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise Broken(
            _("Los datos no son JSON: error en la línea %(line)d, columna %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except UnicodeDecodeError as error:
        raise Broken(
            _("Los datos no están en UTF-8: el byte %(byte)d no se puede leer.") % {"byte": error.start + 1}
        ) from None
    except (ValueError, RecursionError):
        raise Broken(_("Los datos no son una ficha resumen: JSON con valores fuera de medida.")) from None
    return from_json(data)


def _require_names(data: Mapping[str, object], names: set[str], place: str) -> None:
    at = f"{place}." if place else ""
    for name in sorted(str(name) for name in data.keys() - names):
        raise Broken(_("El campo «%(place)s» no se conoce.") % {"place": at + name[:60]})
    for name in sorted(names - data.keys()):
        raise Broken(_("Falta el campo «%(place)s».") % {"place": at + name})


def _mismatch(place: str, expected: object) -> Broken:
    return Broken(
        _("El campo «%(place)s» no es %(expected)s.") % {"place": place, "expected": expected},
        place.split("[", maxsplit=1)[0],
    )


def _items(value: object, place: str) -> list[tuple[object, str]]:
    if not isinstance(value, list):
        raise _mismatch(place, _("una lista"))
    return [(item, f"{place}[{position}]") for position, item in enumerate(value)]


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise _mismatch(place, _("un texto"))
    return value


def _texts(value: object, place: str) -> tuple[str, ...]:
    return tuple(_text(item, at) for item, at in _items(value, place))


def _integer(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _mismatch(place, _("un número entero"))
    return value


def _record(value: object, names: set[str], place: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _mismatch(place, _("un objeto"))
    _require_names(value, names, place)
    return value


def _goal(value: object, place: str) -> Goal:
    record = _record(value, {"number", "text"}, place)
    return Goal(_integer(record["number"], f"{place}.number"), _text(record["text"], f"{place}.text"))


def _institution(value: object, place: str) -> Institution:
    record = _record(value, {"group", "name"}, place)
    return Institution(_text(record["group"], f"{place}.group"), _text(record["name"], f"{place}.name"))


def _partial(value: object, place: str) -> PartialDate | None:
    if value is None:
        return None
    try:
        return PartialDate.from_iso(_text(value, place))
    except Broken:
        raise _mismatch(place, _("una fecha como 2023, 2023-11 o 2023-11-05")) from None


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(_text(value, "updated_on"))
    except ValueError:
        raise _mismatch("updated_on", _("una fecha como 2023-11-05")) from None


def _status(value: object) -> Status | None:
    if value is None:
        return None
    try:
        return Status(_text(value, "status"))
    except ValueError:
        raise _mismatch("status", _("un estado de proyecto")) from None
