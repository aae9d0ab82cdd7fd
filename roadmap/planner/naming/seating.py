"""Seating: which seats of a crew pause where some do, so that a seat pauses while one person is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.schedule import Pauses


def seat_pauses(pauses: Pauses, able: Sequence[Sequence[int]], away: Mapping[int, set[int]]) -> list[tuple[int, ...]]:
    """By seat the slots in which it pauses. `able` are those who can sit on each seat, `away` who is away by slot.

    A seat pauses on, where it can, for somebody who was away in all its pauses; of such seats the one that paused in
    the slot before, or most often.
    """
    found: list[list[int]] = [[] for _ in able]
    suited = [set(people) for people in able]
    for slot, count in pauses:
        gone = away.get(slot, set())
        order = sorted(
            range(len(able)),
            key=lambda seat: (
                suited[seat].isdisjoint(gone),
                found[seat][-1:] != [slot - 1],
                -len(found[seat]),
                seat,
            ),
        )
        for seat in order[:count]:
            found[seat].append(slot)
            suited[seat] = suited[seat] & gone or set(able[seat]) & gone
    return [tuple(slots) for slots in found]
