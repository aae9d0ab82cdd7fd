"""The project: market, engineering, policy and pins of one folder, typed and cross-checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from requirements.finding import Place
from requirements.market import Market
from roadmap.calendar import Calendar
from roadmap.folder.baseline import Baseline
from roadmap.folder.texts.documents import Header
from roadmap.policy.decisions import RecordedDecision
from roadmap.policy.pins import Pin
from roadmap.supply.engineering import Engineering
from roadmap.supply.second_line import Move


@dataclass(frozen=True, slots=True, repr=False)
class Project:
    """Everything a folder says, without faults.

    `places` maps the path of every entry (`("deals", "D07", "gates", "design_in")`, list positions as int) to where it
    stands; `digest` is the SHA-256 of all files read, in order of their names, `files` that of each; `calendar` reaches
    from a year before the start to a year after the horizon; its provisional years are those of the plan itself.
    `baseline` is the plan that was published, if any; it is not part of the digest. `moves` are the stretches in which
    people work in a second line; None where nobody has chosen them yet. `void` are the positions of pins that cannot
    hold, each by itself: they hold nothing. `freed` are the published promises, by deal and day, that no plan can keep,
    whatever else it does.
    """

    header: Header
    market: Market
    engineering: Engineering
    pins: tuple[Pin, ...]
    calendar: Calendar
    digest: str
    files: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)
    baseline: Baseline | None = None
    moves: tuple[Move, ...] | None = None
    void: frozenset[int] = frozenset()
    decisions: tuple[RecordedDecision, ...] = ()
    freed: frozenset[tuple[str, date]] = frozenset()

    def __repr__(self) -> str:
        deals, features = len(self.market.deals), len(self.engineering.features)
        return f"<Project {self.header.name!r} as of {self.as_of}: {deals} deals, {features} features>"

    @property
    def as_of(self) -> date:
        """The first day on which anything can be planned."""
        return max(self.header.start, self.header.as_of or self.header.start)

    @property
    def agreed(self) -> frozenset[tuple[str, date]]:
        """The published promises that may move, by deal and day: somebody decided so."""
        return frozenset(promise for one in self.decisions if (promise := one.promise) is not None)
