"""The table of a sweep: what each scenario came to over its seeds, and how it differs from the folder as it is.

Differences are paired: a plan is compared with that of the folder as it is that was made with the same seed, so what
both owe to the luck of a seed does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from roadmap.changes.sweeping.task import SweepFailure, SweepResult, SweepTask
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.plan_part import Part
from roadmap.schedule import Status


class SweepSpread(Part):
    """Some amounts in thousands of the currency: the least, the middle one (of two the lower), and the most."""

    least: int
    median: int
    most: int


class SweepRun(Part):
    """One scenario planned with one seed."""

    scenario: str
    seed: int
    plan: str | None
    """The file of the plan within the folder of the sweep; None if there is no plan."""
    value: int | None = None
    bound: int | None = None
    status: Status | None = None
    reproducible: bool = False
    """Whether the same task gives the same bytes anywhere."""
    difference: int | None = None
    """By how much it is worth more than the plan of the folder as it is with the same seed; None for that plan itself,
    and where one of the two is missing."""
    gained: list[str] = []
    """Deals of both that are served here and not in that plan."""
    lost: list[str] = []
    """Deals of both that are served in that plan and not here."""
    failure: SweepFailure | None = None
    said: str = ""
    """What the error said that left no plan."""


class SweepDeal(Part):
    """A deal that is gained or lost, and with how many seeds."""

    deal: str
    seeds: int


class SweepLine(Part):
    """One scenario over all its seeds."""

    name: str
    changes: list[str]
    """What it changes, in plain words; empty for the folder as it is."""
    planned: int
    """Seeds with a plan."""
    failed: int
    """Seeds that came to no plan."""
    value: SweepSpread | None
    difference: SweepSpread | None
    """None for the folder as it is, and where no seed has both plans."""
    pairs: int
    """Seeds with both plans."""
    gained: list[SweepDeal]
    """Deals won against the folder as it is, those with most seeds first."""
    lost: list[SweepDeal]


class SweepTable(Part):
    """A sweep as far as it has come. Amounts are in thousands of the currency."""

    kind: str
    name: str
    currency: str
    seeds: list[int]
    seconds: float
    effort: float | None
    workers: int
    reproducible: bool
    start_from: str | None
    """The plan that all searches began from; None if there was none."""
    tasks: int
    """Scenarios times seeds."""
    lines: list[SweepLine]
    """One for each scenario, the folder as it is first."""
    runs: list[SweepRun]
    """One for each task that is done, by scenario and seed."""


@dataclass(frozen=True, slots=True)
class SweptPlan:
    """What the table needs of a plan: kept, so that a thousand plans need not be in memory together."""

    value: int
    bound: int | None
    status: Status
    reproducible: bool
    deals: frozenset[str]
    """The deals that somebody has; those that nobody has yet do not count."""
    served: frozenset[str]


def swept_plan(plan: Plan) -> SweptPlan:
    """What the table needs of a plan."""
    deals = {deal.id: deal.status for deal in plan.deals if not deal.placeholder}
    served = frozenset(key for key, status in deals.items() if status is not DealStatus.GIVEN_UP)
    proof = plan.proof
    return SweptPlan(proof.value, proof.bound, proof.status, plan.made_from.reproducible, frozenset(deals), served)


def sweep_run(
    task: SweepTask, name: str, *, plan: SweptPlan | None, base: SweptPlan | None, file: str, failed: SweepResult | None
) -> SweepRun:
    """The line of one task: `plan` is what it came to (None: `failed` says why), `base` the plan of the folder as it is
    with the same seed."""
    if plan is None:
        said = failed or SweepResult(None)
        return SweepRun(scenario=name, seed=task.seed, plan=None, failure=said.failure, said=said.said)
    paired = base if task.scenario else None
    return SweepRun(
        scenario=name,
        seed=task.seed,
        plan=file,
        value=plan.value,
        bound=plan.bound,
        status=plan.status,
        reproducible=plan.reproducible,
        difference=None if paired is None else plan.value - paired.value,
        gained=[] if paired is None else sorted((plan.served - paired.served) & paired.deals),
        lost=[] if paired is None else sorted((paired.served - plan.served) & plan.deals),
    )


def sweep_line(name: str, changes: Sequence[str], runs: Sequence[SweepRun]) -> SweepLine:
    """One scenario over its seeds."""
    differences = [run.difference for run in runs if run.difference is not None]
    return SweepLine(
        name=name,
        changes=list(changes),
        planned=sum(run.plan is not None for run in runs),
        failed=sum(run.plan is None for run in runs),
        value=_spread(run.value for run in runs if run.value is not None),
        difference=_spread(differences),
        pairs=len(differences),
        gained=_counted(deal for run in runs for deal in run.gained),
        lost=_counted(deal for run in runs for deal in run.lost),
    )


def _spread(amounts: Iterable[int]) -> SweepSpread | None:
    found = sorted(amounts)
    return SweepSpread(least=found[0], median=median_low(found), most=found[-1]) if found else None


def _counted(deals: Iterable[str]) -> list[SweepDeal]:
    counts = Counter(deals)
    return [SweepDeal(deal=key, seeds=counts[key]) for key in sorted(counts, key=lambda key: (-counts[key], key))]
