"""Findings as rows of a page, and how a folder stands by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from requirements.finding import Finding, Severity
from requirements.language import _, enumerated, ngettext
from roadmap.views.words import Badge, by_language


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: its severity, where it stands, what it says and what to do."""

    badge: Badge
    code: str
    file: str
    line: int
    place: str
    message: str
    hint: str


@by_language
def severity_badge(severity: Severity) -> Badge:
    """How grave a finding is."""
    return {
        Severity.ERROR: Badge("✕", _("error"), "lost"),
        Severity.WARNING: Badge("▲", _("warning"), "risk"),
        Severity.HINT: Badge("●", _("hint"), "quiet"),
    }[severity]


def finding_rows(findings: Sequence[Finding]) -> tuple[FindingRow, ...]:
    """Findings, the gravest first and in the order of their places."""
    order = list(Severity)
    return tuple(
        FindingRow(
            severity_badge(one.severity),
            one.code,
            one.place.file,
            one.place.line,
            str(one.place),
            one.message,
            one.hint,
        )
        for one in sorted(findings, key=lambda one: (order.index(one.severity), one.place))
    )


def state_badge(findings: Sequence[Finding]) -> Badge:
    """How a folder stands: how many errors and warnings it has, by the gravest of them."""
    counts = Counter(finding.severity for finding in findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    word = enumerated(
        [
            ngettext("{count} error", "{count} errors", errors).format(count=errors) if errors else "",
            ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) if warnings else "",
        ]
    )
    if errors:
        return Badge("✕", word, "lost")
    return Badge("▲", word, "risk") if warnings else Badge("●", _("no faults"), "good")
