"""What of the catalogue a folder lacks.

An entry of the folder replaces the one of the same id in the catalogue, whole. Where a feature of the folder provides a
capability, the folder has its own way to it, and no feature of the catalogue for it is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from requirements.capability import Capability
from requirements.catalogue import catalogue_capabilities, catalogue_profiles
from requirements.deal import Need
from requirements.finding import Finding, Severity
from requirements.funnel.profile import Profile
from requirements.language import _
from requirements.market import CLOSED
from roadmap.folder.catalogue import KINDS, catalogue_features, catalogue_origins, catalogue_teams, ways_to
from roadmap.folder.checks.entries.references import references
from roadmap.folder.checks.listing import listed
from roadmap.folder.texts.collected import Collected
from roadmap.supply.dependency import Dependency
from roadmap.supply.feature import Feature
from roadmap.supply.people import Team


@dataclass(frozen=True, slots=True)
class Taken:
    """Entries of the catalogue that a folder lacks, by id.

    The features wait for those of the folder where it has one that will do. `left_out` holds, by skill, the features
    that nobody could build.
    """

    profiles: dict[str, Profile] = field(default_factory=dict)
    capabilities: dict[str, Capability] = field(default_factory=dict)
    features: dict[str, Feature] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Taking:
    """What is taken for one folder, asked for one by one; each brings what it cannot do without."""

    def __init__(self, collected: Collected, *, skills: frozenset[str] | None = None) -> None:
        """Begin with nothing. With `skills`, features that take another skill are left out."""
        self._own = collected
        self._skills = skills
        self.taken = Taken()

    def profile(self, name: str) -> None:
        """A profile, with the capabilities it names and the ways to get them."""
        if name not in self._own.declared["profiles"] and name in catalogue_profiles():
            self.taken.profiles[name] = catalogue_profiles()[name]
            for _gate, need in self.taken.profiles[name].lines():
                for capability in need.any_of:
                    self.ways(capability)

    def capability(self, name: str) -> None:
        """A capability, without the ways to get it."""
        if name not in self._own.declared["capabilities"] and name in catalogue_capabilities():
            self.taken.capabilities[name] = catalogue_capabilities()[name]

    def ways(self, name: str) -> None:
        """A capability with all features of the catalogue for it, if the folder has none and it is not ready."""
        self.capability(name)
        if any(name in feature.provides for feature in self._own.features.values()):
            return
        for key, feature in ways_to(name).items():
            if not self._is_ready(feature):
                self.feature(key)

    def feature(self, name: str) -> bool:
        """A feature, with what it provides, its team and the features it waits for; whether it is there now."""
        if name in self._own.declared["features"] or name in self.taken.features:
            return True
        if name not in catalogue_features() or not self._can_be_done(name):
            return False
        feature = catalogue_features()[name]
        after = [self._wait(dependency) for dependency in feature.after]
        self.team(feature.team)
        for capability in feature.provides:
            self.capability(capability)
        waits = [wait for wait in after if wait is not None]
        self.taken.features[name] = feature.model_copy(update={"after": waits})
        return True

    def team(self, name: str) -> None:
        """A team."""
        if name not in self._own.declared["teams"] and name in catalogue_teams():
            self.taken.teams[name] = catalogue_teams()[name]

    def teams_of_all_work(self) -> None:
        """The teams of every skill that the features taken so far need."""
        for name in sorted({skill for f in self.taken.features.values() for item in f.work for skill in item.lines}):
            self.team(name)

    def _can_be_done(self, name: str) -> bool:
        """Whether somebody has every skill of a feature and of those it waits for; what stands in the way is noted."""
        feature = catalogue_features()[name]
        skills = {skill for item in feature.work for skill in item.lines}
        missing = skills - self._skills if self._skills is not None else set()
        for skill in sorted(missing):
            if name not in self.taken.left_out[skill]:
                self.taken.left_out[skill].append(name)
        return not missing and all(
            dependency.feature in self._own.declared["features"]
            or self._stand_in(dependency) is not None
            or self._is_ready(catalogue_features()[dependency.feature])
            or self._can_be_done(dependency.feature)
            for dependency in feature.after
        )

    def _wait(self, dependency: Dependency) -> Dependency | None:
        """The dependency as it is in the folder; None where what it waits for is ready."""
        if self._is_ready(catalogue_features()[dependency.feature]):
            return None
        stand_in = self._stand_in(dependency)
        if stand_in is not None:
            return dependency.model_copy(update={"feature": stand_in})
        self.feature(dependency.feature)
        return dependency

    def _stand_in(self, dependency: Dependency) -> str | None:
        """The feature of the folder that provides all that the dependency waits for."""
        if dependency.feature in self._own.declared["features"]:
            return dependency.feature
        wanted = catalogue_features()[dependency.feature].provides
        for key, feature in self._own.features.items():
            if all(name in feature.provides and feature.provides[name].rank >= m.rank for name, m in wanted.items()):
                return key
        return None

    def _is_ready(self, feature: Feature) -> bool:
        """Whether all that the feature provides is there already."""
        own = self._own.capabilities
        return all(
            name in own and (ready := own[name].ready) is not None and ready.rank >= maturity.rank
            for name, maturity in feature.provides.items()
        )


def complete(collected: Collected) -> None:
    """Add what the folder names, does not state and the catalogue has: see `catalogue` in the header.

    Ways that take a skill nobody has are left out; a warning names them.
    """
    taking = Taking(collected, skills=_skills(collected))
    by_section = {
        "profiles": taking.profile,
        "capabilities": taking.capability,
        "features": taking.feature,
        "teams": taking.team,
    }
    for reference in list(references(collected)):
        if reference.to in by_section and reference.name not in collected.declared[reference.to]:
            by_section[reference.to](reference.name)
    for name in _needed(collected):
        taking.ways(name)
    for section in KINDS:
        entries: dict[str, object] = getattr(taking.taken, section)
        getattr(collected, section).update(entries)
        for key in entries:
            collected.declared[section][key] = (catalogue_origins(section)[key], (section, key))
    for skill, features in taking.taken.left_out.items():
        collected.find(_left_out(collected, skill, features))


def _needed(collected: Collected) -> Iterable[str]:
    """The capabilities that open deals, and the profiles of segments, name; each once, in the order of the files."""
    deals = [deal.needs for deal in collected.deals.values() if deal.stage not in CLOSED]
    used = {segment.profile for segment in collected.segments.values()}
    groups = [group for needs in deals for group in needs.values()]
    lines: list[Need] = [line for group in groups for line in group]
    for key, profile in collected.profiles.items():
        lines += [line for _gate, line in profile.lines() if key in used]
    return dict.fromkeys(name for line in lines for name in line.any_of)


def _skills(collected: Collected) -> frozenset[str]:
    """The skills that the folder gives to anybody, now or later."""
    teams = collected.teams
    counted = [team for team in teams.values() if team.people or any(hire.people for hire in team.hires)]
    of_teams = {skill for team in counted for skill in team.proficiencies()}
    members = [(person, teams.get(person.team)) for person in collected.people.values()]
    own = {skill for person, _team in members for skill in person.proficiencies()}
    inherited = {
        skill
        for person, team in members
        if team is not None and not person.proficiencies()
        for skill in team.proficiencies()
    }
    return frozenset(of_teams | own | inherited)


def _left_out(collected: Collected, skill: str, features: list[str]) -> Finding:
    message = _("nobody has the skill {skill}, so these features of the catalogue are left out: {features}")
    hint = _("Hire or train somebody: add a team or a person with this skill.")
    place = collected.header_place("catalogue")
    return Finding(
        "skill-nobody", place, message.format(skill=skill, features=listed(features)), hint, Severity.WARNING
    )
