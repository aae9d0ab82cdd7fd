"""References: every name that points to another entry points to one that exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from requirements.finding import Finding
from requirements.language import _
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.nodes import Path
from roadmap.folder.catalogue import catalogue_ids
from roadmap.folder.texts.collected import Collected

MOST_SUGGESTIONS = 100


class Reference(NamedTuple):
    """A name of an entry in section `to`, stated at `path` (or as the key there)."""

    path: Path
    to: str
    name: str
    is_key: bool = False


def check_references(collected: Collected) -> Iterator[Finding]:
    """Each reference to an entry that no file states, with the nearest name."""
    declared = collected.declared
    known = {section: [str(entry) for entry in entries] for section, entries in declared.items()}
    suggest = lru_cache(maxsize=None)(lambda to, name: _suggest(to, name, known[to]))
    for path, to, name, is_key in references(collected):
        if name not in declared[to]:
            few = suggest.cache_info().currsize < MOST_SUGGESTIONS
            place = collected.place(str(path[0]), path[1], *path[2:], key=is_key)
            yield Finding("unknown-reference", place, _sentence(to, name), suggest(to, name) if few else "")


def _suggest(to: str, name: str, known: list[str]) -> str:
    """The nearest name; else that the catalogue has it, and the two ways to it."""
    shipped = catalogue_ids(to)
    if name not in shipped:
        left = _("Keep somebody who has left in the input, and state the last day in `last`.") if to == "people" else ""
        return did_you_mean(name, [*known, *shipped]) or left
    hint = _(
        "The catalogue contains it. State `catalogue: true` in roadmap.yaml, or copy it into a file that you "
        "include: `roadmap catalogue {name} --for DIR`."
    )
    return hint.format(name=name)


def whole_sections(collected: Collected) -> set[str]:
    """The sections of which nothing is missing: no entry has a fault, is given twice or points nowhere."""
    if any(finding.code in ("duplicate-id", "duplicate-key") for finding in collected.findings):
        return set()
    dangling = {path[0] for path, to, name, _is_key in references(collected) if name not in collected.declared[to]}
    return {
        section
        for section, entries in collected.declared.items()
        if section not in dangling and all(entry in getattr(collected, section) for entry in entries)
    }


def _of_progress(collected: Collected, key: str) -> Iterator[Reference]:
    """The people on work; those of a team that is counted by number are TEAM-1, TEAM-2 and so on."""
    for phase, items in collected.progress[key].items.items():
        for number, item in enumerate(items):
            for position, name in enumerate(item.people):
                team, _, count = name.rpartition("-")
                if not (team in collected.teams and count.isdigit()):
                    place = ("progress", key, "items", phase.value, number, "people", position)
                    yield Reference(place, "people", name)


def references(collected: Collected) -> Iterator[Reference]:
    """All references of all entries that could be typed."""
    yield from _of_segments(collected)
    yield from _of_deals(collected)
    yield from _of_features(collected)
    for key, person in collected.people.items():
        yield Reference(("people", key, "team"), "teams", person.team)
    yield from _of_second_lines(collected)
    for position, line in collected.leave.items():
        yield Reference(("leave", position, "person"), "people", line.person)
    for key, progress in collected.progress.items():
        yield Reference(("progress", key), "features", key)
        if progress.shipped is not None:
            yield Reference(("progress", key, "shipped"), "releases", progress.shipped)
        yield from _of_progress(collected, key)
    for position, pin in collected.pins.items():
        for field, to in (("feature", "features"), ("deal", "deals"), ("release", "releases")):
            name = getattr(pin, field)
            if name is not None:
                yield Reference(("pins", position, field), to, name)
    for position, decision in collected.decisions.items():
        if decision.promise is not None:
            yield Reference(("decisions", position, "what"), "deals", decision.promise[0])


def _of_segments(collected: Collected) -> Iterator[Reference]:
    for key, segment in collected.segments.items():
        if segment.profile is not None:
            yield Reference(("segments", key, "profile"), "profiles", segment.profile)
    for key, profile in collected.profiles.items():
        for gate, needs in profile.needs.items():
            for position, need in enumerate(needs):
                for name in need.any_of:
                    yield Reference(("profiles", key, "needs", gate.value, position), "capabilities", name)


def _of_deals(collected: Collected) -> Iterator[Reference]:
    for key, deal in collected.deals.items():
        yield Reference(("deals", key, "segment"), "segments", deal.segment)
        for position, name in enumerate(deal.not_needed):
            yield Reference(("deals", key, "not_needed", position), "capabilities", name)
        for gate, needs in deal.needs.items():
            for position, need in enumerate(needs):
                for name in need.any_of:
                    place = ("deals", key, "needs", gate.value, position)
                    yield Reference(place, "capabilities", name)


def _of_features(collected: Collected) -> Iterator[Reference]:
    for key, feature in collected.features.items():
        yield Reference(("features", key, "team"), "teams", feature.team)
        for name in feature.provides:
            yield Reference(("features", key, "provides", name), "capabilities", name, is_key=True)
        for position, dependency in enumerate(feature.after):
            path = ("features", key, "after", position)
            yield Reference((*path, "feature"), "features", dependency.feature)


def _of_second_lines(collected: Collected) -> Iterator[Reference]:
    for section, entries in (("teams", collected.teams), ("people", collected.people)):
        for key, entry in entries.items():
            for position, line in enumerate(entry.second_lines):
                yield Reference((section, key, "second_lines", position, "training"), "features", str(line.training))


def _sentence(to: str, name: str) -> str:
    sentences = {
        "segments": _("there is no segment {name}"),
        "profiles": _("there is no profile {name}"),
        "capabilities": _("there is no capability {name}"),
        "deals": _("there is no deal {name}"),
        "features": _("there is no feature {name}"),
        "people": _("there is no person {name}"),
        "teams": _("there is no team {name}"),
        "releases": _("there is no release {name}"),
    }
    return sentences[to].format(name=name)
