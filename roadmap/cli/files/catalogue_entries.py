"""Entries of the catalogue as a file of an input folder: the text as it was written, so that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping

from requirements.catalogue import SHOWN, catalogue_texts
from roadmap.folder.catalogue import KINDS, catalogue_features, catalogue_origins
from roadmap.folder.taking import Taken
from roadmap.supply.dependency import Dependency, WaitFor
from roadmap.supply.feature import Feature


def entries_text(taken: Taken, *, people: Mapping[str, int] | None = None) -> str:
    """The entries as YAML, section by section; `people` says how many are in each team, by id, or nobody is."""
    sections = []
    for section in KINDS:
        entries = getattr(taken, section)
        if entries:
            blocks = [_block(section, key, entry, people or {}) for key, entry in entries.items()]
            sections.append(f"{section}:\n" + ("\n\n" if section == "features" else "\n").join(blocks) + "\n")
    return "\n".join(sections)


def _block(section: str, key: str, entry: object, people: Mapping[str, int]) -> str:
    lines = _lines(section, key)
    if section == "teams":
        lines.append(f"    people: {people.get(key, 0)}")
    if isinstance(entry, Feature) and entry.after != catalogue_features()[key].after:
        lines = [_after(entry.after) if line.startswith("    after: ") else line for line in lines]
    return "\n".join(line for line in lines if line)


def _lines(section: str, key: str) -> list[str]:
    """The lines of an entry, from its key to the next key of the same depth."""
    document = catalogue_origins(section)[key]
    lines = catalogue_texts()[document.file.removeprefix(SHOWN)].splitlines()
    first = document.place((section, key), key=True).line - 1
    rest = range(first + 1, len(lines))
    end = next((n for n in rest if lines[n].strip() and not lines[n].startswith("    ")), len(lines))
    return [line for line in lines[first:end] if line.strip()]


def _after(waits: list[Dependency]) -> str:
    """The line that says what a feature waits for; empty if it waits for nothing."""
    return f"    after: [{', '.join(map(_wait, waits))}]" if waits else ""


def _wait(wait: Dependency) -> str:
    plain = wait.wait_for is WaitFor.FINISH
    return wait.feature if plain else f"{{feature: {wait.feature}, wait_for: {wait.wait_for.value}}}"
