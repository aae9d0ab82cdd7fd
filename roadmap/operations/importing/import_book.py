"""The input of a folder as a workbook: written for people to edit, and brought back as edits of the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Place, Severity, in_order
from requirements.language import _
from requirements.reading.nodes import Document
from requirements.reading.whole_file import content_of
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import REMOVED, Edit, EditConflict, RefusedEdits
from roadmap.folder.texts.files import FileSet
from roadmap.folder.texts.reading import read_documents
from roadmap.importing.book.changed_cells import BookComparison
from roadmap.importing.book.folder_rows import book_sheets
from roadmap.importing.book.reading_book import is_input_book, read_input_book
from roadmap.importing.sheets.sheet import LARGEST
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


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """What bringing a workbook back did, or would do: each change in a sentence, the files that it is written to, the
    difference of their texts, and what `check` says now and did not say before."""

    sentences: tuple[str, ...]
    files: tuple[str, ...]
    diff: str
    findings: tuple[Finding, ...]
    written: bool


def import_book(file: Path | str, *, folder: Path | str, dry_run: bool = False) -> ImportedBook:
    """Bring a workbook that `export_input` wrote back into its folder: what was edited in it is edited in the files,
    and nothing else; `dry_run` writes nothing.

    All changes are made or none. InputFault with what cannot be read, with what was changed in the workbook and in the
    folder alike, and with every error that the changes would bring.
    """
    file, directory = Path(file), Path(folder)
    book, findings = read_input_book(content_of(file, LARGEST), str(file))
    if book is None:
        raise InputFault(in_order(findings))
    comparison = BookComparison(book, documents_of(directory), str(file))
    changes = comparison.run()
    if comparison.findings:
        raise InputFault(in_order(comparison.findings))
    edits = [Edit(change.path, REMOVED if change.removed else change.value) for change in changes]
    answer = FolderEditor(directory).apply(edits, dry_run=dry_run)
    if isinstance(answer, RefusedEdits):
        raise InputFault(in_order(list(answer.findings)))
    if isinstance(answer, EditConflict):
        raise InputFault([_conflict(answer, file)])
    sentences = tuple(one.sentence for one in answer.made)
    return ImportedBook(sentences, answer.files, answer.diff, answer.findings, answer.written and bool(answer.files))


def is_book_of_input(file: Path | str) -> bool:
    """Whether a file is a workbook that `export_input` wrote."""
    return is_input_book(content_of(Path(file), LARGEST), str(file))


def _conflict(conflict: EditConflict, file: Path) -> Finding:
    message = _("{path} was changed both here and in the folder").format(path=conflict.path)
    return Finding("workbook-conflict", Place(str(file)), message, _("Export the workbook again, and change it there."))


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
