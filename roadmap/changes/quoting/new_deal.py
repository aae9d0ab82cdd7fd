"""The file of a deal to quote: one new deal, read beside the folder as if a file of the folder held it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.nodes import Document, MappingNode
from requirements.reading.whole_file import Unreadable, read_whole
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.folder.texts.files import shown


@dataclass(frozen=True, slots=True)
class NewDeal:
    """One deal to add; a revision of a folder (see `roadmap.folder.texts.revision`)."""

    key: str
    document: Document
    mark: str

    def revise(self, documents: list[Document]) -> list[Finding]:
        """Read the deal after all files of the folder."""
        documents.append(self.document)
        return []


def read_new_deal(path: Path, *, encoding: str | None = None) -> tuple[NewDeal | None, list[Finding]]:
    """The deal of a file, not typed yet; or what is wrong with the file."""
    name = shown(path.name)
    try:
        content = read_whole(path, largest=LARGEST_FILE)
    except Unreadable as why:
        message = _("the file {file} cannot be read: {why}").format(file=name, why=why)
        return None, [Finding("quote-form", Place(name), message)]
    document, findings = read_yaml_file(content, name, expected="deals", encoding=encoding)
    if document is None or findings:
        return None, findings
    deals = document.root.get("deals")
    if list(document.root) != ["deals"] or not isinstance(deals, MappingNode) or len(deals) != 1:
        message = _("expected exactly one deal under `deals`, and nothing else")
        hint = _(
            "Write the deal as in a file of the folder: `deals:`, below it the id of the deal, and below that its "
            "fields."
        )
        return None, [Finding("quote-form", Place(name, 1, 1), message, hint)]
    return NewDeal(next(iter(deals)), document, f"deal {content.hex()}"), []
