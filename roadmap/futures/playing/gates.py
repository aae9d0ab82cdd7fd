"""Gates: which train each gate of a deal waits for, and whether it comes in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from requirements.deal import Deal, Need, gates_ahead
from requirements.gate import Gate, Importance
from roadmap.explaining.present import Present
from roadmap.futures.network import Departure
from roadmap.futures.playing.boarding import NO_WAIT, Boarded
from roadmap.futures.playing.draws import Ints
from roadmap.indexing.deals.demand import needed_maturity, needs_of, providers, shipped_day


@dataclass(frozen=True, slots=True)
class GateNeed:
    """What meets one need: any of these features, or what shipped before the plan, usable from the limit `past` on."""

    features: tuple[int, ...]
    past: int | None


@dataclass(frozen=True, slots=True)
class GateWait:
    """A gate of a deal, by position: its day as a limit, the working days that the customer takes to use a release, and
    the needs that wait for one. Without needs everything is there."""

    deal: int
    gate: Gate
    limit: int
    lead: int
    needs: tuple[GateNeed, ...]


def gates_of(present: Present) -> list[GateWait]:
    """The gates ahead of all deals that the plan serves, in the order of the deals and of the funnel."""
    market, names = present.project.market, present.indexed.names
    found = []
    for number, key in enumerate(names.deals):
        deal = market.deal(key)
        if key not in present.served:
            continue
        needs = needs_of(deal, Importance.BREAKER, present.project)
        for gate in gates_ahead(deal):
            limit = names.calendar.limit(deal.gates[gate], names.origin)
            until = [(own, need) for own, need in needs if own.rank <= gate.rank]
            waits = tuple(_need(need, own, deal, present) for own, need in until)
            found.append(GateWait(number, gate, limit, market.lead_time(deal), waits))
    return found


def _need(need: Need, gate: Gate, deal: Deal, present: Present) -> GateNeed:
    project, names = present.project, present.indexed.names
    maturity = needed_maturity(need, gate, project)
    able = {key for name in need.any_of for key in providers(project, name, maturity)}
    day = shipped_day(need, gate, project)
    past = None if day is None else names.calendar.limit(day, names.origin) + project.market.lead_time(deal)
    return GateNeed(tuple(sorted(names.position(key) for key in able if key in names.features)), past)


def waited_for(wait: GateWait, boarded: Boarded, trains: int) -> npt.NDArray[np.int16]:
    """The last train that a gate waits for in each run: NO_WAIT where none, `trains` where none brings it."""
    found = np.full(boarded.shape[1], NO_WAIT, dtype=np.int16)
    for need in wait.needs:
        if need.past is not None:
            continue
        first = boarded[list(need.features)].min(axis=0) if need.features else np.full_like(found, trains)
        np.maximum(found, first, out=found)
    return found


def usable_from(wait: GateWait, train: npt.NDArray[np.int16], trains: tuple[Departure, ...]) -> Ints:
    """The limit by which the customer can use all that a gate needs."""
    past = max((need.past for need in wait.needs if need.past is not None), default=NEVER_LATE)
    days = np.array([*(one.ship + wait.lead for one in trains), NEVER, past], dtype=np.int64)
    return np.maximum(days[train], past)


NEVER = 10**6
"""A limit that no plan reaches."""
NEVER_LATE = -(10**6)
"""The limit of what is there anyway."""
