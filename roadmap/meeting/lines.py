"""The lines of a scenario as people read them: each a chip, with what it changes and the hash of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.gate import Gate
from requirements.language import _, ngettext
from requirements.reading.nodes import Path
from roadmap.changes.scenarios.changes import ChangeKind, FolderChange, described, headcount, shown
from roadmap.editing.entries import digest_of
from roadmap.editing.splicing.tree import TextMember, TextNode, read_tree
from roadmap.views.words import gate_word

SECTIONS = ("drop", "add", "people", "pins", "set")
"""The sections of a scenario that change something, in the order in which they do."""
REMARKS = ("notes", "decisions")
"""The sections that change nothing: what was said and what was decided."""


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One line of a scenario: a change (`change`), or with an empty `sentence` none yet.

    `id` names it as long as nobody changes it: its section and a part of its `hash`. `place` is where it stands in the
    file; `about` the path that it is about. `inherited` tells a line of the scenario that this one begins from.
    """

    id: str
    place: Path
    about: str
    sentence: str
    hash: str
    number: int
    change: FolderChange | None = None
    inherited: bool = False


def text_members(text: str) -> Iterator[tuple[Path, TextMember]]:
    """The members of every section of a scenario's text, with their places. Raises as `read_tree` does."""
    root: TextNode = read_tree(text)
    for section in root.members:
        name = str(section.key.scalar) if section.key is not None else ""
        for position, member in enumerate(section.node.members):
            step: str | int = position if member.key is None else str(member.key.scalar)
            yield (name, step), member


def hash_of_member(text: str, member: TextMember) -> str:
    """The hash of a line: that of its own characters."""
    end = max(member.node.end, member.key.end if member.key is not None else 0)
    return digest_of(text[member.begin : end])


def line_id(place: Path, digest: str) -> str:
    """By what a line is known again."""
    return f"{place[0]}-{digest[:12]}"


def line_sentence(change: FolderChange) -> str:
    """A change in a few words, as a chip shows it; values of restricted fields are left out."""
    if change.kind is ChangeKind.PEOPLE:
        return _people(change)
    parts = change.path.split(".")
    if parts[0] == "deals" and "gates" in parts[2:] and change.kind is ChangeKind.SET:
        at = parts.index("gates", 2)
        deal, gate = ".".join(parts[1:at]), ".".join(parts[at + 1 :])
        return _("{deal}: {gate} on {day}").format(deal=deal, gate=_gate(gate), day=shown(change.value))
    if parts[0] == "deals" and "needs" in parts[2:] and len(parts) > parts.index("needs", 2) + 2:
        at = parts.index("needs", 2)
        words = {"deal": ".".join(parts[1:at]), "gate": _gate(parts[at + 1]), "need": ".".join(parts[at + 2 :])}
        if change.kind is ChangeKind.DROP:
            return _("{deal}: {gate} without {need}").format(**words)
        return _("{deal}: {gate} with {new} instead of {need}").format(**words, new=shown(change.value))
    return described(change)


def _gate(name: str) -> str:
    """What people call a gate; what stands there where there is no such gate."""
    return gate_word(Gate(name)) if name in list(Gate) else name


def _people(change: FolderChange) -> str:
    wanted = headcount(change)
    number = abs(wanted.count)
    if wanted.day is None:
        more = ngettext("{count} more person: {skill}", "{count} more people: {skill}", number)
        fewer = ngettext("{count} person fewer: {skill}", "{count} people fewer: {skill}", number)
    else:
        more = ngettext("{count} more person from {day}: {skill}", "{count} more people from {day}: {skill}", number)
        fewer = ngettext("{count} person fewer from {day}: {skill}", "{count} people fewer from {day}: {skill}", number)
    return (more if wanted.count > 0 else fewer).format(count=number, skill=wanted.skill, day=wanted.day)
