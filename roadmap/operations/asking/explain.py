"""Explaining a part of a plan: what is known at once first, then what is found by planning again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from requirements.language import _
from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import ready
from roadmap.explaining.asking.rounds import Asking, Heard
from roadmap.explaining.asking.workers import PROCESSES, can_copy, open_pool
from roadmap.explaining.chain import chain_of
from roadmap.explaining.explained_deal import DealExplained, explain_deal
from roadmap.explaining.present import Present
from roadmap.explaining.pricing import Price, ask_prices, prices_of
from roadmap.explaining.repairs import Repair, candidates, ranked, try_repairs
from roadmap.explaining.subjects import Subject, priced_changes
from roadmap.futures.chances_file import are_of
from roadmap.operations.folders.load import FolderSource
from roadmap.operations.hearing import unheard
from roadmap.operations.searching.answerers import limits_of
from roadmap.operations.sources.asked_subject import plan_asked, present_asked, subject_asked
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.stored_plans import FoundPlan, PlanSource
from roadmap.plans.document import Plan
from roadmap.plans.typed_rows import TypedRows
from roadmap.solver.local.loading import Loading, loaded
from roadmap.tuning import TUNING
from roadmap.views.answers.explaining import deal_lines, repair_lines
from roadmap.views.answers.priced_changes import change_text
from roadmap.views.answers.subjects import feature_lines, price_lines, release_lines, skill_lines, week_lines
from roadmap.views.confident import confident_lines
from roadmap.views.futures.gate_chances import chance_lines
from roadmap.views.lookup import look_up
from roadmap.views.reasons.causes import cause_text
from roadmap.views.reasons.repairs import repair_text

SECONDS = 5.0
"""Seconds for an answer, unless the caller says otherwise."""
STARTING = 1.0
"""Seconds that starting a process of this program takes, where the caller does not know better."""
POLL = 0.05
"""Seconds between two looks at the wish to stop."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a part of a plan is as it is: the plan's own reasons in sentences, then what planning again adds to them.

    `repairs` are what would serve a deal in time, the best first; `prices` what anything else is worth. `record` is all
    of it as plain values: days, ids and amounts in thousands of the currency.
    """

    kind: str
    id: str
    reasons: tuple[str, ...]
    found: tuple[str, ...]
    record: Mapping[str, Any]
    repairs: TypedRows[Repair] = field(default_factory=TypedRows)
    prices: TypedRows[Price] = field(default_factory=TypedRows)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, in order."""
        return (*self.reasons, *self.found)


@dataclass(frozen=True, slots=True)
class Trying:
    """How far planning again has come: the changes to try, and those that were tried, each time they were."""

    changes: tuple[Change, ...]
    tried: tuple[Change, ...] = ()


def explain(
    plan: PlanSource,
    subject: str,
    *,
    folder: FolderSource | None = None,
    seconds: float = SECONDS,
    effort: float | None = None,
    cluster: str | None = None,
    starting: Callable[[], float] = lambda: STARTING,
    on_reasons: Callable[[Explained], None] = unheard,
    on_progress: Callable[[Trying], None] = unheard,
    stop: threading.Event | None = None,
) -> Explained:
    """Explain a deal, feature, release, skill or week of a plan within so many seconds, or with so many of processor
    time (`effort`), on the `folder` that it was made from (None: where it says that lies).

    `subject` is an id, or a kind and an id such as "skill:serving", or a week such as "2026-W20". `on_reasons` hears
    the plan's own reasons at once; then what would change them is found by planning again, in processes of this
    machine or of a dask `cluster`, until the time is over or `stop` is set. InputFault if there is no such subject, or
    the folder is not what the plan was made from.
    """
    limits = limits_of(seconds, effort, PROCESSES, cluster, stop)
    asked = plan_asked(plan)
    about = subject_asked(asked, subject)
    present = present_asked(asked, folder, about)
    first = _with_chances(_at_once(present, about), asked, present)
    on_reasons(first)
    if not (changes := _changes(present, about)):
        nothing: dict[str, list[Any]] = {"repairs": [], "too_dear": []} if about.kind == "deal" else {"prices": []}
        return replace(first, record={**first.record, **nothing})
    asking = limits.asking(present)
    heard = _telling(changes, on_progress)
    _plan_again(asking, about, changes, cluster=cluster, heard=heard, starting=starting)
    return _with_found(first, present, asking, changes)


def _telling(changes: list[Change], on_progress: Callable[[Trying], None]) -> Heard:
    """What hears each answer, and tells how far it has come; the first time at once."""
    tried: list[Change] = []
    on_progress(Trying(tuple(changes)))

    def heard(answer: Any) -> None:
        tried.append(answer.change)
        on_progress(Trying(tuple(changes), tuple(tried)))

    return heard


