"""The input of a folder as a workbook: written for people to edit, and brought back as edits of the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Severity, in_order
from requirements.language import _
from requirements.reading.nodes import Document
from roadmap.folder.texts.files import FileSet
from roadmap.folder.texts.reading import read_documents
from roadmap.importing.book.rows import book_sheets
from roadmap.outputs.editions.workbook import write_workbook
from roadmap.views.books.input_book import build_input_book


def export_input(directory: Path | str) -> bytes:
    """The input of a folder as a workbook: a sheet for each section, with typed cells, whose changes `import_book`
    brings back. InputFault where a file of the folder cannot be read."""
    documents = documents_of(Path(directory))
    header = documents[0].root
    day = str(header.get("as_of") or header.get("start") or "")
    as_of = date.fromisoformat(day) if _is_day(day) else date(2000, 1, 1)
    return write_workbook(build_input_book(book_sheets(documents), name=str(header.get("name") or ""), as_of=as_of))


def documents_of(directory: Path) -> list[Document]:
    """The files of a folder as they are. InputFault where one cannot be read, RoadmapError where there is none."""
    files = FileSet(directory)
    documents = read_documents(files, encoding=None)
    wrong: list[Finding] = [finding for finding in files.findings if finding.severity is Severity.ERROR]
    if wrong:
        raise InputFault(in_order(wrong))
    if not documents:
        raise RoadmapError(_("{folder} has no roadmap.yaml that can be read.").format(folder=directory))
    return documents


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
