"""A golden file of sections, each headed by `## name`: what is said of many inputs, word for word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from requirements.finding import Finding

WRITES = bool(os.environ.get("ROADMAP_WRITE_GOLDEN"))


def sections_of(path: Path) -> Iterator[dict[str, str]]:
    """The sections by name; where goldens are written anew, none to begin with, and those that were put in are
    written at the end. For a fixture of a module."""
    if not WRITES:
        sections = path.read_text(encoding="utf-8").removeprefix("## ").split("\n\n## ")
        yield {name: text.strip("\n") for name, _, text in (section.partition("\n") for section in sections)}
        return
    anew: dict[str, str] = {}
    yield anew
    text = "\n\n".join(f"## {name}\n{anew[name]}" for name in sorted(anew))
    path.write_text(f"{text}\n", encoding="utf-8")


def in_words(finding: Finding) -> str:
    """All that a finding says, over several lines."""
    line = f"{finding.place.line}:{finding.place.column} {finding.severity} {finding.code}: {finding.message}"
    others = " ".join(f"{place.line}:{place.column}" for place in finding.related)
    return "\n".join(filter(None, [line, finding.hint and f"    {finding.hint}", others and f"    see {others}"]))
