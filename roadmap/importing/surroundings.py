"""What an import needs to know of the folder it brings deals into, whatever else is wrong with that folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from requirements.capability import Capability
from requirements.reading.cells.doubt import plain
from requirements.reading.cells.needs import CapabilityNames
from requirements.reading.tables.deal_table import Known
from roadmap.calendar import WEEKEND
from roadmap.folder.span import read_span
from roadmap.folder.texts.collect import collect_entries, collect_header
from roadmap.folder.texts.collected import Collected
from roadmap.folder.texts.files import ROADMAP, FileSet
from roadmap.folder.texts.reading import known_names, read_documents


@dataclass(frozen=True, slots=True)
class TrackedItem:
    """A work item with a reference: its feature and phase, and its name or skill where the phase has several items."""

    feature: str
    phase: str
    name: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the folder calls things, which ids its entries have by section and by the file they stand in, how it counts
    days, its work items by their reference, its people and teams by name, its deals by id, reference and name, its
    features by id and by reference, and its capabilities."""

    known: Known
    ids: Mapping[str, Mapping[str, str]]
    add: Callable[[date, int], date]
    items: Mapping[str, TrackedItem]
    people: CapabilityNames
    deals: Mapping[str, str]
    teams: CapabilityNames
    features: Mapping[str, str]
    capabilities: Mapping[str, Capability]

    def taken(self, section: str, *files: str) -> set[str]:
        """The ids of a section that stand in other files than these."""
        return {key for key, file in self.ids[section].items() if file not in files}


def folder_above(path: Path) -> Path | None:
    """The nearest input folder above a file, named from here if the file is; None if there is none."""
    found = next((folder for folder in path.resolve().parents if (folder / ROADMAP).is_file()), None)
    return found if found is None or path.is_absolute() else Path(os.path.relpath(found))


def read_surroundings(directory: Path) -> Surroundings | None:
    """What a folder says about names, ids and days; None if there is no roadmap.yaml to read."""
    files = FileSet(directory)
    documents = read_documents(files, encoding=None)
    if not documents:
        return None
    collected = Collected(documents[0])
    collect_header(collected, as_of=None)
    for document in documents:
        collect_entries(collected, document)
    span = read_span(collected)
    return Surroundings(
        known=known_names(documents),
        ids={
            section: {str(key): document.file for key, (document, _path) in declared.items()}
            for section, declared in collected.declared.items()
        },
        add=_add_weekdays if span is None else span.wider.add,
        items=dict(_tracked(collected)),
        deals=_deals(collected),
        people=CapabilityNames.of((key, person.name) for key, person in collected.people.items()),
        teams=CapabilityNames.of((key, team.name) for key, team in collected.teams.items()),
        capabilities=collected.capabilities,
        features={name: key for key, one in collected.features.items() for name in (key, one.ref) if name is not None},
    )


def _deals(collected: Collected) -> dict[str, str]:
    """The deals by their ids and references, and by names that only one of them has."""
    names: dict[str, list[str]] = {}
    for key, deal in collected.deals.items():
        names.setdefault(plain(deal.name), []).append(key)
    single = {name: keys[0] for name, keys in names.items() if len(keys) == 1}
    refs = {plain(deal.ref): key for key, deal in collected.deals.items() if deal.ref is not None}
    return single | refs | {key: key for key in collected.deals}


def _tracked(collected: Collected) -> Iterator[tuple[str, TrackedItem]]:
    for key, feature in collected.features.items():
        for work in feature.work:
            if work.ref is None:
                continue
            several = sum(other.phase is work.phase for other in feature.work) > 1
            name = (work.name or "") if several else ""
            skill = "" if name or not several else next(iter(work.lines), "")
            yield work.ref, TrackedItem(key, work.phase.value, name, skill)


def _add_weekdays(day: date, days: int) -> date:
    """So many days from Monday to Friday later; for a folder whose calendar cannot be read."""
    step = timedelta(days=1 if days > 0 else -1)
    for _day in range(abs(days)):
        day += step
        while day.weekday() in WEEKEND:
            day += step
    return day
