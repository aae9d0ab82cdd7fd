"""Findings as people and programs read them: each on lines of its own, and alike ones together where there are many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from requirements.finding import Finding, Place, Severity
from requirements.language import _, enumerated, ngettext
from roadmap.cli.terminal.printing import remark, result

Print = Callable[..., None]
MOST_LINES = 50
"""Lines that findings take at most; --json tells all of them."""

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}


def result_findings(findings: Iterable[Finding]) -> None:
    """Findings on standard output, where they are the result; hints last, so that they hide no fault."""
    _print(list(findings), result)


def remark_findings(findings: Iterable[Finding]) -> None:
    """Findings on standard error, where they say why there is no result."""
    _print(list(findings), remark)


def _print(findings: Sequence[Finding], to: Print) -> None:
    """Print findings in the order of their places; where that takes too many lines, those that say the same together,
    the most frequent first, and the rest as a count."""
    ordered = sorted(findings, key=lambda one: one.severity is Severity.HINT)
    blocks = [_lines(finding, finding.message) for finding in ordered]
    if sum(map(len, blocks)) > MOST_LINES:
        _print_grouped(ordered, to)
        return
    for finding, lines in zip(ordered, blocks, strict=True):
        _print_block(finding, lines, to)


def _print_block(finding: Finding, lines: Sequence[str], to: Print) -> None:
    to(lines[0], fg=_COLOUR[finding.severity])
    for line in lines[1:]:
        to(line)


def _print_grouped(findings: Sequence[Finding], to: Print) -> None:
    left, untold = MOST_LINES - 1, []
    for group in grouped(findings):
        first = group[0]
        lines = _lines(first, _with_count(first, len(group)))
        if len(lines) > left:
            untold += group
            left = 0
            continue
        left -= len(lines)
        _print_block(first, lines, to)
    if untold:
        kinds = Counter(finding.code for finding in untold).most_common()
        codes = ", ".join(f"{count} {code}" for code, count in kinds[:5]) + (", ..." if len(kinds) > 5 else "")
        to(_("and {count} more: {codes} (--json lists all)").format(count=len(untold), codes=codes))


def grouped(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings that say the same of the same file, together: errors before warnings and hints, the most frequent first,
    each group in the order of its places."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.severity, finding.place.file, finding.code, finding.message].append(finding)
    severities = list(Severity)
    yield from sorted(groups.values(), key=lambda group: (severities.index(group[0].severity), -len(group)))


def _with_count(finding: Finding, count: int) -> str:
    if count == 1:
        return finding.message
    rows = ngettext("found {count} time, first here", "found {count} times, first here", count).format(
        count=f"{count:,}"
    )
    return f"{finding.message} ({rows})"


def _lines(finding: Finding, message: str) -> list[str]:
    """The lines of one finding: what it says, what else to look at, and what to do."""
    kind = "" if finding.severity is Severity.ERROR else f"{_severity(finding.severity)}: "
    lines = [f"{finding.place}: {kind}{finding.code}: {message}"]
    lines += ["    " + _("see also {place}").format(place=place) for place in finding.related]
    return [*lines, f"    {finding.hint}"] if finding.hint else lines


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
    return enumerated(part for part in parts if part)


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
