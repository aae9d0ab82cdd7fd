"""How sure the target is with each of the two plans of an answer, where the plan of the folder was simulated."""

from __future__ import annotations

from roadmap.futures.confidence.weighing import Imagined
from roadmap.futures.playing.draws import BLOCK, Drawer
from roadmap.futures.playing.simulating import game_of, joined, play_block
from roadmap.futures.telling.revenue import revenue_of
from roadmap.operations.session.differing import PlacedProject
from roadmap.plans.document import Plan
from roadmap.schedule import Schedule
from roadmap.tuning import TUNING


class TargetChances:
    """Plays plans, and remembers what came of the one that was played first: that of the folder as it is."""

    def __init__(self) -> None:
        self._known: tuple[Schedule | None, float | None] = (None, None)

    def of_both(self, base: PlacedProject, other: PlacedProject, plan: Plan) -> tuple[float | None, float | None]:
        """The chance of the target with the plan of the folder as it is, and with that of the changed folder."""
        if self._known[0] is not base.schedule:
            self._known = base.schedule, chance_of_target(base, plan)
        return self._known[1], chance_of_target(other, plan)


def chance_of_target(placed: PlacedProject, plan: Plan) -> float | None:
    """The share of the futures in which the deals in hand bring the target; None where there is no target. `plan` is
    any plan of the folder."""
    game = game_of(Imagined(plan, placed.project, placed.indexed, placed.schedule))
    drawer = Drawer(game.world, 0)
    sizes = [min(BLOCK, TUNING.target_runs - first) for first in range(0, TUNING.target_runs, BLOCK)]
    block = joined([play_block(game, drawer, number, runs=size) for number, size in enumerate(sizes)])
    return revenue_of(game, block).total.chance
