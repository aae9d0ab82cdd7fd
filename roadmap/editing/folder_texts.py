"""The files of a folder while they are edited in memory: found by path, spliced, read again and compared."""

from __future__ import annotations

from collections.abc import Sequence
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
from roadmap.editing.splicing.file_text import FileText, NotTheSameBytes, Splice, are_apart, spliced
from roadmap.editing.splicing.splices import StepKind, TextStep, stepped
from roadmap.editing.splicing.tree import TextNode, follow, read_tree
from roadmap.editing.splicing.yaml_text import yaml_splices
from roadmap.editing.splicing.yaml_values import same
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
from roadmap.folder.texts.remembered import RememberedDocuments


class FolderTexts:
    """A folder as its files say it, and as they would say it after the edits so far.

    `documents` are those that could be read, by the name of their file, roadmap.yaml first; `drafts` the new content of
    each file that has changed; `findings` what is wrong with whole files.
    """

    def __init__(
        self, directory: Path, *, encoding: str | None = None, remembered: RememberedDocuments | None = None
    ) -> None:
        self._remembered = remembered or RememberedDocuments()
        files = FileSet(directory, remembered=self._remembered)
        documents = read_documents(files, encoding=encoding)
        names = {shown(name): name for name in files.contents}
        self.directory, self.encoding = directory, encoding
        self.contents = dict(files.contents)
        self.drafts: dict[str, bytes] = {}
        self.findings = list(files.findings)
        self.documents: dict[str, Document] = {names[document.file]: document for document in documents}
        self._tables: dict[str, FolderTable] = {}
        self._texts: dict[str, tuple[bytes, FileText]] = {}
        self._trees: dict[str, tuple[str, TextNode]] = {}
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
        other._tables, other._texts, other._trees = {}, {}, {}  # noqa: SLF001 - of its own class
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
        content = self.content(name)
        try:
            if name not in self._texts or self._texts[name][0] is not content:
                self._texts[name] = content, FileText.of(content)
            return self._texts[name][1]
        except NotTheSameBytes:
            message = _("the file cannot be edited, because writing its text would change other bytes of it")
            raise refusal("edit-file", place, message, _("Save the file as UTF-8.")) from None

    def tree(self, name: str) -> TextNode:
        """The parts of the text of a YAML file."""
        text = self.text(name).text
        if name not in self._trees or self._trees[name][0] is not text:
            self._trees[name] = text, read_tree(text)
        return self._trees[name][1]

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
            text, line = _yaml_entry(self.text(name).text, self.tree(name), place)
        return EntryText(path, shown(name), line, text, digest_of(text) if text else ABSENT, value)

    def make(self, name: str, *steps: TextStep) -> None:
        """Make steps in a file that touch each other nowhere, in memory. The end of the edit where they cannot be
        written, or something else would change with them."""
        text = self.text(name)
        groups = [self._splices(name, text, step) for step in steps]
        content = text.content(spliced(text.text, [splice for group in groups for splice in group]))
        before = plain_node(self.documents[name].root)
        document, findings = self.read(name, content)
        place = Place(shown(name))
        new = [one for one in findings if one.code not in {old.code for old in self._of(name)}]
        if document is None or (new and not is_table(name)):
            hint = _("Write the value in another way, or change the file in an editor.")
            message = _("with this value the file could not be read: {finding}")
            raise refusal("edit-value", place, message.format(finding=(new or findings)[0].message), hint)
        if not (are_apart(groups) and self._is_expected(before, document, steps)):
            message = _("this edit would change other values of the file, too")
            raise refusal("edit-unsafe", place, message, _("Change the file in an editor."))
        self._take(name, content, document, findings)

    def _splices(self, name: str, text: FileText, step: TextStep) -> list[Splice]:
        if is_table(name):
            return self.table(name).splices(step)
        return yaml_splices(text.text, step, newline=text.newline, parts=self.tree(name))

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
            return load_project(
                self.directory,
                encoding=self.encoding,
                as_of=as_of,
                drafts=self.drafts,
                remembered=self._remembered,
            )
        contents = self.contents | self.drafts
        files = FileSet(self.directory, contents=contents, findings=list(self.findings), drafts=self.drafts)
        return load_documents(files, list(self.documents.values()), as_of=as_of)

    def _of(self, name: str) -> list[Finding]:
        return [one for one in self.findings if one.place.file == shown(name)]

    def read(self, name: str, content: bytes) -> tuple[Document | None, list[Finding]]:
        """A content of a file as a document, or None; and what is wrong with it."""
        file, encoding = shown(name), self.encoding
        if not is_table(name):
            return self._remembered.document(
                name, content, encoding, read=lambda: read_yaml_file(content, file, expected="", encoding=encoding)
            )
        names = folder_names(document for other, document in self.documents.items() if not is_table(other))
        return self._remembered.document(
            name, content, (names, encoding), read=lambda: read_table_file(content, file, names, encoding=encoding)
        )

    def _is_expected(self, before: Any, document: Document, steps: Sequence[TextStep]) -> bool:
        """Whether a file says what it said, but for the parts that steps change."""
        after, expected = plain_node(document.root), before
        for step in steps:
            expected = stepped(expected, step)
        if same(after, expected):
            return True
        for place in dict.fromkeys(entry_of(step.location) for step in steps):
            mine, theirs = part_of(after, place), part_of(expected, place)
            if same(mine, theirs):
                continue
            if not is_in_map(document.file, place) or len(place) < 2 or not _reads_alike(mine, theirs, document, place):
                return False
            after, expected = _without(after, place), _without(expected, place)
        return same(after, expected)


def _reads_alike(mine: Any, theirs: Any, document: Document, place: Location) -> bool:
    """Whether an entry says what is wanted of it, though its cells are written in another form."""
    model = (BY_ID | LISTED)[str(place[0])]
    one, _wrong = read_entry(model, mine, document, path=place)
    other, _wrong = read_entry(model, theirs, document, path=place)
    return other is None or one == other  # what is wrong with a value that is wanted, the check tells


def _without(root: Any, place: Location) -> Any:
    """A document without one entry."""
    if part_of(root, place) is None:
        return root
    return stepped(root, TextStep(StepKind.REMOVE, place))


def _yaml_entry(text: str, root: TextNode, place: Location) -> tuple[str, int]:
    """The text of an entry, from its key or its dash to the end of its value, and its line; empty if it is not
    there."""
    way = follow(root, place)
    if len(way) < len(place):
        return "", 0
    member = way[-1][1]
    end = max(member.node.end, _key_end(member.key))
    body = text[: member.begin].replace("\r\n", "\n").replace("\r", "\n")
    return text[member.begin : end], body.count("\n") + 1


def _key_end(key: TextNode | None) -> int:
    return 0 if key is None else key.end
