"""Simulating: block after block of runs is drawn, played and counted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from roadmap.explaining.present import Present
from roadmap.futures.building.assembling import network_of
from roadmap.futures.building.world import world_of
from roadmap.futures.network import Network, Role
from roadmap.futures.playing.boarding import Boarded, Boarding
from roadmap.futures.playing.draws import BLOCK, Drawer, Draws, Ints, World
from roadmap.futures.playing.gates import GateWait, gates_of, usable_from, waited_for
from roadmap.futures.playing.play import Played, Player, Times, by_feature, ends_of_jobs
from roadmap.futures.playing.shapes import Floats
from roadmap.futures.playing.skill_load import LoadCounter, Loads
from roadmap.futures.playing.winning import dropped_jobs, kept_share, ships_of, won_customers
from roadmap.planner.naming.staffing import Staffing


@dataclass(frozen=True)
class Game:
    """A plan ready to be played."""

    present: Present
    network: Network
    world: World
    player: Player
    boarding: Boarding
    gates: tuple[GateWait, ...]

    @cached_property
    def support_starts(self) -> dict[int, int]:
        """When each job of support begins as planned."""
        legs = self.network.legs
        return {s.job: s.begin for s in legs if s.first and self.network.jobs[s.job].role is Role.SUPPORT}

    @cached_property
    def verified(self) -> dict[int, list[int]]:
        """By feature that lands, the jobs that end by its freeze."""
        mine = by_feature(self.network)
        landing = [one.feature for one in self.network.landings]
        jobs = self.network.jobs
        return {f: [t for t in mine.get(f, ()) if jobs[t].role is Role.VERIFIED] for f in landing}


def game_of(present: Present, *, staffing: Staffing | None = None) -> Game:
    """A plan on its folder, ready to be played. `staffing` says who does what; None: named again."""
    network = network_of(present, staffing)
    player = Player(network)
    gates = tuple(gates_of(present))
    return Game(present, network, world_of(present, network), player, Boarding(player), gates)


@dataclass(frozen=True, slots=True)
class Block:
    """What one block of runs came to, a column for each run. `late` is by how many working days what a gate needs comes
    after it; `trains` which train it waits for; `verified` when a feature is; `kept` the share of its chance that a
    deal keeps, `won` its customers that are won; `ends` are those of all jobs."""

    boarded: Boarded
    verified: Times
    trains: npt.NDArray[np.int16]
    late: npt.NDArray[np.int32]
    kept: Floats
    won: Ints
    ends: npt.NDArray[np.int16]
    loads: Loads | None = None
    played: Played | None = None


def play_block(
    game: Game, drawer: Drawer, number: int, *, runs: int = BLOCK, counter: LoadCounter | None = None,
    trace: bool = False,
) -> Block:  # fmt: skip
    """Draw, play and count the first `runs` of one block."""
    draws = drawer.block(number, runs)
    dropped = dropped_jobs(game.present, game.network.jobs, game.support_starts, draws, game.world.deals)
    days, lost = game.player.needs(draws, sick_days=game.world.sick_days, dropped=dropped)
    played = game.player.play(days, lost, trace=trace)
    ends = ends_of_jobs(game.network, played)
    boarded = game.boarding.board(ends)
    trains, late = _gates(game, boarded, draws)
    kept, won = _deals(game, boarded, draws)
    return Block(
        boarded=boarded,
        verified=_verified(game, ends),
        trains=trains,
        late=late,
        kept=kept,
        won=won,
        ends=ends.astype(np.int16),
        loads=None if counter is None else counter.count(played),
        played=played if trace else None,
    )


def _verified(game: Game, ends: Times) -> Times:
    rows = [ends[jobs].max(axis=0) if jobs else np.zeros_like(ends[0]) for jobs in game.verified.values()]
    return np.array(rows, dtype=np.int32).reshape(len(rows), ends.shape[1])


def _gates(game: Game, boarded: Boarded, draws: Draws) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int32]]:
    trains = np.zeros((len(game.gates), draws.runs), dtype=np.int16)
    late = np.zeros((len(game.gates), draws.runs), dtype=np.int32)
    for number, wait in enumerate(game.gates):
        trains[number] = waited_for(wait, boarded, len(game.network.trains))
        late[number] = usable_from(wait, trains[number], game.network.trains) - wait.limit - draws.moved[wait.deal]
    return trains, late


def _deals(game: Game, boarded: Boarded, draws: Draws) -> tuple[Floats, Ints]:
    ships = ships_of(game.present, boarded)
    deals, market = game.present.indexed.deals, game.present.project.market
    kept = np.zeros((len(deals), draws.runs))
    won = np.zeros((len(deals), draws.runs), dtype=np.int64)
    for number, (key, deal) in enumerate(zip(game.present.indexed.names.deals, deals, strict=True)):
        kept[number] = kept_share(deal, ships, draws.moved[number])
        customers = market.placeholders[key].stands_for if key in market.placeholders else 1
        won[number] = won_customers(game.world.deals[number].win * kept[number], draws.wins[number], customers)
    return kept, won


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a simulation has come: runs played, of so many."""

    played: int
    runs: int


def simulate_blocks(
    game: Game,
    *,
    runs: int,
    seed: int,
    counter: LoadCounter | None = None,
    without: Collection[str] = (),
    on_progress: Callable[[Progressed], None] = lambda _: None,
    stop: threading.Event | None = None,
) -> Iterator[Block]:
    """The blocks of so many runs, in order. Ends early, with what it has, once `stop` is set."""
    drawer = Drawer(game.world, seed, without=without)
    for number in range(-(-runs // BLOCK)):
        if stop is not None and stop.is_set() and number:
            return
        size = min(BLOCK, runs - number * BLOCK)
        yield play_block(game, drawer, number, runs=size, counter=counter)
        on_progress(Progressed(number * BLOCK + size, runs))


def joined(blocks: Sequence[Block]) -> Block:
    """Several blocks as one."""

    def rows(name: str) -> npt.NDArray[np.generic]:
        return np.concatenate([getattr(block, name) for block in blocks], axis=-1)

    names = ("boarded", "verified", "trains", "late", "kept", "won", "ends")
    counted = all(block.loads is not None for block in blocks)
    return Block(**{name: rows(name) for name in names}, loads=rows("loads") if counted else None)  # type: ignore[arg-type]
