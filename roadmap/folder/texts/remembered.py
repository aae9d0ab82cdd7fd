"""Files that were read before: what says the same is not read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from requirements.finding import Finding
from requirements.reading.nodes import Document

MOST_TEXTS = 3
"""Contents of one file that are remembered: as it is, as an edit would have it, and as it was."""
ReadFile = tuple[Document | None, list[Finding]]


@dataclass(frozen=True, slots=True)
class _Read:
    content: bytes
    basis: Any
    document: Document


class RememberedDocuments:
    """Documents of a folder's files by their contents. They are shared: whoever takes one changes nothing in it. May be
    used from any thread.

    Only files in which nothing was found are remembered: findings are in one language.
    """

    def __init__(self) -> None:
        self._read: dict[str, tuple[_Read, ...]] = {}

    def shared(self, name: str, content: bytes) -> bytes:
        """A content of a file, as it is held here if it is: what many keep is kept once."""
        return next((one.content for one in self._read.get(name, ()) if one.content == content), content)

    def document(self, name: str, content: bytes, basis: object, *, read: Callable[[], ReadFile]) -> ReadFile:
        """A file of this content as a document, and what is wrong with it. `basis` is all else on which that depends;
        `read` reads the file."""
        known = self._read.get(name, ())
        for one in known:
            if one.content == content and one.basis == basis:
                return one.document, []
        document, findings = read()
        if document is not None and not findings:
            self._read[name] = (_Read(content, basis, document), *known)[:MOST_TEXTS]
        return document, findings
