"""The cheapest way through a feature's work where people and time have prices, as machine code.

A feature's items run one after another, each in one of its modes; a forward recursion over the slots finds the least
that they cost together if all end by given limits. Items of support work run on their own, each where it is cheapest.
Tables are arrays of rows (`chain_layout`). Prices are integers, so the least cost is exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roadmap.solver.compiled.chain_layout import (
    AMOUNT,
    BY_FREEZE,
    CREWS,
    CREWS_END,
    DAYS,
    EARLIEST,
    FREEZE,
    IMPOSSIBLE,
    IN_ORDER,
    ITEMS,
    ITEMS_END,
    LANDINGS,
    LANDINGS_END,
    LATEST,
    MODES,
    MODES_END,
    POOL,
    SHIP,
)
from roadmap.solver.compiled.machine import compiled

Table = NDArray[np.int64]

_TABLES = ",".join(["i8[:,::1]"] * 3 + ["b1[:,::1]"] + ["i8[:,::1]"] * 3)
"""The types of: items, modes, crews; where modes fit; sums of prices, prices of starts and of ends."""


@compiled(f"void({_TABLES},i8[::1],i8,i8,i8,i8,i8[:,::1],i8[:,::1],i8[:,::1])")
def run_through(
    items: Table,
    modes: Table,
    crews: Table,
    fits: NDArray[np.bool_],
    sums: Table,
    starting: Table,
    ending: Table,
    feature: Table,
    first: int,
    last: int,
    freeze: int,
    ship: int,
    least: Table,
    start: Table,
    mode: Table,
) -> None:
    """The least cost of items `first` to `last` (exclusive) of a feature when the first n of them end by each slot,
    into `least[n]`, and the start and mode that decide it into `start[n]` and `mode[n]`; `least[0]` is what was
    before."""
    slots = sums.shape[1]
    for position in range(first, last):
        item = feature[ITEMS] + position
        before, now = (position - first if feature[IN_ORDER] else 0), position - first + 1
        for slot in range(slots):
            least[now, slot] = IMPOSSIBLE
        limit = min(items[item, LATEST], freeze if items[item, BY_FREEZE] else ship)
        for choice in range(items[item, MODES], items[item, MODES_END]):
            days = modes[choice, DAYS]
            for begin in range(items[item, EARLIEST], limit - days + 1):
                if least[before, begin] >= IMPOSSIBLE or not fits[choice, begin]:
                    continue
                end = begin + days
                cost = least[before, begin] + starting[item, begin] + ending[item, end]
                for crew in range(modes[choice, CREWS], modes[choice, CREWS_END]):
                    pool = crews[crew, POOL]
                    cost += crews[crew, AMOUNT] * (sums[pool, end] - sums[pool, begin])
                if cost < least[now, end]:
                    least[now, end], start[now, end], mode[now, end] = cost, begin, choice
        for slot in range(1, slots):
            if least[now, slot - 1] <= least[now, slot]:
                least[now, slot], start[now, slot] = least[now, slot - 1], start[now, slot - 1]
                mode[now, slot] = mode[now, slot - 1]


@compiled(f"void({_TABLES},i8[:,::1],i8[:,::1],i8[::1])")
def find_cheapest(
    items: Table,
    modes: Table,
    crews: Table,
    fits: NDArray[np.bool_],
    sums: Table,
    starting: Table,
    ending: Table,
    features: Table,
    landings: Table,
    costs: Table,
) -> None:
    """The least cost of each landing of each feature, IMPOSSIBLE for one that is out of reach.

    The leading items that end by the freeze are gone through once for all landings of a feature.
    """
    slots, most = sums.shape[1], 1
    for feature in range(len(features)):
        most = max(most, features[feature, ITEMS_END] - features[feature, ITEMS] + 1)
    least, start = np.empty((most, slots), dtype=np.int64), np.empty((most, slots), dtype=np.int64)
    mode, rest = np.empty((most, slots), dtype=np.int64), np.empty((most, slots), dtype=np.int64)
    for feature in range(len(features)):
        row = features[feature]
        count, frozen = row[ITEMS_END] - row[ITEMS], 0
        while row[IN_ORDER] and frozen < count and items[row[ITEMS] + frozen, BY_FREEZE]:
            frozen += 1
        least[0, :] = 0
        run_through(
            items,
            modes,
            crews,
            fits,
            sums,
            starting,
            ending,
            row,
            0,
            frozen,
            slots,
            slots,
            least,
            start,
            mode,
        )
        for landing in range(row[LANDINGS], row[LANDINGS_END]):
            freeze, ship = landings[landing, FREEZE], landings[landing, SHIP]
            for slot in range(slots):
                rest[0, slot] = least[frozen, max(0, min(slot, freeze))]
            run_through(
                items, modes, crews, fits, sums, starting, ending, row, frozen, count, freeze, ship,
                rest, start, mode,
            )  # fmt: skip
            costs[landing] = rest[count - frozen, slots - 1]
            if not row[IN_ORDER]:
                costs[landing] = 0
                for position in range(1, count + 1):
                    costs[landing] = min(IMPOSSIBLE, costs[landing] + rest[position, slots - 1])


@compiled(f"void({_TABLES},i8[:,::1],i8[:,::1],i8[::1],i8[:,::1],i8[::1],i8[::1])")
def place_cheapest(
    items: Table,
    modes: Table,
    crews: Table,
    fits: NDArray[np.bool_],
    sums: Table,
    starting: Table,
    ending: Table,
    features: Table,
    landings: Table,
    chosen: Table,
    use: Table,
    starts: Table,
    ends: Table,
) -> None:
    """Where the cheapest way of each feature with a chosen landing (-1: none) has its items: what it uses of each pool
    in each slot is added to `use`, starts and ends of its items are written."""
    slots = sums.shape[1]
    for feature in range(len(features)):
        if chosen[feature] < 0:
            continue
        row = features[feature]
        count = row[ITEMS_END] - row[ITEMS]
        least = np.empty((count + 1, slots), dtype=np.int64)
        start = np.empty((count + 1, slots), dtype=np.int64)
        mode = np.empty((count + 1, slots), dtype=np.int64)
        freeze, ship = landings[chosen[feature], FREEZE], landings[chosen[feature], SHIP]
        least[0, :] = 0
        run_through(items, modes, crews, fits, sums, starting, ending, row, 0, count, freeze, ship, least, start, mode)
        by = slots - 1
        for position in range(count, 0, -1):
            item, begin, choice = row[ITEMS] + position - 1, start[position, by], mode[position, by]
            end = begin + modes[choice, DAYS]
            starts[item], ends[item] = begin, end
            for crew in range(modes[choice, CREWS], modes[choice, CREWS_END]):
                for slot in range(begin, end):
                    use[crews[crew, POOL], slot] += crews[crew, AMOUNT]
            if row[IN_ORDER]:
                by = begin
