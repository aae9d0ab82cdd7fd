"""The one tree of exceptions. Faults in input are values (`Finding`); an exception ends a command."""

from __future__ import annotations

from requirements.finding import Finding


class RoadmapError(Exception):
    """Anything that ends a command; its text is one plain sentence for people."""


class InputFault(RoadmapError):
    """The input has errors: all of them, in order of their places."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings
