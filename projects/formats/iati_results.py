"""The indicators of an IATI activity, with their figures and the dates of those."""

from __future__ import annotations

from typing import Any

from mcig.rules import _
from projects.formats.iati_element import Reading, day_of
from projects.rules import PartialDate, Precision, write_date
from projects.rules.record import Indicator

__all__ = ["indicators_of", "result_title"]

# Codelist IndicatorMeasure.
PERCENTAGE = "2"
READ = {"title", "baseline", "period"}
FIGURES = {"period-start", "period-end", "target", "actual"}
DECEMBER, LAST = 12, 31


def result_title(result: Any) -> Any:
    """The element that says what a result is, or None."""
    return result.find("title") if result.find("title") is not None else result.find("description")


def indicators_of(reading: Reading, results: tuple[str, ...]) -> tuple[Indicator, ...]:
    """Every indicator with its baseline, targets and values; `results` are those of the ficha.

    Effects: what a result or an indicator says beside is told as a text that no field takes.
    """
    found = []
    for result in reading.all("result"):
        title = result_title(result)
        words = reading.text(title)
        number = results.index(words) + 1 if words in results else None
        reading.leave("results", [each for each in result if each is not title and each.tag != "indicator"])
        found += [_indicator(reading, each, number) for each in result.iterfind("indicator")]
    return tuple(found)


def _indicator(reading: Reading, indicator: Any, result: int | None) -> Indicator:
    baselines = [_figure(reading, each, _year(each)) for each in indicator.iterfind("baseline")]
    targets, values = [], []
    for period in indicator.iterfind("period"):
        end = period.find("period-end")
        when = _when(end.get("iso-date", "") if end is not None else "")
        targets += [_figure(reading, each, when) for each in period.iterfind("target")]
        values += [_figure(reading, each, when) for each in period.iterfind("actual")]
        reading.leave("indicators", [each for each in period if each.tag not in FIGURES])
    reading.leave("indicators", [each for each in indicator if each.tag not in READ])
    return Indicator(
        title=reading.text(indicator.find("title"), "indicators") or str(_("(indicador sin título)")),
        result=result,
        unit="%" if indicator.get("measure") == PERCENTAGE else "",
        baseline="; ".join(filter(None, baselines)),
        target="; ".join(filter(None, targets)),
        value="; ".join(filter(None, values)),
    )


def _figure(reading: Reading, figure: Any, when: str) -> str:
    """`30 (2024; sex: female)`: a value, or the words that stand for it, and what tells it apart."""
    value, comment = figure.get("value", "").strip(), reading.text(figure.find("comment"))
    if value and comment:
        reading.refuse("indicators", comment, _("es un comentario de una cifra"))
    split = [f"{each.get('name', '')}: {each.get('value', '')}" for each in figure.iterfind("dimension")]
    notes = "; ".join(filter(None, [when, *split]))
    said = value or comment
    return f"{said} ({notes})" if said and notes else said


def _year(baseline: Any) -> str:
    return _when(baseline.get("iso-date", "")) or str(baseline.get("year", ""))


def _when(text: str) -> str:
    """The day in words; the year alone where it is the last day of it."""
    day = day_of(text)
    if day is None:
        return ""
    is_year = (day.month, day.day) == (DECEMBER, LAST)
    return write_date(PartialDate(day, Precision.YEAR if is_year else Precision.DAY))
