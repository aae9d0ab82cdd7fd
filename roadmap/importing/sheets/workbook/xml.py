"""Parts of a workbook as events: no document types, no entities, UTF-8 only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from requirements.language import _
from roadmap.importing.sheets.workbook.archive import Archive

Begin = Callable[[str, Mapping[str, str]], None]


def read_part(archive: Archive, name: str, begin: Begin, end: Callable[[str, str], None]) -> None:
    """Tell of each element of a part as it begins, with its attributes, and as it ends, with the text right in it; both
    by their names without a namespace. Raises BrokenWorkbook where the part is no such text."""
    content = archive.part(name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:64]:
        raise archive.broken(name, _("the part is not UTF-8"))
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    texts: list[list[str]] = [[]]

    def refuse(*_found: object) -> None:
        raise archive.broken(name, _("the part defines a document type, which no spreadsheet program writes"))

    def on_begin(tag: str, attributes: dict[str, str]) -> None:
        texts.append([])
        begin(tag.rpartition(":")[2], attributes)

    def on_end(tag: str) -> None:
        end(tag.rpartition(":")[2], "".join(texts.pop()))

    def on_text(text: str) -> None:
        texts[-1].append(text)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = on_begin
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError as error:
        reason = _("line {line}, column {column}: {reason}")
        raise archive.broken(
            name, reason.format(line=error.lineno, column=error.offset + 1, reason=_("this is not well-formed XML"))
        ) from None


def local(attributes: Mapping[str, str], name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)
