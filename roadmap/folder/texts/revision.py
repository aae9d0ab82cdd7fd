"""A revision: what changes the documents of a folder after they were read and before they are typed.

So every check and every message applies to the changed input. Nothing is written to the folder.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from requirements.finding import Finding
from requirements.reading.nodes import Document


class Revision(Protocol):
    """Changes to make."""

    @property
    def mark(self) -> str:
        """A text that is the same exactly for the same changes; it goes into the digest of the project."""

    def revise(self, documents: list[Document]) -> list[Finding]:
        """Change the documents, the first of which is roadmap.yaml, in place; more may be added. What could not be
        changed is told."""


def revised_digest(digest: str, revision: Revision | None) -> str:
    """The digest of a folder's files together with what changed them."""
    return digest if revision is None else sha256(f"{digest} {revision.mark}".encode()).hexdigest()
