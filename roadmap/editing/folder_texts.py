"""The files of a folder while they are edited in memory: found by path, spliced, read again and compared."""

from __future__ import annotations

from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.nodes import Document
from requirements.reading.typed import read_entry
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.editing.edits import ABSENT, EditStopped, EntryText, RefusedEdits, refusal
from roadmap.editing.entries import digest_of, entry_of, is_in_map, part_of, shown_path
from roadmap.editing.splicing.changes import StepKind, TextStep, stepped
from roadmap.editing.splicing.file_text import FileText, NotTheSameBytes, spliced
from roadmap.editing.splicing.tree import TextNode, follow, read_tree
from roadmap.editing.splicing.values import same
from roadmap.editing.splicing.yaml_text import yaml_splices
from roadmap.editing.tables import FolderTable, Location, plain_node
from roadmap.folder.load import Loaded, load_documents, load_project
from roadmap.folder.texts.collected import BY_ID, LISTED
from roadmap.folder.texts.files import ROADMAP, FileSet, shown
from roadmap.folder.texts.reading import (
    FolderNames,
    folder_names,
    is_table,
    read_documents,
    read_table_file,
    table_kind,
)


class FolderTexts:
    """A folder as its files say it, and as they would say it after the edits so far.

    `documents` are those that could be read, by the name of their file, roadmap.yaml first; `drafts` the new content of
    each file that has changed; `findings` what is wrong with whole files.
    """

    def __init__(self, directory: Path, *, encoding: str | None = None) -> None:
        files = FileSet(directory)
        documents = read_documents(files, encoding=encoding)
        names = {shown(name): name for name in files.contents}
        self.directory, self.encoding = directory, encoding
        self.contents = dict(files.contents)
        self.drafts: dict[str, bytes] = {}
        self.findings = list(files.findings)
        self.documents: dict[str, Document] = {names[document.file]: document for document in documents}
        self._tables: dict[str, FolderTable] = {}
        self._names = self._named()

    def _named(self) -> FolderNames | None:
        """What the tables of the folder may call things; None where there is none."""
        if not self.documents or not any(map(is_table, self.documents)):
            return None
        return folder_names(document for name, document in self.documents.items() if not is_table(name))

    def former(self, name: str, content: bytes) -> FolderTexts | None:
        """The same folder with one file as it was; None where that could not be read."""
        other = copy(self)
        other.drafts, other.documents = {**self.drafts, name: content}, dict(self.documents)
        document, _findings = other.read(name, content)
        if document is None:
            return None
        other.documents[name] = document
        other._tables = {}  # noqa: SLF001 - of its own class
        return other

    def content(self, name: str) -> bytes:
        """What a file says by now."""
        return self.drafts.get(name, self.contents[name])

    def text(self, name: str) -> FileText:
        """The text of a file, if edits may be spliced into it; else the end of the edit."""
        place = Place(shown(name))
        faults = [] if is_table(name) else [one for one in self.findings if one.place.file == place.file]
        if faults:
            message = _("the file cannot be edited, because of what is wrong with its form: {finding}")
            hint = _("Mend the line in an editor first.")
            raise refusal("edit-file", faults[0].place, message.format(finding=faults[0].message), hint)
        try:
            return FileText.of(self.content(name))
        except NotTheSameBytes:
            message = _("the file cannot be edited, because writing its text would change other bytes of it")
            raise refusal("edit-file", place, message, _("Save the file as UTF-8.")) from None

    def table(self, name: str) -> FolderTable:
        """A table of the folder."""
        if name not in self._tables:
            kind = table_kind(self.content(name), shown(name), encoding=self.encoding)
            self._tables[name] = FolderTable(self.documents[name], self.text(name), kind)
        return self._tables[name]

    def entry(self, name: str, location: Location) -> EntryText:
        """The entry that a place in a file belongs to, as the file writes it; with the hash ABSENT if it is not
        there."""
        place = entry_of(location)
        path = shown_path(self.documents, name, place)
        value = plain_node(part_of(self.documents[name].root, place))
        if is_table(name):
            table = self.table(name)
            rows = table.rows(place)
            text = table.text.newline.join(table.text.text[row.start : row.end] for row in rows)
            line = rows[0].line if rows else 0
        else:
            text, line = _yaml_entry(self.text(name).text, place)
        return EntryText(path, shown(name), line, text, digest_of(text) if text else ABSENT, value)

    def make(self, name: str, step: TextStep) -> None:
        """Make one step in a file, in memory. The end of the edit where it cannot be written, or something else would
        change with it."""
        text = self.text(name)
        if is_table(name):
            splices = self.table(name).splices(step)
        else:
            splices = yaml_splices(text.text, step, newline=text.newline)
        content = text.content(spliced(text.text, splices))
        before = plain_node(self.documents[name].root)
        document, findings = self.read(name, content)
        place = Place(shown(name))
        new = [one for one in findings if one.code not in {old.code for old in self._of(name)}]
        if document is None or (new and not is_table(name)):
            hint = _("Write the value in another way, or change the file in an editor.")
            message = _("with this value the file could not be read: {finding}")
            raise refusal("edit-value", place, message.format(finding=(new or findings)[0].message), hint)
        if not self._is_expected(before, document, step):
            message = _("this edit would change other values of the file, too")
            raise refusal("edit-unsafe", place, message, _("Change the file in an editor."))
        self._take(name, content, document, findings)

    def replace(self, name: str, content: bytes) -> None:
        """Let a file say something else as a whole, in memory; the end of the edit where it can be read and could not
        be read any more."""
        document, findings = self.read(name, content)
        if document is None and name in self.documents:
            raise EditStopped(RefusedEdits(tuple(findings)))
        self._take(name, content, document, findings)

    def _take(self, name: str, content: bytes, document: Document | None, findings: list[Finding]) -> None:
        self.drafts[name] = content
        if document is not None:
            self.documents[name] = document
        self.findings = [*(one for one in self.findings if one.place.file != shown(name)), *findings]
        self._tables.pop(name, None)

    def checked(self, *, as_of: date | None = None) -> Loaded:
        """What a check says of the folder as its files would be, with all that was read so far."""
        if ROADMAP in self.drafts or self._names != self._named():  # other files, or tables that read in another way
            return load_project(self.directory, encoding=self.encoding, as_of=as_of, drafts=self.drafts)
        contents = self.contents | self.drafts
        files = FileSet(self.directory, contents=contents, findings=list(self.findings), drafts=self.drafts)
        return load_documents(files, list(self.documents.values()), as_of=as_of)

    def _of(self, name: str) -> list[Finding]:
        return [one for one in self.findings if one.place.file == shown(name)]

    def read(self, name: str, content: bytes) -> tuple[Document | None, list[Finding]]:
        """A content of a file as a document, or None; and what is wrong with it."""
        if is_table(name):
            others = [document for file, document in self.documents.items() if not is_table(file)]
            return read_table_file(content, shown(name), folder_names(others), encoding=self.encoding)
        return read_yaml_file(content, shown(name), expected="", encoding=self.encoding)

    def _is_expected(self, before: Any, document: Document, step: TextStep) -> bool:
        """Whether a file says what it said, but for the part that a step changes."""
        after = plain_node(document.root)
        expected = stepped(before, step)
        if same(after, expected):
            return True
        place = entry_of(step.location)
        if not is_in_map(document.file, place) or len(place) < 2:
            return False
        mine, theirs = part_of(after, place), part_of(expected, place)
        if not same(_without(after, place), _without(expected, place)):
            return False
        model = (BY_ID | LISTED)[str(place[0])]
        one, _wrong = read_entry(model, mine, document, path=place)
        other, _wrong = read_entry(model, theirs, document, path=place)
        return other is None or one == other  # what is wrong with a value that is wanted, the check tells


def _without(root: Any, place: Location) -> Any:
    """A document without one entry."""
    if part_of(root, place) is None:
        return root
    return stepped(root, TextStep(StepKind.REMOVE, place))


def _yaml_entry(text: str, place: Location) -> tuple[str, int]:
    """The text of an entry, from its key or its dash to the end of its value, and its line; empty if it is not
    there."""
    way = follow(read_tree(text), place)
    if len(way) < len(place):
        return "", 0
    member = way[-1][1]
    end = max(member.node.end, _key_end(member.key))
    body = text[: member.begin].replace("\r\n", "\n").replace("\r", "\n")
    return text[member.begin : end], body.count("\n") + 1


def _key_end(key: TextNode | None) -> int:
    return 0 if key is None else key.end
