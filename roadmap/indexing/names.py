"""Names: what the positions of a problem stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from requirements.language import either
from roadmap.calendar import Calendar
from roadmap.folder.baseline import Published
from roadmap.indexing.deals.support import Piece
from roadmap.indexing.people.pools import Pool
from roadmap.indexing.people.staff import Staff
from roadmap.problem import Deal, Problem


@dataclass(frozen=True)
class Names:
    """The ids behind the positions of a problem, in the order of the positions, and the day of each slot.

    A feature whose work overlaps stands there once for each of its segments, the last of which lands for all.
    `lines[item]` is the position of an item in the `work` list of its feature. The first pools are those of the skills,
    in their order; see `Pool` for whom the others hold. Slot 0 is the first working day at or after `origin`.
    """

    origin: date
    calendar: Calendar
    skills: tuple[str, ...]
    pools: tuple[Pool, ...]
    releases: tuple[str, ...]
    features: tuple[str, ...]
    deals: tuple[str, ...]
    lines: tuple[int, ...]
    support: tuple[str, ...] = ()
    """The deals that bring support work, in the order of its features, which come behind those that have an id; `lines`
    are then positions in what the deal brings (see `Indexed.support`)."""

    def position(self, feature: str) -> int:
        """The position of a feature; where its work overlaps, of the last of its segments, which lands for all."""
        return self.segments(feature)[-1]

    def segments(self, feature: str) -> tuple[int, ...]:
        """The positions of all segments of a feature: more than one where some of its work overlaps."""
        return self._segments.get(feature, ())

    @cached_property
    def _segments(self) -> dict[str, tuple[int, ...]]:
        """The positions of the segments of each feature."""
        found: dict[str, list[int]] = {}
        for position, key in enumerate(self.features):
            found.setdefault(key, []).append(position)
        return {key: tuple(positions) for key, positions in found.items()}

    def deal_position(self, deal: str) -> int:
        """The position of a deal."""
        return self._deals[deal]

    @cached_property
    def _deals(self) -> dict[str, int]:
        return {key: position for position, key in enumerate(self.deals)}

    def pool(self, position: int) -> str:
        """The skills that a pool stands for, such as `compiler or kernels`."""
        return either(self.pools[position].skills)

    def pools_with(self, skill: str) -> tuple[int, ...]:
        """The pools in which a person who knows a skill fully is counted."""
        return tuple(position for position, pool in enumerate(self.pools) if skill in dict(pool.accepts))

    def day(self, slot: int) -> date:
        """The day of a slot."""
        return self.calendar.day(slot, self.origin)


@dataclass(frozen=True, slots=True)
class Priced:
    """A published promise; `prices` by the started weeks it moves later: 0 first, the last for all that is later. One
    that is `held` does not move, because nobody agreed to that."""

    published: Published
    prices: tuple[int, ...]
    held: bool = False


@dataclass(frozen=True, slots=True)
class Indexed:
    """A problem, the names of its positions, and the people behind its capacity."""

    problem: Problem
    names: Names
    staff: Staff
    promises: tuple[Priced, ...] = ()
    """Published promises, in the order in which they stand behind the deals of the problem."""
    support: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    """The pieces of support cases that each open deal brings, by deal id."""

    @property
    def deals(self) -> tuple[Deal, ...]:
        """The deals of the problem that are deals of the project, in the order of their names."""
        return self.problem.deals[: len(self.names.deals)]

    def deal(self, position: int) -> str:
        """The id of a deal of the problem; of a promise the deal that it was given to."""
        known = self.names.deals
        return known[position] if position < len(known) else self.promises[position - len(known)].published.deal

    @property
    def owed(self) -> int:
        """The price of all published promises: so much more the problem is worth than the plan."""
        return sum(promise.prices[-1] for promise in self.promises)
