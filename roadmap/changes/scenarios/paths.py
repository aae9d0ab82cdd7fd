"""Paths into a folder: `deals.D07.gates.design_in` names one part of what its files say.

A path is a section or a field of roadmap.yaml, then ids and fields, joined by dots. Ids may hold dots themselves: the
longest id that is there is meant; else the entry with that name, if there is one. Members of lists are numbered from 1;
work items may be named by their phase and needs by their capability; `+` stands for a new member at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from requirements.finding import Finding, Place
from requirements.language import _, enumerated
from requirements.reading.cells.needs import need_names
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.model_fields import keys_at, shape_at
from requirements.reading.nodes import Document, ListNode, MappingNode, Path
from roadmap.folder.texts.collect import HEADER_KEYS, SECTIONS
from roadmap.folder.texts.collected import LISTED
from roadmap.folder.texts.documents import RoadmapFile

MOST_NAMED = 20
"""Continuations that one finding names."""
END = "+"
FIELDS = tuple(key for key in HEADER_KEYS if key != "include")
"""The fields of roadmap.yaml that a path may begin with."""


class UnknownPathError(Exception):
    """A path leads nowhere."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a path leads: a key of a mapping or a position of a list, which may be one that is not there yet."""

    holder: MappingNode | ListNode
    step: str | int
    location: Path

    @property
    def stated(self) -> bool:
        """Whether something stands there."""
        if isinstance(self.holder, MappingNode):
            return self.step in self.holder
        return isinstance(self.step, int) and self.step < len(self.holder)


@dataclass(frozen=True, slots=True)
class Seeker:
    """Follows one path through documents. `creates` lets it go where nothing is stated yet but something may be, `adds`
    also to ids that are not there."""

    path: str
    place: Place
    creates: bool = False
    adds: bool = False

    def find(self, documents: Sequence[Document]) -> Spot:
        """The spot that the path leads to. UnknownPathError if it leads nowhere."""
        head = matching(self.path, (*SECTIONS, *FIELDS))
        if head is None:
            raise self._lost(self.path, "", (*SECTIONS, *FIELDS))
        rest = self.path[len(head) + 1 :]
        if head not in SECTIONS:
            return self._follow(documents[0].root, self.path, ())
        if not rest:
            raise self._lost("", head, _ids(documents, head))
        if head in LISTED:
            return self._member(documents, head, rest)
        holders = [part for d in documents if isinstance(part := d.root.get(head), MappingNode)]
        known = [key for part in holders for key in part]
        entry = matching(rest, known)
        if entry is None and not self.adds and (name := matching(rest, named := _called(holders))) is not None:
            entry, rest = named[name], named[name] + rest[len(name) :]
        if entry is not None:
            holder = next(part for part in holders if entry in part)
            return self._follow(holder, rest, (head,))
        if not self.adds:
            raise self._lost(rest, head, known, hint=_from_cadence(documents, head, rest))
        return Spot(section_of(documents[0], head), rest, (head, rest))

    def _member(self, documents: Sequence[Document], head: str, rest: str) -> Spot:
        """A member of a list that several files may hold, numbered over all of them."""
        holders = [part for d in documents if isinstance(part := d.root.get(head), ListNode)]
        number, _dot, further = rest.partition(".")
        if number == END and self.creates and not further:
            holder = holders[-1] if holders else _listed(documents[0], head)
            return Spot(holder, len(holder), (head, len(holder)))
        position = int(number) - 1 if number.isascii() and number.isdigit() else -1
        for holder in holders:
            if 0 <= position < len(holder):
                return self._follow(holder, f"{position + 1}.{further}" if further else str(position + 1), (head,))
            position -= len(holder)
        raise self._lost(rest, head, _ids(documents, head))

    def _follow(self, node: object, rest: str, location: Path) -> Spot:
        """Go on from a node."""
        while True:
            if isinstance(node, MappingNode):
                step: str | int = self._key(node, rest, location)
                left = rest[len(str(step)) + 1 :]
            elif isinstance(node, ListNode):
                step, left = self._position(node, rest, location)
            else:
                raise self._lost(rest, _dotted(location), ())
            location = (*location, step)
            if not left:
                return Spot(node, step, location)
            node, rest = self._child(node, step, location), left

    def _key(self, node: MappingNode, rest: str, location: Path) -> str:
        known = keys_at(RoadmapFile, location)
        key = matching(rest, node) or (matching(rest, known) if self.creates else None)
        if key is None and self.creates and not known:
            return rest
        if key is None:
            raise self._lost(rest, _dotted(location), list(dict.fromkeys((*node, *(known if self.creates else ())))))
        return key

    def _position(self, node: ListNode, rest: str, location: Path) -> tuple[int, str]:
        """The position of the member that the rest of a path begins with, and what is left of the path."""
        word, _dot, left = rest.partition(".")
        if word == END and self.creates:
            return len(node), left
        named = _named_members(node, location)
        numbers = [str(position + 1) for position in range(len(node))]
        if (name := matching(rest, named)) is not None:
            return named[name], rest[len(name) + 1 :]
        if word not in numbers:
            raise self._lost(word, _dotted(location), [*numbers, *named, *([END] if self.creates else [])])
        return int(word) - 1, left

    def _child(self, node: MappingNode | ListNode, step: str | int, location: Path) -> object:
        """What stands there; where nothing does, an empty part for what will."""
        child = node[step] if Spot(node, step, location).stated else None  # type: ignore[index]
        shape = shape_at(RoadmapFile, location)
        if child is not None or not self.creates or shape is str or not isinstance(node, MappingNode):
            return child
        made = MappingNode() if shape is dict else ListNode()
        node[str(step)], node.marks[str(step)] = made, node.marks.get(str(step), ((1, 1), (1, 1)))
        return made

    def _lost(self, rest: str, parent: str, known: Collection[str], *, hint: str = "") -> UnknownPathError:
        step = rest if rest in known else rest.partition(".")[0]
        named = enumerated(known, most=MOST_NAMED)
        if not known:
            message = _("{parent} is a single value, so the path must end there").format(parent=parent)
        elif not step:
            message = _("the path must continue after {parent}; the known continuations are {known}").format(
                parent=parent, known=named
            )
        elif parent:
            message = _("{parent} has no {step}; the known names are {known}").format(
                step=step, parent=parent, known=named
            )
        else:
            message = _("a path cannot begin with {step}; the known beginnings are {known}").format(
                step=step, known=named
            )
        return UnknownPathError(Finding("unknown-path", self.place, message, hint or did_you_mean(step, known)))


