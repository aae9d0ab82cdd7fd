"""The cheapest way through a feature's work where people and time have prices, as machine code.

A feature's items run one after another, each in one of its modes; a forward recursion over the slots finds the least
that they cost together if all end by given limits. Items of support work run on their own, each where it is cheapest.
Tables are arrays of rows (`chain_layout`). Prices are integers, so the least cost is exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roadmap.solver.local.compiled.chain_layout import (
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
from roadmap.solver.local.compiled.machine import compiled

Table = NDArray[np.int64]

Tables = tuple[Table, Table, Table, NDArray[np.bool_], Table, Table, Table]
"""Items, modes, crews; where modes fit; sums of prices of people, prices of starts and of ends, by slot."""
Room = tuple[Table, Table, Table]
"""The least costs, and the starts and modes that decide them: a row for nothing done, then one for each item."""

_TABLE = "i8[:,::1]"
_TABLES = f"Tuple(({_TABLE},{_TABLE},{_TABLE},b1[:,::1],{_TABLE},{_TABLE},{_TABLE}))"


@compiled(f"void({_TABLES},i8,i8,i8[::1],i8[::1],i8[::1],i8[::1])")
def run_item(tables: Tables, item: int, limit: int, before: Table, least: Table, start: Table, mode: Table) -> None:
    """The least cost of an item, after what costs `before` by each slot, when it ends by each slot and by the limit."""
    items, modes, crews, fits, sums, starting, ending = tables
    for slot in range(len(least)):
        least[slot] = IMPOSSIBLE
    for choice in range(items[item, MODES], items[item, MODES_END]):
        days = modes[choice, DAYS]
        for begin in range(items[item, EARLIEST], min(items[item, LATEST], limit) - days + 1):
            if before[begin] >= IMPOSSIBLE or not fits[choice, begin]:
                continue
            end = begin + days
            cost = before[begin] + starting[item, begin] + ending[item, end]
            for crew in range(modes[choice, CREWS], modes[choice, CREWS_END]):
                pool = crews[crew, POOL]
                cost += crews[crew, AMOUNT] * (sums[pool, end] - sums[pool, begin])
            if cost < least[end]:
                least[end], start[end], mode[end] = cost, begin, choice
    for slot in range(1, len(least)):
        if least[slot - 1] <= least[slot]:
            least[slot], start[slot], mode[slot] = least[slot - 1], start[slot - 1], mode[slot - 1]


@compiled(f"void({_TABLES},i8[::1],UniTuple(i8,4),UniTuple({_TABLE},3))")
def run_through(tables: Tables, feature: Table, span: tuple[int, int, int, int], room: Room) -> None:
    """Run items of a feature one after another; `span` is the first, the one after the last, freeze and ship.

    Row 0 of the least costs says what came before; item n of those goes into row n + 1. Items of a feature that does
    not run in order all start from row 0.
    """
    first, last, freeze, ship = span
    least, start, mode = room
    for position in range(first, last):
        item, now = feature[ITEMS] + position, position - first + 1
        limit = freeze if tables[0][item, BY_FREEZE] else ship
        before = least[now - 1 if feature[IN_ORDER] else 0]
        run_item(tables, item, limit, before, least[now], start[now], mode[now])


@compiled(f"UniTuple({_TABLE},3)({_TABLE},i8)")
def make_room(features: Table, slots: int) -> Room:
    """Room for any of the features."""
    most = 1
    for feature in range(len(features)):
        most = max(most, features[feature, ITEMS_END] - features[feature, ITEMS] + 1)
    shape = (most, slots)
    return np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)


@compiled(f"void({_TABLES},{_TABLE},{_TABLE},i8[::1])")
def find_cheapest(tables: Tables, features: Table, landings: Table, costs: Table) -> None:
    """The least cost of each landing of each feature, IMPOSSIBLE for one that is out of reach.

    The leading items that end by the freeze are gone through once for all landings of a feature.
    """
    slots = tables[4].shape[1]
    room, rest = make_room(features, slots), make_room(features, slots)
    for feature in range(len(features)):
        row = features[feature]
        count, frozen = row[ITEMS_END] - row[ITEMS], 0
        while row[IN_ORDER] and frozen < count and tables[0][row[ITEMS] + frozen, BY_FREEZE]:
            frozen += 1
        run_through(tables, row, (0, frozen, slots, slots), room)
        for landing in range(row[LANDINGS], row[LANDINGS_END]):
            freeze, ship = landings[landing, FREEZE], landings[landing, SHIP]
            for slot in range(slots):
                rest[0][0, slot] = room[0][frozen, max(0, min(slot, freeze))]
            run_through(tables, row, (frozen, count, freeze, ship), rest)
            costs[landing] = rest[0][count - frozen, slots - 1]
            if not row[IN_ORDER]:
                costs[landing] = 0
                for position in range(1, count + 1):
                    costs[landing] = min(IMPOSSIBLE, costs[landing] + rest[0][position, slots - 1])


@compiled(f"void({_TABLES},{_TABLE},{_TABLE},i8[::1],{_TABLE},i8[::1],i8[::1])")
def place_cheapest(
    tables: Tables, features: Table, landings: Table, chosen: Table, use: Table, starts: Table, ends: Table
) -> None:
    """Where the cheapest way of each feature with a chosen landing (-1: none) has its items: what it uses of each pool
    in each slot is added to `use`, starts and ends of its items are written."""
    slots, modes, crews = tables[4].shape[1], tables[1], tables[2]
    room = make_room(features, slots)
    for feature in range(len(features)):
        if chosen[feature] < 0:
            continue
        row = features[feature]
        count, by = row[ITEMS_END] - row[ITEMS], slots - 1
        span = (0, count, landings[chosen[feature], FREEZE], landings[chosen[feature], SHIP])
        run_through(tables, row, span, room)
        for position in range(count, 0, -1):
            item, begin, choice = row[ITEMS] + position - 1, room[1][position, by], room[2][position, by]
            end = begin + modes[choice, DAYS]
            starts[item], ends[item] = begin, end
            for crew in range(modes[choice, CREWS], modes[choice, CREWS_END]):
                for slot in range(begin, end):
                    use[crews[crew, POOL], slot] += crews[crew, AMOUNT]
            if row[IN_ORDER]:
                by = begin
