"""Pricing: what one more person, a slip, a release, a promise and more confidence are worth."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import Answer
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.explaining.present import Present
from roadmap.explaining.pricing import (
    Price,
    ask_prices,
    prices_of,
    promise_changes,
    release_changes,
    skill_changes,
    slip_changes,
)
from roadmap.explaining.repairs import Standing, baseline
from roadmap.futures.confidence.reaching import SureSearch
from roadmap.futures.confidence.staircase import ConfidenceStep, staircase_of
from roadmap.operations.asked_limits import require_parts
from roadmap.operations.folders.load import FolderSource
from roadmap.operations.hearing import unheard
from roadmap.operations.searching.answerers import AskingLimits, asking_through, limits_of
from roadmap.operations.sources.plan_input import directory_of
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stage_history import taught_by_history
from roadmap.operations.sources.stored_plans import PlanSource, find_plan
from roadmap.outputs.prices import render_prices
from roadmap.plans.document import Plan
from roadmap.plans.typed_rows import TypedRows
from roadmap.tuning import TUNING
from roadmap.views.answers.confidence_prices import confidence_table
from roadmap.views.answers.priced_changes import change_text
from roadmap.views.answers.prices import PricesView, build_prices

SECONDS = 60.0
"""Seconds for all prices, unless the caller says otherwise."""
PARTS = ("skills", "releases", "promises", "slips", "confidence")


@dataclass(frozen=True, slots=True)
class PricedPlan:
    """What a plan rests on, and what each of it is worth, in thousands of the currency.

    `value` is what the plan is worth, `base` what planning again without any change came to, and no plan is worth more
    than `bound` (None: not known). `prices` are by part: skills, releases, promises, slips.
    """

    plan: Plan
    value: int
    base: int
    bound: int | None
    prices: Mapping[str, TypedRows[Price]]
    view: PricesView
    confidence: TypedRows[ConfidenceStep] = field(default_factory=lambda: TypedRows([]))
    """What the plan can be worth with more confidence, step by step; empty where that was not asked."""

    def records(self) -> dict[str, list[dict[str, Any]]]:
        """The prices as plain values, each with its heading."""
        told = {name: [_record(price) for price in found] for name, found in self.prices.items()}
        return told | ({"confidence": [asdict(step) for step in self.confidence]} if self.confidence else {})

    def page(self) -> str:
        """The prices as one HTML page."""
        return render_prices(self.view)


@dataclass(frozen=True, slots=True)
class Pricing:
    """How far pricing has come: changes that have a price, all of them, and seconds gone and given."""

    priced: int
    count: int
    gone: float
    given: float


def prices(
    plan: PlanSource,
    *,
    folder: FolderSource | None = None,
    only: Collection[str] = (),
    seconds: float = SECONDS,
    effort: float | None = None,
    processes: int = PROCESSES,
    cluster: str | None = None,
    on_progress: Callable[[Pricing], None] = unheard,
    on_start: Callable[[], None] = unheard,
    stop: threading.Event | None = None,
) -> PricedPlan:
    """Price what a plan rests on, each by planning again from it, on the `folder` it was made from (None: where it says
    that lies); an interval where that is not proved.

    `only` some of the parts (skills, releases, promises, slips, confidence); more `seconds` find and prove more, or
    more seconds of processor time (`effort`), which then count instead. Plans are made in so many `processes` of this
    machine, or on the workers of a dask `cluster`. `on_start` is called when the folder has been read. `stop` ends it
    and keeps what it has. InputFault if the folder is not what the plan was made from.
    """
    limits = limits_of(seconds, effort, processes, cluster, stop)
    require_parts(only, PARTS, of="only")
    source = find_plan(plan)
    present = present_on(source, folder)
    parts = {name: changes for name, changes in _parts(present).items() if not only or name in only}
    sure = not only or "confidence" in only
    surely = _taught(present, directory_of(source.folder() if folder is None else folder)) if sure else present
    asking = limits.shared(1 - TUNING.confidence_price_share if sure else 1.0, seconds).asking(present)
    changes = [change for part in parts.values() for change in part]
    on_start()
    with asking_through(asking, processes, cluster) if changes else contextlib.nullcontext():
        heard = _telling(asking, len(changes), on_progress)  # whoever listens may start threads, but only now
        if changes:
            ask_prices(asking, changes, processes=processes, heard=heard)
    found = {name: TypedRows(prices_of(present, changes, asking)) for name, changes in parts.items()}
    steps = staircase_of(surely, _sure_search(limits)) if sure else []
    return _priced(present, found, baseline(present, asking), steps)


def _taught(present: Present, directory: Path) -> Present:
    """A plan whose gates move as the stage history says."""
    return replace(present, project=taught_by_history(present.project, directory).project)


def _sure_search(limits: AskingLimits) -> SureSearch:
    """How long to look for the price of confidence: in the seconds left, or its share of the processor time."""
    left = limits.left()
    seconds = TUNING.confidence_price_share * limits.effort / TUNING.effort_cores if left is None else left
    seconds = max(TUNING.confidence_price_least, seconds)
    return SureSearch(seconds, limits.processes, 0, by_effort=left is None, stop=limits.stop)


def _record(price: Price) -> dict[str, Any]:
    return {"text": change_text(price.change)} | asdict(price)


def _priced(
    present: Present, found: dict[str, TypedRows[Price]], base: Standing, steps: Sequence[ConfidenceStep]
) -> PricedPlan:
    view = build_prices(present, {name: list(prices) for name, prices in found.items()}, base)
    if steps:
        view = replace(view, tables=(*view.tables, confidence_table(steps, present.plan.currency)))
    return PricedPlan(present.plan, present.value, base.value, base.bound, found, view, TypedRows(steps))


def _telling(asking: Asking, count: int, on_progress: Callable[[Pricing], None]) -> Callable[[Answer], None]:
    """What hears each answer, and tells how far it has come; the first time at once."""
    given, known = asking.left(), set[Change]()
    on_progress(Pricing(0, count, 0.0, given))

    def heard(answer: Answer) -> None:
        known.add(answer.change)
        on_progress(Pricing(len(known - {Change()}), count, given - asking.left(), given))

    return heard


def _parts(present: Present) -> dict[str, list[Change]]:
    """All changes to price, by part, in the order in which they are told."""
    return {
        "skills": skill_changes(present),
        "releases": release_changes(present),
        "promises": promise_changes(present),
        "slips": slip_changes(present),
    }