def _plan_again(
    asking: Asking,
    subject: Subject,
    changes: list[Change],
    *,
    cluster: str | None,
    heard: Heard,
    starting: Callable[[], float],
) -> None:
    """Try changes until the time is over: with what is at hand if little time is left, then with all that helps.

    Processes are copies of this one where it can be copied. It first loads what a large problem takes; a small one
    takes the solver, which the others load when they come to it.
    """
    loads, started = asking.large and cluster is None, starting()
    if loads and asking.left() > TUNING.explain_rich * started:
        _wait(Loading(), asking, TUNING.explain_patience * started)
    for last in (False, True):
        if asking.over():
            return
        copies = cluster is None and can_copy()
        with open_pool(cluster=cluster, copies=copies) as pool:
            for _process in range(0 if copies else PROCESSES):
                pool.submit(ready)
            asking.through(pool, warm=copies, improves=loaded() or not (loads and copies))
            if subject.kind == "deal":
                try_repairs(asking, changes, heard=heard)
            elif asking.improves:
                ask_prices(asking, changes, processes=PROCESSES, heard=heard)
            else:
                asking.ask(changes, seconds=TUNING.price_short_seconds, heard=heard)
        if last or asking.improves or asking.left() < TUNING.explain_poor * started:
            return
        _wait(Loading(), asking, asking.left())


def _wait(loading: Loading, asking: Asking, seconds: float) -> None:
    """Wait for the compiled search as long as there is time. Where it must be compiled first, only so many seconds."""
    until = time.monotonic() + seconds
    while not asking.over() and not loading.over():
        loading.wait(POLL)
        if time.monotonic() > until:
            loading.end()


def _at_once(present: Present, subject: Subject) -> Explained:
    """What the plan itself tells."""
    lines, record = _reasons(present, subject)
    return Explained(subject.kind, subject.id, tuple(lines), (), record)


def _with_chances(first: Explained, asked: FoundPlan, present: Present) -> Explained:
    """The same of a deal with how sure its gates are, where the plan was simulated as it is."""
    if first.kind == "deal":
        first = replace(first, reasons=(*first.reasons, *confident_lines(present.plan, first.id)))
    chances = chances_beside(asked) if first.kind == "deal" else None
    if chances is None or not are_of(chances, present.plan):
        return first
    lines = tuple(chance_lines(chances, first.id, look_up(present.plan)))
    told = [gate.model_dump(mode="json") for gate in chances.gates if gate.deal == first.id]
    return replace(first, reasons=(*first.reasons, *lines), record={**first.record, "chances": told})


def _reasons(present: Present, subject: Subject) -> tuple[list[str], dict[str, Any]]:
    plan = present.plan
    match subject.kind:
        case "deal":
            explained = explain_deal(present, subject.id)
            record = asdict(explained) | {"line": explained.line.model_dump(mode="json")} | _causes(explained, plan)
            return deal_lines(explained, plan.currency, look_up(plan)), record
        case "feature":
            built = subject.id in present.draft.placements
            chain = chain_of(present, subject.id) if built else ()
            return feature_lines(plan, subject.id, chain), {"chain": [asdict(step) for step in chain]}
        case "release":
            return release_lines(plan, subject.id), {}
        case "skill":
            return skill_lines(plan, subject.id), {}
    return [] if subject.monday is None else week_lines(plan, subject.monday), {"monday": subject.monday}


def _causes(explained: DealExplained, plan: Plan) -> dict[str, Any]:
    """Why a deal is late or given up, in words with what would help, and why what would meet its need is not built."""
    lookup = look_up(plan)
    causes = [
        {"text": cause_text(cause, lookup, currency=plan.currency), "repair": repair_text(cause)}
        for cause in explained.line.causes
    ]
    unbuilt = [
        {"feature": one.feature, "cause": one.cause.model_dump(mode="json"), "challenge": list(one.need)}
        for one in (*explained.unbuilt, *explained.unmet)
    ]
    return {"causes": causes, "unbuilt": unbuilt}


def _changes(present: Present, subject: Subject) -> list[Change]:
    """What is tried by planning again: what might serve a deal in time, and what anything else is worth."""
    if subject.kind == "deal":
        return candidates(present, explain_deal(present, subject.id))
    return priced_changes(present, subject)


def _with_found(first: Explained, present: Present, asking: Asking, changes: list[Change]) -> Explained:
    """The same with what planning again tells."""
    currency = present.plan.currency
    if first.kind == "deal":
        repairs = ranked(present, first.id, asking)
        told = {"repairs": repairs.told, "too_dear": repairs.too_dear}
        records = {name: [_record(repair.change, repair) for repair in ones] for name, ones in told.items()}
        found = tuple(repair_lines(repairs, currency))
        return replace(first, found=found, record={**first.record, **records}, repairs=TypedRows(repairs.told))
    prices = prices_of(present, changes, asking)
    lines = (
        _("Value of each change, found by planning again:"),
        *(f"  {line}" for line in price_lines(prices, currency)),
    )
    record = {**first.record, "prices": [_record(price.change, price) for price in prices]}
    return replace(first, found=lines, record=record, prices=TypedRows(prices))


def _record(change: Change, found: Any) -> dict[str, Any]:
    """A repair or a price with its heading, for programs."""
    return {"text": change_text(change)} | asdict(found)
