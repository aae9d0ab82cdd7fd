"""Simulating a plan: it is played out many times, and what comes of it is told as chances."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.futures.chances import Chances
from roadmap.futures.chances_file import chances_file, chances_text
from roadmap.futures.playing.draws import BLOCK, Drawer
from roadmap.futures.playing.simulating import Progressed, game_of, joined, play_block, simulate_blocks
from roadmap.futures.playing.skill_load import LoadCounter
from roadmap.futures.telling.chances_of_runs import chances_of, months_of
from roadmap.operations.asked_limits import LARGEST_SEED
from roadmap.operations.folders.load import FolderSource
from roadmap.operations.hearing import unheard
from roadmap.operations.sources.plan_input import directory_of
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stage_history import taught_by_history
from roadmap.operations.sources.stored_plans import PlanSource, find_plan
from roadmap.outputs.chances import render_chances
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign
from roadmap.plans.document import Plan
from roadmap.views.futures.chances_page import ChancesView, build_chances

RUNS = 10_000
"""Runs, unless the caller says otherwise."""
MOST_RUNS = 1_000_000
TRACED = 500
"""Runs in which it is noted what held up what."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A plan and its chances."""

    plan: Plan
    chances: Chances

    @property
    def view(self) -> ChancesView:
        """The chances as people read them."""
        return build_chances(self.plan, self.chances)

    def record(self) -> dict[str, Any]:
        """The chances as plain values."""
        return self.chances.model_dump(mode="json")

    def page(self) -> str:
        """The chances as one HTML page. It names customers: it is for colleagues."""
        return render_chances(self.view)

    def save(self, plan_file: Path) -> Path:
        """Keep the chances beside their plan; returns the file. RoadmapError where something else lies there."""
        target = chances_file(plan_file)
        refuse_foreign(target, FileKind.CHANCES)
        write_whole(target, chances_text(self.chances), kind=FileKind.CHANCES)
        return target


def simulate(
    plan: PlanSource,
    *,
    folder: FolderSource | None = None,
    runs: int = RUNS,
    seed: int = 0,
    on_progress: Callable[[Progressed], None] = unheard,
    stop: threading.Event | None = None,
) -> Simulated:
    """Play a plan out so many times, on the `folder` that it was made from (None: where it says that lies).

    Segments that state no spread of their gates have the one that the stage history of the folder teaches. The same
    plan, history, runs and seed give the same chances. `stop` ends it and keeps the runs that it has. InputFault if the
    folder is not what the plan was made from; nothing is written (`Simulated.save`).
    """
    if not 1 <= runs <= MOST_RUNS:
        raise UsageFault(_("runs is {runs}; expected 1 to {most}.").format(runs=runs, most=MOST_RUNS))
    if not 0 <= seed <= LARGEST_SEED:
        raise UsageFault(
            _("seed is {seed}; expected a number from 0 to {largest}.").format(seed=seed, largest=LARGEST_SEED)
        )
    found = find_plan(plan)
    present = present_on(found, folder)
    learned = taught_by_history(present.project, directory_of(found.folder() if folder is None else folder))
    game = game_of(replace(present, project=learned.project))
    counter = LoadCounter(game.network, months_of(game))
    blocks = list(simulate_blocks(game, runs=runs, seed=seed, counter=counter, on_progress=on_progress, stop=stop))
    traced = play_block(game, Drawer(game.world, seed), 0, runs=min(runs, TRACED, BLOCK), trace=True)
    chances = chances_of(game, joined(blocks), traced, counter=counter, seed=seed)
    spreads = {one.segment: one.suggested for one in learned.spreads if one.suggested is not None}
    return Simulated(game.present.plan, chances.model_copy(update={"learned_spreads": spreads}))
