"""Findings as people and programs read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from requirements.finding import Finding, Place, Severity
from requirements.language import _, ngettext
from roadmap.cli.terminal.printing import remark, result

Print = Callable[..., None]

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}


def result_findings(findings: Iterable[Finding]) -> None:
    """Findings on standard output, where they are the result; hints last, so that they hide no fault."""
    _print(findings, result)


def remark_findings(findings: Iterable[Finding]) -> None:
    """Findings on standard error, where they say why there is no result."""
    _print(findings, remark)


def _print(findings: Iterable[Finding], to: Print) -> None:
    for finding in sorted(findings, key=lambda one: one.severity is Severity.HINT):
        kind = "" if finding.severity is Severity.ERROR else f"{_severity(finding.severity)}: "
        to(f"{finding.place}: {kind}{finding.code}: {finding.message}", fg=_COLOUR[finding.severity])
        for place in finding.related:
            to("    " + _("see also {place}").format(place=place))
        if finding.hint:
            to(f"    {finding.hint}")


def _severity(severity: Severity) -> str:
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}[severity]


def counted(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, such as "2 errors, 1 warning"."""
    counts = Counter(finding.severity for finding in findings)
    errors, warnings, hints = (counts[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.HINT))
    parts = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors) if errors else "",
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) if warnings else "",
        ngettext("{count} hint", "{count} hints", hints).format(count=hints) if hints else "",
    ]
    return ", ".join(part for part in parts if part)


def as_records(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as plain records for JSON; a line or column that is unknown is null."""
    return [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            **_record(finding.place),
            "message": finding.message,
            "hint": finding.hint or None,
            "related": [_record(place) for place in finding.related],
        }
        for finding in findings
    ]


def _record(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line or None, "column": place.column or None}
