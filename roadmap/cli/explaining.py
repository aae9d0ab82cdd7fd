"""Explaining a part of a plan: what is known at once first, then what is found by planning again."""

from __future__ import annotations

import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from requirements.language import _
from roadmap.cli.asked import plan_asked, present_asked, subject_asked
from roadmap.cli.terminal.interruption import interruptible
from roadmap.cli.terminal.printing import result, result_json
from roadmap.cli.terminal.trying import showing_tried
from roadmap.explain.asking.change import Change
from roadmap.explain.asking.pool import PROCESSES, can_copy, open_pool
from roadmap.explain.asking.questions import ready
from roadmap.explain.asking.rounds import Asking, Heard
from roadmap.explain.chain import chain_of
from roadmap.explain.deal import DealExplained, explain_deal
from roadmap.explain.present import Present
from roadmap.explain.pricing import SHORT_SECONDS, ask_prices, prices_of
from roadmap.explain.repairs import candidates, ranked, try_repairs
from roadmap.explain.subjects import Subject, priced_changes
from roadmap.plan.document import Plan
from roadmap.solver.local.compiled.loading import Loading, loaded
from roadmap.views.answers.explaining import deal_lines, repair_lines
from roadmap.views.answers.pricing import change_text
from roadmap.views.answers.subjects import feature_lines, price_lines, release_lines, skill_lines, week_lines
from roadmap.views.causes import cause_text, repair_text
from roadmap.views.lookup import look_up

ENDING = 0.5
"""Seconds in which an answer is written and the processes end."""
RICH, POOR = 3.0, 1.5
"""How much time must be left, in what starting has taken, to load the compiled search, which takes about as long: to do
so at once, and to do so at all."""
PATIENT = 3.0
"""How long to wait for it at most where it must be compiled first, in the same."""
LEAST = 0.1
"""Seconds for planning again, however few are given."""
MOST_STARTING = 4.0
"""Seconds that starting takes at most; a process that is older does more than this command."""
POLL = 0.05
"""Seconds between two looks at the wish to stop."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: sentences, and the same as a record for programs."""

    lines: list[str]
    record: dict[str, Any]


def explain_subject(
    plan_file: Path, asked: str, *, folder: Path | None, seconds: float, cluster: str | None, as_json: bool
) -> None:
    """Explain a part of a plan within so many seconds: the plan's own reasons first, then what would change it."""
    deadline = time.monotonic() + max(LEAST, seconds - min(_age(), MOST_STARTING) - ENDING)
    with interruptible() as interruption:
        subject = subject_asked(plan_file, plan_asked(plan_file), asked)
        present = present_asked(plan_file, folder, subject)
        told = _at_once(present, subject)
        if not as_json:
            _print(told)
        found = Told([], {"repairs": [], "too_dear": []} if subject.kind == "deal" else {"prices": []})
        if changes := _changes(present, subject):
            interruption.searching = True
            asking = Asking(None, present, deadline=deadline, stop=interruption.stop)
            with showing_tried(changes) as heard:
                _plan_again(asking, subject, changes, cluster=cluster, heard=heard)
            found = _found(present, subject, asking, changes)
            interruption.searching = False
    if as_json:
        record = told.record | found.record
        result_json(kind=subject.kind, id=subject.id, sentences=[*told.lines, *found.lines], **record)
        return
    if found.lines:
        result()
        _print(found)


def _age() -> float:
    """Seconds since this process began, so that starting counts as time; where the system keeps no such record, the
    seconds that it has computed."""
    try:
        began = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - began / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError):
        return time.process_time()


def _plan_again(asking: Asking, subject: Subject, changes: list[Change], *, cluster: str | None, heard: Heard) -> None:
    """Try changes until the time is over: with what is at hand if little time is left, then with all that helps.

    Processes are copies of this one where it can be copied. It first loads what a large problem takes; a small one
    takes the solver, which the others load when they come to it.
    """
    loads, started = asking.large and cluster is None, _age()
    if loads and asking.left() > RICH * started:
        _wait(Loading(), asking, PATIENT * started)
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
                asking.ask(changes, seconds=SHORT_SECONDS, heard=heard)
        if last or asking.improves or asking.left() < POOR * started:
            return
        _wait(Loading(), asking, asking.left())


def _wait(loading: Loading, asking: Asking, seconds: float) -> None:
    """Wait for the compiled search as long as there is time. Where it must be compiled first, only so many seconds."""
    until = time.monotonic() + seconds
    while not asking.over() and not loading.over():
        loading.wait(POLL)
        if time.monotonic() > until:
            loading.end()


def _print(told: Told) -> None:
    for line in told.lines:
        result(line)


def _at_once(present: Present, subject: Subject) -> Told:
    """What the plan itself tells."""
    plan = present.plan
    match subject.kind:
        case "deal":
            explained = explain_deal(present, subject.id)
            record = asdict(explained) | {"line": explained.line.model_dump(mode="json")} | _causes(explained, plan)
            return Told(deal_lines(explained, plan.currency, look_up(plan)), record)
        case "feature":
            built = subject.id in present.draft.placements
            chain = chain_of(present, subject.id) if built else ()
            return Told(feature_lines(plan, subject.id, chain), {"chain": [asdict(step) for step in chain]})
        case "release":
            return Told(release_lines(plan, subject.id), {})
        case "skill":
            return Told(skill_lines(plan, subject.id), {})
    return Told([] if subject.monday is None else week_lines(plan, subject.monday), {"monday": subject.monday})


def _causes(explained: DealExplained, plan: Plan) -> dict[str, Any]:
    """Why a deal is late or given up, in words with what would help, and why what would meet its need is not built."""
    lookup = look_up(plan)
    causes = [
        {"text": cause_text(cause, lookup, currency=plan.currency), "repair": repair_text(cause)}
        for cause in explained.line.causes
    ]
    unbuilt = [{"feature": one.feature, "cause": one.cause.model_dump(mode="json")} for one in explained.unbuilt]
    return {"causes": causes, "unbuilt": unbuilt}


def _changes(present: Present, subject: Subject) -> list[Change]:
    """What is tried by planning again: what might serve a deal in time, and what anything else is worth."""
    if subject.kind == "deal":
        return candidates(present, explain_deal(present, subject.id))
    return priced_changes(present, subject)


def _found(present: Present, subject: Subject, asking: Asking, changes: list[Change]) -> Told:
    """What planning again tells."""
    currency = present.plan.currency
    if subject.kind == "deal":
        repairs = ranked(present, subject.id, asking)
        told = {"repairs": repairs.told, "too_dear": repairs.too_dear}
        records = {name: [_record(repair.change, repair) for repair in ones] for name, ones in told.items()}
        return Told(repair_lines(repairs, currency), records)
    prices = prices_of(present, changes, asking)
    lines = [_("What it is worth, by planning again:"), *(f"  {line}" for line in price_lines(prices, currency))]
    return Told(lines, {"prices": [_record(price.change, price) for price in prices]})


def _record(change: Change, found: Any) -> dict[str, Any]:
    """A repair or a price with its heading, for programs."""
    return {"text": change_text(change)} | asdict(found)
