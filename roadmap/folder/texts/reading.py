"""The documents of a folder: `roadmap.yaml`, the files it includes, and last its tables, which use names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from requirements.catalogue import catalogue_capabilities
from requirements.finding import Finding, Place
from requirements.language import enumerated, language_named, prefer
from requirements.reading.cells.needs import CapabilityNames
from requirements.reading.nodes import Document, ListNode, MappingNode
from requirements.reading.tables.deal_table import Known, read_deal_table
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.folder.texts.collect import HEADER_KEYS, SECTIONS
from roadmap.folder.texts.currency import stated_currency, stated_rates
from roadmap.folder.texts.entities.entity_headings import FEATURES
from roadmap.folder.texts.entities.reading_entities import entity_columns, read_entity_table
from roadmap.folder.texts.files import DECISIONS, ROADMAP, FileSet, shown
from roadmap.folder.texts.tables.history_table import is_history_table
from roadmap.folder.texts.tables.leave_table import is_leave_table, read_leave_table
from roadmap.folder.texts.tables.progress_table import is_progress_table, read_progress_table

MOST_READINGS = 10
"""How often a folder is read whose files are written all the time, before it is taken as it was read last."""


def read_documents(files: FileSet, *, encoding: str | None) -> list[Document]:
    """roadmap.yaml, and what it includes in the order of its patterns and of their names; what cannot be read is noted
    in `files`. Empty if there is no roadmap.yaml to read.

    They are read again where one of them is written meanwhile, so that they belong together.
    """
    documents = _documents(files, encoding)
    for _again in range(MOST_READINGS - 1):
        if not files.has_moved():
            break
        files.forget()
        documents = _documents(files, encoding)
    files.note_unfinished()
    return documents


def _documents(files: FileSet, encoding: str | None) -> list[Document]:
    content = files.read(files.root / ROADMAP, Place(ROADMAP))
    roadmap = None if content is None else _read_yaml(files, ROADMAP, encoding)
    if roadmap is None:
        return []
    prefer(stated_language(roadmap))
    names = list(_included(files, roadmap))
    kinds = {
        name: entity_columns(files.contents[name], shown(name), encoding=encoding) for name in names if is_table(name)
    }
    texts = {name: _read_yaml(files, name, encoding) for name in names if not is_table(name)}
    tables = {name: kind for name, kind in kinds.items() if kind is not None}
    alone = FolderNames(Known(currency=stated_currency(roadmap), rates=stated_rates(roadmap)))
    for name, kind in tables.items():
        if kind is not FEATURES:
            texts[name] = _read_table(files, name, encoding, alone)
    used = folder_names([roadmap, *filter(None, texts.values())])
    documents = [texts[name] if name in texts else _read_table(files, name, encoding, used) for name in names]
    return [roadmap, *(document for document in documents if document is not None)]


def stated_language(roadmap: Document) -> str | None:
    """The language that roadmap.yaml asks for under `policy`, before anything is typed; None if there is none such."""
    policy = roadmap.root.get("policy")
    stated = policy.get("language") if isinstance(policy, MappingNode) else None
    return language_named(stated) if isinstance(stated, str) else None


def known_names(documents: Iterable[Document]) -> Known:
    """What the documents call segments and capabilities, and the currency that the first of them counts in."""
    listed = list(documents)
    capabilities = [pair for document in listed for pair in _named(document, "capabilities")]
    synonyms = [pair for document in listed for pair in _synonyms(document)]
    if listed[0].root.get("catalogue") == "true":
        stated = {key for key, _name in capabilities}
        shipped = {key: entry for key, entry in catalogue_capabilities().items() if key not in stated}
        capabilities += [(key, entry.name) for key, entry in shipped.items()]
        synonyms += [(key, word) for key, entry in shipped.items() for word in entry.synonyms]
    return Known(
        segments=CapabilityNames.of(pair for document in listed for pair in _named(document, "segments")),
        capabilities=CapabilityNames.of(capabilities, synonyms),
        currency=stated_currency(listed[0]),
        rates=stated_rates(listed[0]),
    )


def _named(document: Document | None, section: str) -> Iterator[tuple[str, str]]:
    """The ids of a section, each with its name or else with itself."""
    entries = None if document is None else document.root.get(section)
    for key, entry in entries.items() if isinstance(entries, MappingNode) else ():
        name = entry.get("name") if isinstance(entry, MappingNode) else None
        yield key, name if isinstance(name, str) else key


def _synonyms(document: Document) -> Iterator[tuple[str, str]]:
    """The ids of capabilities, each with each of its synonyms."""
    entries = document.root.get("capabilities")
    for key, entry in entries.items() if isinstance(entries, MappingNode) else ():
        words = entry.get("synonyms") if isinstance(entry, MappingNode) else None
        yield from ((key, word) for word in (words if isinstance(words, ListNode) else ()) if isinstance(word, str))


@dataclass(frozen=True, slots=True)
class FolderNames:
    """What the tables of a folder may call things: its segments, capabilities and currency, and its people."""

    known: Known
    people: CapabilityNames = field(default_factory=lambda: CapabilityNames({}))


def folder_names(documents: Iterable[Document]) -> FolderNames:
    """The names that the documents of a folder give, roadmap.yaml first."""
    listed = list(documents)
    people = CapabilityNames.of(pair for document in listed for pair in _named(document, "people"))
    return FolderNames(known_names(listed), people)


def is_table(name: str) -> bool:
    """Whether a file of this name is read as a table."""
    return name.lower().endswith(".csv")


def _read_table(files: FileSet, name: str, encoding: str | None, names: FolderNames) -> Document | None:
    content, file = files.contents[name], shown(name)
    document, findings = files.remembered.document(
        name, content, (names, encoding), read=lambda: read_table_file(content, file, names, encoding=encoding)
    )
    files.findings += findings
    return document


def read_table_file(
    content: bytes, file: str, names: FolderNames, *, encoding: str | None
) -> tuple[Document | None, list[Finding]]:
    """A CSV file as a document like any other, whatever it holds by its header row; and what is wrong with it."""
    entities = entity_columns(content, file, encoding=encoding)
    if entities is not None:
        return read_entity_table(content, file, entities, known=names.known, encoding=encoding)
    kind = table_kind(content, file, encoding=encoding)
    if kind == "progress":
        return read_progress_table(content, file, encoding=encoding)
    if kind == "leave":
        return read_leave_table(content, file, encoding=encoding, people=names.people)
    if kind == "history":  # no plan depends on it
        return Document(file, MappingNode()), []
    return read_deal_table(content, file, encoding=encoding, known=names.known)


def table_kind(content: bytes, file: str, *, encoding: str | None) -> str:
    """The section whose entries a CSV file holds, by its header row; `deals` where it names no other."""
    entities = entity_columns(content, file, encoding=encoding)
    if entities is not None:
        return entities.section
    if is_progress_table(content, file, encoding=encoding):
        return "progress"
    if is_history_table(content, file, encoding=encoding):
        return "history"
    return "leave" if is_leave_table(content, file, encoding=encoding) else "deals"


def _read_yaml(files: FileSet, name: str, encoding: str | None) -> Document | None:
    content, file = files.contents[name], shown(name)
    expected = enumerated((*HEADER_KEYS, *SECTIONS) if name == ROADMAP else SECTIONS)
    document, findings = files.remembered.document(
        name, content, encoding, read=lambda: read_yaml_file(content, file, encoding=encoding, expected=expected)
    )
    files.findings += findings
    return document


def _included(files: FileSet, roadmap: Document) -> Iterator[str]:
    """The names of the files that roadmap.yaml includes, and of decisions.yaml beside it, read as bytes."""
    patterns = roadmap.root.get("include")
    for position, pattern in enumerate(patterns if isinstance(patterns, list) else []):
        if isinstance(pattern, str):
            yield from files.include(str(pattern), roadmap.place(("include", position)))
    yield from files.beside(DECISIONS)
