"""Requirements in the exchange format of requirement tools (ReqIF) as a sheet: one row a requirement, in the order of
the document.

The parser takes no document type, so there are no entities; objects are forgotten as soon as they are read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from requirements.finding import Finding, Place, Severity
from requirements.language import _
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS, Sheet
from roadmap.importing.sheets.text import too_long

COLUMNS = ("Identifier", "Document", "Row", "Level", "Parent", "Requirement", "Name", "Text", "Type", "Links")
"""The columns of every such sheet; further attributes follow by their names."""
HEADING, REQUIREMENT = "heading", "requirement"
"""What the column Row says: a chapter's title, or something that is required."""
_NAMES = ("ReqIF.Name", "Name", "Title", "Object Short Text", "Summary")
_TEXTS = ("ReqIF.Text", "Text", "Object Text", "Description", "ReqIF.Description")
_CHAPTERS = ("ReqIF.ChapterName", "Object Heading", "ChapterName")
_DEEPEST = 50
MOST_COLUMNS = 100


def is_reqif(content: bytes, file: str) -> bool:
    """Whether a file is ReqIF: by its ending, or by its first element."""
    return file.lower().endswith((".reqif", ".reqifz")) or b"<REQ-IF" in content[:4096]


def read_reqif_sheet(content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
    """The requirements of a file below a row of their attributes, or None and why not."""
    document = _Requirements()
    fault = _refusal(content, file) or document.fault(content, file, form.rows or MOST_ROWS)
    if fault is not None:
        return None, [fault]
    wording = document.wording()
    found = [] if wording is None else [_told(wording, file)]
    return _sheet(document, content, wording), found


def _told(wording: str, file: str) -> Finding:
    message = _("no attribute is called ReqIF.Text or ReqIF.Name: the requirements are read from {name}")
    hint = _("Name another column in the mapping where that is wrong.")
    return Finding("reqif-text", Place(file), message.format(name=wording), hint, Severity.WARNING)


def _refusal(content: bytes, file: str) -> Finding | None:
    """Why a file is not even looked into."""
    if content.startswith(b"PK"):
        hint = _("Unpack it (it is a ZIP archive), and import the .reqif file in it.")
        return Finding("reqif-form", Place(file), _("the file is packed"), hint)
    if len(content) > LARGEST:
        message = _("the file is larger than {limit} MiB").format(limit=LARGEST // 1024**2)
        return Finding("too-large", Place(file), message, _("Export fewer requirements."))
    return None


@dataclass(slots=True)
class _Object:
    """A requirement: its identifier, type, and attributes by name."""

    key: str
    type: str
    values: dict[str, str]


@dataclass(slots=True)
class _Requirements:
    """A file of requirements while it is read."""

    objects: dict[str, _Object] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """What attributes, types and values of lists are called, by identifier."""
    links: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """Where objects stand: document, depth from 1, and what stands above; in the order of the documents."""
    formatted: set[str] = field(default_factory=set)
    """The attributes that hold formatted text."""

    def fault(self, content: bytes, file: str, most: int) -> Finding | None:
        """Read all of it; why that cannot be, or None."""
        hint = _("Export the requirements again as ReqIF.")
        try:
            self._read(content)
        except DefusedXmlException:
            message = _("the file declares a document type, which may hold entities, and was not read")
            return Finding("reqif-form", Place(file, 1, 1), message, hint)
        except ET.ParseError as error:
            return Finding("reqif-form", Place(file, error.position[0]), _("this is not well-formed XML"), hint)
        if not self.objects:
            return Finding("empty-file", Place(file), _("the file holds no requirements"))
        return too_long(Place(file, 1), most) if len(self.objects) > most else None

    def _read(self, content: bytes) -> None:
        """Read all of it. Raises what the parser raises."""
        for _event, element in iterparse(io.BytesIO(content), events=("end",), forbid_dtd=True):
            name, key = _local(element), element.get("IDENTIFIER", "")
            if name == "ENUM-VALUE" or name.startswith("ATTRIBUTE-DEFINITION-") or name == "SPEC-OBJECT-TYPE":
                if key:
                    self.names[key] = element.get("LONG-NAME") or key
            elif name == "SPEC-OBJECT":
                self._object(element, key)
                element.clear()
            elif name == "SPEC-RELATION":
                ends = [_reference(part) for part in element if _local(part) in ("SOURCE", "TARGET")]
                if len(ends) == 2:
                    self.links.setdefault(ends[0], []).append(ends[1])
                element.clear()
            elif name == "SPECIFICATION":
                title = element.get("LONG-NAME") or key
                for part in element:
                    if _local(part) == "CHILDREN":
                        self._hierarchy(part, title, 1, "")
                element.clear()

    def _object(self, element: ET.Element, key: str) -> None:
        values: dict[str, str] = {}
        kind = ""
        for part in element:
            if _local(part) == "TYPE":
                kind = self.names.get(_reference(part), "")
            elif _local(part) == "VALUES":
                for value in part:
                    name, text = self._value(value)
                    if name and text:
                        values[name] = text
        if element.get("LONG-NAME"):
            values.setdefault("Name", element.get("LONG-NAME", ""))
        if element.get("DESC"):
            values.setdefault("Description", element.get("DESC", ""))
        self.objects[key] = _Object(key, kind, values)

    def _value(self, element: ET.Element) -> tuple[str, str]:
        """The name of an attribute, and its value as one text."""
        name, text = "", " ".join(element.get("THE-VALUE", "").split())
        for part in element:
            local = _local(part)
            if local == "DEFINITION":
                reference = _reference(part)
                name = self.names.get(reference, reference)
            elif local == "THE-VALUE":
                text = " ".join("".join(part.itertext()).split())
            elif local == "VALUES":
                keys = [(one.text or "").strip() for one in part]
                text = "; ".join(self.names.get(key, key) for key in keys)
        if _local(element).endswith("-XHTML"):
            self.formatted.add(name)
        return name, text

    def wording(self) -> str | None:
        """The attribute that holds what is required, where none has a usual name: the one with the most text, of those
        with formatted text if there are any; None where a usual one is there, or none at all."""
        lengths: dict[str, int] = {}
        for found in self.objects.values():
            for name, text in found.values.items():
                lengths[name] = lengths.get(name, 0) + len(text)
        if lengths.keys() & {*_NAMES, *_TEXTS}:
            return None
        named = {name: length for name, length in lengths.items() if name in self.formatted and length} or lengths
        return max(named, key=lambda name: (named[name], name), default=None)

    def _hierarchy(self, children: ET.Element, title: str, depth: int, parent: str) -> None:
        for node in children:
            key = next((_reference(part) for part in node if _local(part) == "OBJECT"), "")
            if key and key not in self.places:
                self.places[key] = (title, depth, parent)
            for part in node:
                if _local(part) == "CHILDREN" and depth < _DEEPEST:
                    self._hierarchy(part, title, depth + 1, key)


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _reference(element: ET.Element) -> str:
    """The identifier that the only member of an element holds."""
    return next(((one.text or "").strip() for one in element), "")


def _sheet(document: _Requirements, content: bytes, wording: str | None) -> Sheet:
    ordered = [key for key in document.places if key in document.objects]
    ordered += [key for key in document.objects if key not in document.places]
    told = {name for found in document.objects.values() for name in found.values}
    others = sorted(told - {*_NAMES, *_TEXTS, *_CHAPTERS, *COLUMNS})[: MOST_COLUMNS - len(COLUMNS)]
    columns = [*COLUMNS, *others]
    lines = _lines(content, ordered)
    head = Row(columns, [(1, at + 1) for at in range(len(columns))])
    rows = []
    for key in ordered:
        cells = _cells(document, key, wording)
        rows.append(Row([cells.get(name, "") for name in columns], [(lines.get(key, 1), 1)] * len(columns)))
    return Sheet([head, *rows])


def _cells(document: _Requirements, key: str, wording: str | None) -> Mapping[str, str]:
    found = document.objects[key]
    title, depth, parent = document.places.get(key, ("", 1, ""))
    texts = _TEXTS if wording is None else (wording,)
    name, text, chapter = (_first(found.values, names) for names in (_NAMES, texts, _CHAPTERS))
    is_heading = bool(chapter) and not text
    return found.values | {
        "Identifier": key,
        "Document": title,
        "Row": HEADING if is_heading else REQUIREMENT,
        "Level": str(depth),
        "Parent": parent,
        "Requirement": "" if is_heading else name or text or chapter,
        "Name": name or chapter,
        "Text": text,
        "Type": found.type,
        "Links": "; ".join(document.links.get(key, ())),
    }


def _first(values: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _lines(content: bytes, keys: list[str]) -> dict[str, int]:
    """The line of each object, for the places of findings."""
    wanted = dict.fromkeys(keys)
    return {key: line for key, line in _identified(content) if key in wanted}


def _identified(content: bytes) -> Iterator[tuple[str, int]]:
    line, seen = 1, 0
    for found in re.finditer(rb"<(?:\w+:)?SPEC-OBJECT\s[^>]*?IDENTIFIER=[\"']([^\"']*)", content):
        line += content.count(b"\n", seen, found.start())
        seen = found.start()
        yield found[1].decode("utf-8", "replace"), line
