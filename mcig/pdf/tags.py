"""What PDF/UA-1 and ISO 32000-1 (14.7, 14.8.5.7) ask for and WeasyPrint leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import TableCellBox

PRINTED = 4  # the third flag of an annotation
SCOPES = {"row": "/Row", "col": "/Column"}


def complete(document: Any, pdf: Any) -> None:
    """Add scope and index of header cells, the language of cells, bodies of list items, the attached files.

    What is linked is printed, too, and each of its parts is a link: otherwise some readers would not meet it.
    """
    _set_furniture_apart(pdf)
    _give_bodies(pdf)
    _name_links(pdf)
    for annotation in _of_type(pdf, "/Annot"):
        annotation.setdefault("F", PRINTED)
    headers = []
    for cell in _cells(document):
        if scope := SCOPES.get(cell.element.get("scope", "")):
            cell.mark["A"]["Scope"] = scope
        if language := cell.element.get("lang"):
            cell.mark["Lang"] = pydyf.String(language)
        if "ID" in cell.mark:
            headers.append((cell.mark["ID"], cell.mark.reference))
    if headers:
        headers.sort(key=lambda header: bytes(header[0].data))
        names = pydyf.Array(part for header in headers for part in header)
        for root in _of_type(pdf, "/StructTreeRoot"):
            root["IDTree"] = pydyf.Dictionary({"Names": names})
    files = _of_type(pdf, "/Filespec")
    for file in files:
        file["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = pydyf.Array(file.reference for file in files)


def _give_bodies(pdf: Any) -> None:
    """What stands beside the number of a list item is its body (ISO 32000-1, 14.8.4.3.3)."""
    elements = _of_type(pdf, "/StructElem")
    known = {element.reference: element for element in elements}
    for item in (each for each in elements if each["S"] == "/LI"):
        loose = [kid for kid in item["K"] if known[kid]["S"] not in {"/Lbl", "/LBody"}]
        if loose:
            body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(loose)})
            body |= {"Pg": item["Pg"], "P": item.reference}
            pdf.add_object(body)
            item["K"] = pydyf.Array([*(kid for kid in item["K"] if kid not in loose), body.reference])
            for kid in loose:
                known[kid]["P"] = body.reference


def _name_links(pdf: Any) -> None:
    """What belongs to an annotation of a link is a link, also inside one (ISO 14289-1, 7.18.5)."""
    links = {each.reference for each in _of_type(pdf, "/OBJR")}
    for element in _of_type(pdf, "/StructElem"):
        if element["S"] == "/Span" and links.intersection(element["K"]):
            element["S"] = "/Link"


def _set_furniture_apart(pdf: Any) -> None:
    """Running headers and footers are artifacts, not content (ISO 14289-1, 7.8).

    WeasyPrint marks their text as content that belongs to elements outside the tree.
    """
    known = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Object) and each.number}
    (root,) = _of_type(pdf, "/StructTreeRoot")
    linked = _linked(root, known)
    loose = [each for each in _of_type(pdf, "/StructElem") if each.reference not in linked]
    for element in loose:
        stream = known[known[element["Pg"]]["Contents"]].stream
        marks = {kid for kid in element["K"] if isinstance(kid, int)}
        for place, part in enumerate(stream):
            if isinstance(part, pydyf.Dictionary) and part.get("MCID") in marks:
                stream[place - 1], stream[place] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
    names = {each.reference for each in loose}
    for page in known[root["ParentTree"]]["Nums"][1::2]:
        if isinstance(page, list):
            page[:] = [b"null" if each in names else each for each in page]


def _linked(root: Any, known: dict[bytes, Any]) -> set[bytes]:
    """The references of all elements that the tree holds."""
    found: set[bytes] = set()
    left = [root]
    while left:
        kids = left.pop().get("K", ())
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, bytes) and kid not in found:
                found.add(kid)
                left.append(known[kid])
    return found


def _cells(document: Any) -> Iterator[Any]:
    """The table cells that WeasyPrint has tagged: it leaves each one's structure element in `mark`."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, TableCellBox) and box.element is not None and hasattr(box, "mark"):
                yield box


def _of_type(pdf: Any, name: str) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == name]
