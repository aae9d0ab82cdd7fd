"""The bound that needs no solver: what all deals would earn if every feature landed as early as it ever could."""

from __future__ import annotations

from roadmap.problem import Problem
from roadmap.solver.valuation import NEVER, Valuation
from roadmap.solver.windows import Windows


def simple_bound(problem: Problem, windows: Windows, *, valuation: Valuation) -> int:
    """No schedule is worth more: every deal at its best, less only what must be built or cut in any case.

    Features and releases that pay by themselves (negative costs) are counted as if all were taken.
    """
    landings = [
        windows.first_release[feature] if windows.open(feature) else NEVER for feature in range(len(problem.features))
    ]
    earned = sum(valuation.earned(deal, landings) for deal in range(len(problem.deals)))
    built = {other for f, feature in enumerate(problem.features) if feature.planned for other in windows.closure[f]}
    features = sum(f.cost for n, f in enumerate(problem.features) if n in built or f.cost < 0)
    releases = sum(release.cost for release in problem.releases if release.fixed or release.cost < 0)
    return earned - features - releases
