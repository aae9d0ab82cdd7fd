"""The table of contents of a workbook: its sheets, its shared texts, and from which year it counts days."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from requirements.language import _
from roadmap.importing.sheets.workbook.archive import Archive
from roadmap.importing.sheets.workbook.xml import local, read_part

_BOOK, _LINKS, _TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_TRUE = ("1", "true")


@dataclass(slots=True)
class Book:
    """The sheets of a workbook in their order: the part of each by its name, and those that are hidden."""

    sheets: dict[str, str] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    from_1904: bool = False


def read_book(archive: Archive) -> Book:
    """The sheets of a workbook. Raises BrokenWorkbook where it has none, or names a part that is not there."""
    book, listed = Book(), []

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            book.from_1904 = attributes.get("date1904", "0") in _TRUE
        elif tag == "sheet":
            listed.append(
                (attributes.get("name", ""), local(attributes, "id") or "", attributes.get("state", "visible"))
            )

    read_part(archive, _BOOK, begin, lambda _tag, _text: None)
    targets = _targets(archive)
    for name, link, state in listed:
        part = targets.get(link, "")
        if part not in archive.names:
            raise archive.broken(_BOOK, _("the sheet {name} is missing").format(name=name[:40]))
        if "worksheets/" in part or "/sheet" in part:
            book.sheets[name] = part
            book.hidden += [name] if state != "visible" else []
    if not book.sheets:
        raise archive.broken(_BOOK, _("the workbook has no sheet"))
    return book


def _targets(archive: Archive) -> dict[str, str]:
    targets: dict[str, str] = {}

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes.get("Id", "")] = whole

    if _LINKS in archive.names:
        read_part(archive, _LINKS, begin, lambda _tag, _text: None)
    return targets


def read_texts(archive: Archive) -> list[str]:
    """The texts that cells share, in their order; the reading aids of Japanese and Chinese are no part of them."""
    texts: list[str] = []
    pieces: list[str] = []
    aside = 0

    def begin(tag: str, _attributes: Mapping[str, str]) -> None:
        nonlocal aside
        aside += tag == "rPh"

    def end(tag: str, text: str) -> None:
        nonlocal aside
        aside -= tag == "rPh"
        if tag == "t" and not aside:
            pieces.append(text)
        elif tag == "si":
            texts.append("".join(pieces))
            pieces.clear()

    if _TEXTS in archive.names:
        read_part(archive, _TEXTS, begin, end)
    return texts
