"""A file that is being edited: its findings where they stand in the text, and the words of its editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from requirements.finding import Finding
from requirements.language import _
from roadmap.views.workbench.findings import state_badge


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One finding in a text: line and column from 1, its severity as an editor names it, and what it says."""

    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class DraftFindings:
    """What a check says of a text, and how the folder would stand with it, in words."""

    state: str
    findings: tuple[DraftFinding, ...]


def draft_findings(name: str, findings: Sequence[Finding]) -> DraftFindings:
    """The findings that are about a file, of those of the folder as it would be."""
    own = tuple(
        DraftFinding(
            one.place.line, max(one.place.column, 1), _SEVERITIES[one.severity.value], one.code, one.message, one.hint
        )
        for one in findings
        if one.place.file == name
    )
    state = _("Check of the folder with this text: {state}.").format(state=state_badge(findings).word)
    return DraftFindings(state, own)


_SEVERITIES = {"error": "error", "warning": "warning", "hint": "info"}


def editor_phrases() -> dict[str, str]:
    """The words of the editor, by those it has in English."""
    return {
        "Find": _("Find"),
        "Replace": _("Replace"),
        "next": _("next"),
        "previous": _("previous"),
        "all": _("all"),
        "match case": _("match case"),
        "regexp": _("regular expression"),
        "by word": _("by word"),
        "replace": _("replace"),
        "replace all": _("replace all"),
        "close": _("close"),
        "Go to line": _("Go to line"),
        "go": _("go"),
        "Diagnostics": _("Findings"),
        "No diagnostics": _("no faults"),
    }
