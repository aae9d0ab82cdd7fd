"""What the files of a folder say, typed entry by entry and put together over all files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from requirements.capability import Capability
from requirements.deal import Deal
from requirements.finding import Finding, Place
from requirements.funnel.profile import Profile
from requirements.funnel.segment import Segment
from requirements.model import Model
from requirements.reading.nodes import Document, Path, paths
from roadmap.folder.texts.documents import Header
from roadmap.policy.decisions import RecordedDecision
from roadmap.policy.pins import Pin
from roadmap.supply.feature import Feature
from roadmap.supply.people import Person, PersonLeave, Team
from roadmap.supply.progress import FeatureProgress
from roadmap.supply.release import Cadence, Release

BY_ID: dict[str, type[Model]] = {
    "segments": Segment,
    "profiles": Profile,
    "capabilities": Capability,
    "deals": Deal,
    "features": Feature,
    "teams": Team,
    "people": Person,
    "releases": Release,
    "progress": FeatureProgress,
}
"""The sections whose entries have an id."""
LISTED: dict[str, type[Model]] = {"cadences": Cadence, "pins": Pin, "leave": PersonLeave, "decisions": RecordedDecision}
"""The sections that are lists."""

Origin = tuple[Document, Path]


@dataclass(slots=True)
class Collected:
    """All entries that could be typed, by id, in the order of the files, and where each entry comes from.

    `declared` holds every id that a file states, also those of entries with faults, so that a reference to a faulty
    entry is not reported too. Releases of cadences join the listed ones once the days are known. `unread` tells that a
    whole section could not be read, so that ids are missing there.
    """

    roadmap: Document
    header: Header | None = None
    segments: dict[str, Segment] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    capabilities: dict[str, Capability] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    features: dict[str, Feature] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    progress: dict[str, FeatureProgress] = field(default_factory=dict)
    cadences: dict[int, Cadence] = field(default_factory=dict)
    pins: dict[int, Pin] = field(default_factory=dict)
    leave: dict[int, PersonLeave] = field(default_factory=dict)
    decisions: dict[int, RecordedDecision] = field(default_factory=dict)
    declared: dict[str, dict[str | int, Origin]] = field(
        default_factory=lambda: {name: {} for name in (*BY_ID, *LISTED)}
    )
    findings: list[Finding] = field(default_factory=list)
    unread: bool = False

    def place(self, section: str, entry: str | int, *path: str | int, key: bool = False) -> Place:
        """Where a part of an entry stands, or the deepest part on the way to it that is stated."""
        document, start = self.declared[section][entry]
        return document.place(start + path, key=key)

    def header_place(self, *path: str | int) -> Place:
        """Where a part of the header stands."""
        return self.roadmap.place(path)

    def find(self, finding: Finding) -> None:
        """Note a finding."""
        self.findings.append(finding)


class Places(Mapping[Path, Place]):
    """The place of every part of every entry, by path; computed when asked for, since few are ever needed."""

    def __init__(self, roadmap: Document, declared: dict[str, dict[str | int, Origin]]) -> None:
        self._roadmap = roadmap
        self._declared = declared

    def __getitem__(self, path: Path) -> Place:
        document, local = self._origin(path)
        if not document.states(local):
            raise KeyError(path)
        return document.place(local)

    def nearest(self, path: Path) -> Place:
        """The place of the deepest part on this path that is stated."""
        document, local = self._origin(path)
        return document.place(local)

    def __iter__(self) -> Iterator[Path]:
        for key, part in self._roadmap.root.items():
            if key not in self._declared:
                yield from ((key, *rest) for rest in paths(part))
        for section, entries in self._declared.items():
            for entry, (document, local) in entries.items():
                yield from ((section, entry, *rest) for rest in paths(document.node(local)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _origin(self, path: Path) -> Origin:
        if len(path) > 1 and path[0] in self._declared:
            document, start = self._declared[str(path[0])].get(path[1], (self._roadmap, path[:1]))
            return document, start + path[2:] if start != path[:1] else path
        return self._roadmap, path