def _named_members(node: ListNode, location: Path) -> dict[str, int]:
    """The positions of members by what they are called, as far as a name belongs to one: work items by their phase,
    needs by their capabilities."""
    is_needs = len(location) > 1 and location[-2] == "needs"
    names = [
        (name, position)
        for position, part in enumerate(node)
        for name in (_capabilities(part) if is_needs else _phase(part))
    ]
    counts = Counter(name for name, _position in names)
    return {name: position for name, position in names if counts[name] == 1}


def _phase(part: object) -> list[str]:
    return [str(part["phase"])] if isinstance(part, MappingNode) and part.get("phase") is not None else []


def _capabilities(part: object) -> list[str]:
    """The capabilities that a need names, in whatever form it is written."""
    if isinstance(part, MappingNode) and ("any_of" in part or "capability" in part):
        stated = part.get("any_of", part.get("capability"))
        return [str(name) for name in (stated if isinstance(stated, ListNode) else [stated])]
    text = next(iter(part), "") if isinstance(part, MappingNode) else str(part or "")
    return need_names(str(text))


def matching(rest: str, known: Iterable[str]) -> str | None:
    """The longest known name that the rest of a path is or begins with; None if there is none."""
    found = [name for name in known if rest == name or rest.startswith(f"{name}.")]
    return max(found, key=len, default=None)


def _called(holders: Sequence[MappingNode]) -> dict[str, str]:
    """The ids of entries by their names, as far as a name belongs to one entry."""
    names = [(str(entry["name"]), key) for part in holders for key, entry in part.items() if _has_name(entry)]
    counts = Counter(name for name, _key in names)
    return {name: key for name, key in names if counts[name] == 1}


def _has_name(entry: object) -> bool:
    return isinstance(entry, MappingNode) and isinstance(entry.get("name"), str)


def _dotted(location: Path) -> str:
    """A location as a path: members of lists numbered from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in location)


def _ids(documents: Sequence[Document], section: str) -> list[str]:
    """The ids of a section over all files, or the numbers of its members."""
    parts = [document.root.get(section) for document in documents]
    if section in LISTED:
        return [*(str(n + 1) for n in range(sum(len(p) for p in parts if isinstance(p, ListNode)))), END]
    return [key for part in parts if isinstance(part, MappingNode) for key in part]


def _from_cadence(documents: Sequence[Document], section: str, rest: str) -> str:
    """What to do about a release that no file lists because a cadence makes it."""
    cadences = [c for d in documents if isinstance(part := d.root.get("cadences"), ListNode) for c in part]
    prefixes = [str(cadence.get("prefix")) for cadence in cadences if isinstance(cadence, MappingNode)]
    name = rest.partition(".")[0]
    if section != "releases" or not any(name.removeprefix(prefix).isdigit() for prefix in prefixes):
        return ""
    return _(
        "A cadence makes this release, so the release has no entry of its own. Change the cadence, such as "
        "cadences.1.weeks."
    )


def section_of(document: Document, section: str) -> MappingNode:
    """A section of ids of roadmap.yaml, made if it is not there."""
    if not isinstance(document.root.get(section), MappingNode):
        document.root[section] = MappingNode()
        document.root.marks.setdefault(section, ((1, 1), (1, 1)))
    made: MappingNode = document.root[section]
    return made


def _listed(document: Document, section: str) -> ListNode:
    """A list of roadmap.yaml, made because it is not there."""
    made = document.root[section] = ListNode()
    document.root.marks.setdefault(section, ((1, 1), (1, 1)))
    return made
