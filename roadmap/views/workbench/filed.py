"""The files of a folder: which there are, and one of them with its findings beside its lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from requirements.finding import Finding
from requirements.language import _, ngettext
from roadmap.views.words import Badge
from roadmap.views.workbench.findings import FindingRow, finding_rows, state_badge

MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: its address, its name, how many lines it has and how it stands."""

    address: str
    name: str
    lines: str
    state: Badge


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a file and what is wrong in it."""

    number: int
    text: str
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A file. `whole` are the findings that belong to no line of it; `digest` is the SHA-256 of what is shown."""

    name: str
    state: Badge
    digest: str
    text: str
    lines: tuple[TextLine, ...]
    whole: tuple[FindingRow, ...]
    note: str


def file_rows(names: Iterable[str], lines: dict[str, int], findings: Sequence[Finding]) -> tuple[FileRow, ...]:
    """All files by name, with the number of their lines."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.place.file].append(finding)
    counts = Counter(lines)
    return tuple(
        FileRow(
            f"/files/{name}",
            name,
            ngettext("{count} line", "{count} lines", counts[name]).format(count=counts[name]),
            state_badge(by_file[name]),
        )
        for name in names
    )


def text_view(name: str, text: str, digest: str, findings: Sequence[Finding]) -> TextView:
    """One file with the findings that are about it."""
    own = [finding for finding in findings if finding.place.file == name]
    rows: dict[int, list[FindingRow]] = defaultdict(list)
    for row in finding_rows(own):
        rows[row.line].append(row)
    every = text.split("\n")
    lines = every[:-1] if every[-1] == "" else every
    shown = tuple(
        TextLine(number, line, tuple(rows[number])) for number, line in enumerate(lines[:MOST_LINES], start=1)
    )
    note = ""
    if len(lines) > MOST_LINES:
        note = _("The first {most} of {n} lines are shown.").format(most=MOST_LINES, n=len(lines))
    whole = [row for line, found in rows.items() if not 0 < line <= len(shown) for row in found]
    return TextView(name, state_badge(own), digest, text, shown, tuple(whole), note)
