"""Demand: needs that nothing can meet, and capabilities that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from requirements.deal import Need
from requirements.finding import Finding, Place, Severity
from requirements.gate import Gate, Importance, Maturity
from requirements.language import _
from requirements.market import CLOSED
from roadmap.folder.catalogue import ways_to
from roadmap.folder.checks.listing import listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


class Line(NamedTuple):
    """A need of an open deal, or of a profile in use: whose it is, where it stands, and the maturity it asks for."""

    whose: str
    place: Place
    need: Need
    wanted: Maturity

    @property
    def text(self) -> str:
        """The need as a file states it."""
        return f"{' | '.join(self.need.any_of)} : {self.wanted.value}"


def check_demand(collected: Collected, span: Span) -> Iterator[Finding]:
    """Needs that no feature provides at their maturity, each once, and provided capabilities that nobody needs."""
    best = _best_maturities(collected)
    deals, profiles = list(_of_deals(collected, span)), list(_of_profiles(collected, span))
    open_ends = [line for line in deals if not _can_be_met(line, best)]
    for lines in _alike([line for line in open_ends if line.need.importance is Importance.BREAKER]):
        yield _unmeetable(lines)
    for lines in _alike([line for line in open_ends if line.need.importance is Importance.CHALLENGE]):
        yield _challenge(lines)
    for lines in _alike([line for line in profiles if not _can_be_met(line, best)]):
        yield _untypical(lines)
    needed = {name for line in [*deals, *profiles] for name in line.need.any_of}
    if deals:
        yield from _unneeded(collected, needed)


def _of_deals(collected: Collected, span: Span) -> Iterator[Line]:
    for key, deal in collected.deals.items():
        if deal.stage in CLOSED:
            continue
        for gate, needs in deal.needs.items():
            for position, need in enumerate(needs):
                place = collected.place("deals", key, "needs", gate.value, position)
                yield Line(key, place, need, _wanted(need, gate, span))


def _of_profiles(collected: Collected, span: Span) -> Iterator[Line]:
    used = {segment.profile for segment in collected.segments.values()}
    for key, profile in collected.profiles.items():
        if key in used:
            for gate, needs in profile.needs.items():
                for position, need in enumerate(needs):
                    place = collected.place("profiles", key, "needs", gate.value, position)
                    yield Line(key, place, need, _wanted(need, gate, span))


def _wanted(need: Need, gate: Gate, span: Span) -> Maturity:
    return need.maturity or span.header.policy.maturity[gate]


def _best_maturities(collected: Collected) -> dict[str, int]:
    """The highest rank of maturity at which each capability is there already or provided by a feature."""
    best = {key: capability.ready.rank for key, capability in collected.capabilities.items() if capability.ready}
    for feature in collected.features.values():
        for capability, maturity in feature.provides.items():
            best[capability] = max(best.get(capability, -1), maturity.rank)
    return best


def _can_be_met(line: Line, best: dict[str, int]) -> bool:
    return any(best.get(capability, -1) >= line.wanted.rank for capability in line.need.any_of)


def _alike(lines: list[Line]) -> list[list[Line]]:
    """The lines that ask for the same, together."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.text, []).append(line)
    return list(groups.values())


def _unmeetable(lines: list[Line]) -> Finding:
    deals = listed([line.whose for line in lines])
    message = _("no feature provides {need}, so no plan can serve {deals}").format(need=lines[0].text, deals=deals)
    return _finding("need-unmeetable", lines, message, Severity.WARNING)


def _challenge(lines: list[Line]) -> Finding:
    deals = listed([line.whose for line in lines])
    message = _("no feature provides {need}, which lowers the win probability of {deals}")
    return _finding("challenge-unmeetable", lines, message.format(need=lines[0].text, deals=deals), Severity.HINT)


def _untypical(lines: list[Line]) -> Finding:
    profiles = listed([line.whose for line in lines])
    message = _("deals of the profile {profiles} often need {need}, but no feature provides it")
    sentence = message.format(need=lines[0].text, profiles=profiles)
    return _finding("profile-unmeetable", lines, sentence, Severity.HINT)


def _finding(code: str, lines: list[Line], message: str, severity: Severity) -> Finding:
    """A finding at the first of these lines; the others are named in it already."""
    return Finding(code, lines[0].place, message, _ways(lines[0]), severity)


def _ways(line: Line) -> str:
    """What to do: the first alternative to which the catalogue knows ways, or a feature of one's own."""
    for name in line.need.any_of:
        ways = [key for key, way in ways_to(name).items() if way.provides[name].rank >= line.wanted.rank]
        if ways:
            hint = _(
                "The catalogue has ways to build it: {ways}. `roadmap catalogue {name}` shows the work and the "
                "skills that they take."
            )
            return hint.format(ways=listed(ways), name=name)
    return _("Add a feature that provides it. If the capability exists already, state its maturity in `ready`.")


def _unneeded(collected: Collected, needed: set[str]) -> Iterator[Finding]:
    """Capabilities that nobody needs, provided by features on which no other feature builds."""
    waited_for = {dependency.feature for feature in collected.features.values() for dependency in feature.after}
    useful = {name for key, feature in collected.features.items() if key in waited_for for name in feature.provides}
    provided = {name for feature in collected.features.values() for name in feature.provides} - useful
    for capability in collected.capabilities:
        if capability in provided and capability not in needed:
            message = _("features provide {capability}, but no open deal needs it").format(capability=capability)
            place = collected.place("capabilities", capability)
            yield Finding("capability-unneeded", place, message, severity=Severity.HINT)
