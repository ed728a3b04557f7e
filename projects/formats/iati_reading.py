"""IATI 2.03 activities as a stream: one in memory at a time, no entities, nothing fetched.

Source: iatistandard.org, version 2.03; its codelists for the numbers below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from mcig.rules import Broken, _
from projects.formats.iati_activity import activity_suggestion
from projects.formats.iati_writing import GENDER
from projects.rules.incoming import Reader

__all__ = ["Wanted", "read_activities", "require_activities"]

ROOT, ACTIVITY = "iati-activities", "iati-activity"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which activities are read: of a country (empty: of any), and with the gender marker 1 or 2."""

    country: str = "MX"
    only_marked: bool = True


def require_activities(stream: IO[bytes]) -> None:
    """Raise `Broken` unless the stream begins as a file of activities without a document type."""
    next(_events(stream, whole=False), None)


def read_activities(stream: IO[bytes], wanted: Wanted) -> Iterator[Reader]:
    """The wanted activities, one by one; each is read before the next one is asked for.

    Memory does not grow with the file.

    Raises `Broken` for another kind of XML, one that declares a document type, and one that breaks off.
    """
    for position, activity in enumerate(_events(stream), start=1):
        if _is_wanted(activity, wanted):
            yield partial(activity_suggestion, activity, position)


def _events(stream: IO[bytes], *, whole: bool = True) -> Iterator[Any]:
    from lxml import etree  # noqa: PLC0415 - for who imports IATI only

    context = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        root = None
        for event, element in context:
            if root is None:
                root = element
                _require(root)
                if not whole:
                    return
            elif event == "end" and element.tag == ACTIVITY and element.getparent() is root:
                yield element
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del root[0]
    except etree.XMLSyntaxError:
        raise Broken(_("El XML está dañado o incompleto y no se puede leer."), "file") from None


def _require(root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        raise Broken(
            _("El XML declara entidades o un tipo de documento; las actividades IATI no lo hacen."), "file"
        )
    if root.tag != ROOT:
        raise Broken(_("El XML no contiene actividades IATI (falta «iati-activities»)."), "file")
    version = root.get("version", "")
    if not version.startswith("2."):
        raise Broken(
            _("El archivo dice ser de la versión «%(version)s» de IATI; se leen las de la 2.")
            % {"version": version[:20]},
            "file",
        )


def _is_wanted(activity: Any, wanted: Wanted) -> bool:
    if wanted.only_marked:
        markers = activity.iterfind("policy-marker")
        if not any(_is_gender(each) and each.get("significance") in {"1", "2"} for each in markers):
            return False
    if not wanted.country:
        return True
    return any(each.get("code", "").upper() == wanted.country for each in activity.iter("recipient-country"))


def _is_gender(marker: Any) -> bool:
    return bool(marker.get("code") == GENDER and marker.get("vocabulary", "1") == "1")
