"""One row of a matrix as a suggestion: each cell read by what its column means, and nothing dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from mcig.rules import Broken, _
from projects.formats.naming import split_institutions
from projects.formats.regions import country_codes
from projects.formats.splits import split_goals, split_numbered
from projects.rules import (
    LABELS,
    Ficha,
    Goal,
    Institution,
    PartialDate,
    Precision,
    Status,
    fold,
    read_date,
    read_duration,
    read_period,
)
from projects.rules.incoming import Certainty, Mark, Suggestion, Unread
from projects.rules.incoming.columns import MORE
from projects.rules.record import (
    TARGETS,
    Contribution,
    Flow,
    Identifier,
    Link,
    Marker,
    Participation,
    Place,
    Record,
    Significance,
    Target,
    Working,
)
from projects.rules.record.money import read_money

Cell = str | date | Decimal
TEXTS = frozenset(
    {"name", "thematic_area", "place", "beneficiaries", "duration", "general_objective", "description"}
)
ROLES = {
    "funding": Working.FUNDING,
    "accountable": Working.ACCOUNTABLE,
    "extending": Working.EXTENDING,
    "implementing": Working.IMPLEMENTING,
    "counterpart": Working.UNDECLARED,
}
SCORES = {"no orientado": "0", "no orientado (0)": "0", "significativo": "1", "significativo (1)": "1"} | {
    "principal": "2", "principal (2)": "2", "0": "0", "1": "1", "2": "2", "otros fines": "other",
}  # fmt: skip
NOT_SCREENED = frozenset({"no evaluado", "sin evaluar", "no examinado", "n/a"})
_TARGET = re.compile(r"\b(\d{1,2}\.(?:\d{1,2}|[a-d]))\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@dataclass(slots=True)
class _Row:
    """What is gathered from the cells of a row."""

    ficha: dict[str, Any] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict)
    institutions: list[Institution] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sure: dict[str, Certainty] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    amounts: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    unread_amounts: list[str] = field(default_factory=list)
    code: str = ""
    owner: str = ""
    year: int | None = None
    currency: str = ""

    def doubt(self, name: str, sentence: object) -> None:
        self.notes[name].append(str(sentence))

    def refuse(self, name: str, text: str, reason: object) -> None:
        self.unread.append(Unread(name, text, str(reason)))


def suggestion_of(cells: list[tuple[str, Cell]], targets: Mapping[str, str], *, place: str) -> Suggestion:
    """The suggestion of a row; what no column takes is among its unread texts."""
    row = _Row()
    ordered = sorted(cells, key=lambda pair: targets.get(pair[0], "") not in {"currency", "year"})
    for heading, cell in ordered:
        target = targets.get(heading, "")
        text = cell.isoformat() if isinstance(cell, date) else str(cell)
        try:
            _take(row, target, heading, cell, text)
        except Broken as refusal:
            row.refuse(target if target in LABELS else "", f"{heading}: {text}", refusal)
            if target in {"total", "committed", "disbursed", "foreseen"}:
                row.unread_amounts.append(f"{heading}: {text}")
    return _finished(row, place)


def _take(row: _Row, target: str, heading: str, cell: Cell, text: str) -> None:  # noqa: C901, PLR0912 - one branch a kind of column
    if not target:
        row.refuse("", f"{heading}: {text}", _("no se dijo qué significa esta columna"))
    elif target == MORE:
        row.more.append(f"{heading}: {text}")
    elif target in TEXTS:
        _add_text(row, target, heading, text)
    elif target in {"start", "end"}:
        row.ficha[target] = PartialDate(cell) if isinstance(cell, date) else read_date(text)
    elif target == "period":
        row.ficha["start"], row.ficha["end"] = read_period(text)
    elif target == "updated_on":
        partial = PartialDate(cell) if isinstance(cell, date) else read_date(text)
        if partial.precision is not Precision.DAY:
            raise Broken(_("La fecha de actualización necesita día, mes y año."))
        row.ficha[target] = partial.value
    elif target == "status":
        row.ficha[target] = _status(text)
    elif target == "goals":
        _goals(row, heading, text)
    elif target in {"specific_objectives", "results"}:
        before, items = split_numbered(text, lambda note: row.doubt(target, note))
        row.ficha[target] = (*row.ficha.get(target, ()), *((before,) if before else ()), *items)
    elif target == "institutions":
        row.institutions += split_institutions(text, (), lambda note: row.doubt("institutions", note))
    elif target in ROLES:
        _participation(row, target, text)
    elif target in {"total", "committed", "disbursed", "foreseen"}:
        _money(row, target, cell, text)
    else:
        _take_code(row, target, heading, text)


def _take_code(row: _Row, target: str, heading: str, text: str) -> None:  # noqa: C901, PLR0912 - as above
    match target:
        case "code":
            row.code = text
        case "owner":
            row.owner = text
        case "identifier":
            row.record["identifiers"] = (*row.record.get("identifiers", ()), Identifier(heading, text))
        case "currency":
            row.currency = text.upper()[:3]
        case "year":
            row.year = int(text) if text.isdecimal() else None
            row.more.append(f"{heading}: {text}")
        case "countries":
            row.record["places"] = tuple(Place(code) for code in country_codes(text))
        case "purpose_code":
            found = re.search(r"\b\d{5}\b", text)
            if not found:
                raise Broken(_("El código de propósito tiene cinco cifras."))
            row.record["purpose_code"] = found[0]
        case "targets":
            _targets(row, heading, text)
        case "link":
            addresses = _ADDRESS.findall(text)
            if not addresses:
                raise Broken(_("La dirección de un enlace empieza con https:// o http://."))
            row.record["links"] = tuple(Link(heading, address) for address in addresses)
        case "marker":
            _marker(row, text)
        case _:
            score = SCORES.get(fold(text).strip())
            if score is None:
                raise Broken(_("No es un valor de un marcador."))
            key = target.removeprefix("marker:")
            row.record["markers"] = (*row.record.get("markers", ()), Marker(key, score))


def _add_text(row: _Row, target: str, heading: str, text: str) -> None:
    """A text; the second column of the same meaning follows with its heading."""
    earlier = row.ficha.get(target)
    row.ficha[target] = f"{earlier}\n{heading}: {text}" if earlier else text
    if target == "duration":
        said = read_duration(text)
        months = int(text) if text.isdecimal() else (said.months[0] if said.months else None)
        row.ficha["months"] = months
        if text.isdecimal():
            row.ficha["duration"] = str(_("%(count)s meses") % {"count": text})
        for name, value in (("start", said.start), ("end", said.end), ("status", said.status)):
            if value is not None and name not in row.ficha:
                row.ficha[name] = value
        if len(said.months) > 1:
            row.doubt("months", _("La duración menciona varios plazos; se tomó el primero."))


def _status(text: str) -> Status:
    plain = fold(text).strip()
    found = next((each for each in Status if plain in {each.value, fold(str(each.label))}), None)
    if found is None:
        raise Broken(_("No es un estado de proyecto: en identificación, en ejecución, en cierre, concluido…"))
    return found


def _goals(row: _Row, heading: str, text: str) -> None:
    goals = split_goals(text, lambda part, reason: row.refuse("goals", f"{heading}: {part}", reason))
    known = {goal.number for goal in row.ficha.get("goals", ())}
    row.ficha["goals"] = (*row.ficha.get("goals", ()), *(goal for goal in goals if goal.number not in known))
    if any("meta" in fold(goal.text) for goal in goals):
        row.ficha["goals"] = tuple(
            Goal(goal.number) if "meta" in fold(goal.text) else goal for goal in row.ficha["goals"]
        )
        row.more.append(f"{heading}: {text}")
        _targets(row, heading, text)


def _targets(row: _Row, heading: str, text: str) -> None:
    codes = [code.lower() for code in _TARGET.findall(fold(text)) if code.lower() in TARGETS]
    if not codes:
        raise Broken(_("Elija cada meta de la lista; por ejemplo, 5.2."))
    row.record["targets"] = tuple(Target(code) for code in dict.fromkeys(codes))
    rest = re.sub(r"\W+|\bmetas?\b|\bods\b", "", _TARGET.sub("", fold(text)))
    if rest:
        row.doubt("targets", _("La celda dice más que el número: «%(text)s».") % {"text": text})


def _participation(row: _Row, target: str, text: str) -> None:
    for name in filter(None, (each.strip(" ;") for each in re.split(r"\n|;", text))):
        row.institutions.append(Institution("", name))
        row.record["participations"] = (
            *row.record.get("participations", ()),
            Participation(name, ROLES[target]),
        )


def _marker(row: _Row, text: str) -> None:
    plain = fold(text).strip()
    if plain in NOT_SCREENED:
        return
    if SCORES.get(plain) not in {"0", "1", "2"}:
        raise Broken(_("No es un valor del marcador de género: no orientado, significativo o principal."))
    row.record["marker"] = Significance(SCORES[plain])


def _money(row: _Row, target: str, cell: Cell, text: str) -> None:
    if isinstance(cell, Decimal):
        if not row.currency:
            raise Broken(_("«%(text)s» no dice su moneda.") % {"text": text})
        row.amounts[target] = (cell.quantize(Decimal("0.01")), row.currency)
        return
    money = read_money(text, row.currency)
    row.amounts[target] = (money.amount, money.currency)
    if money.doubt:
        row.doubt("total" if target == "total" else "flows", money.doubt)
        if target == "committed":
            row.doubt("contributions", money.doubt)


def _finished(row: _Row, place: str) -> Suggestion:
    _add_amounts(row)
    if row.institutions:
        row.ficha["institutions"] = tuple(dict.fromkeys(row.institutions))
    if row.more:
        row.ficha["description"] = "\n".join(filter(None, (row.ficha.get("description", ""), *row.more)))
    marks = {name: Mark(Certainty.DOUBTFUL, tuple(notes)) for name, notes in row.notes.items()}
    return Suggestion(
        ficha=Ficha(**row.ficha),
        record=Record(**row.record),
        place=place,
        code=row.code,
        owner=row.owner,
        marks=marks,
        unread=tuple(row.unread),
    )


def _add_amounts(row: _Row) -> None:
    if "total" in row.amounts:
        row.record["total"], row.record["currency"] = row.amounts["total"]
    funders = [each.name for each in row.record.get("participations", ()) if each.role is Working.FUNDING]
    funder = funders[0] if funders else str(_("Quien financia"))
    if "committed" in row.amounts:
        row.record["contributions"] = (Contribution(funder, *row.amounts["committed"]),)
    flows = []
    if "disbursed" in row.amounts:
        amount, currency = row.amounts["disbursed"]
        flows.append(Flow(funder, currency, row.year, disbursed=amount))
    if "foreseen" in row.amounts:
        amount, currency = row.amounts["foreseen"]
        flows.append(Flow(funder, currency, None, foreseen=amount))
    if len(flows) == 2 and flows[0].year is None:  # noqa: PLR2004 - both without a year are one row
        flows = [
            Flow(funder, flows[0].currency, None, disbursed=flows[0].disbursed, foreseen=flows[1].foreseen)
        ]
    if flows:
        row.record["flows"] = tuple(flows)
    if row.unread_amounts:
        row.record["amounts_note"] = "\n".join(row.unread_amounts)
