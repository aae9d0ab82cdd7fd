"""Explaining a part of a plan: what is known at once first, then what is found by planning again."""

from __future__ import annotations

import time
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.cli.interruption import interruptible
from roadmap.cli.present import read_present
from roadmap.cli.printing import result, result_json
from roadmap.explain.asking import Asking
from roadmap.explain.chain import chain_of
from roadmap.explain.change import Change
from roadmap.explain.deal import explain_deal
from roadmap.explain.pool import PROCESSES, open_pool
from roadmap.explain.present import Present
from roadmap.explain.pricing import ask_prices, prices_of
from roadmap.explain.questions import ready
from roadmap.explain.repairs import candidates, ranked, try_repairs
from roadmap.explain.subjects import Subject, find_subjects, near, priced_changes
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from roadmap.views.explaining import deal_lines, repair_lines
from roadmap.views.pricing import change_text
from roadmap.views.subjects import feature_lines, price_lines, release_lines, skill_lines, week_lines


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: sentences, and the same as a record for programs."""

    lines: list[str]
    record: dict[str, Any]


def explain_subject(
    plan_file: Path, asked: str, *, folder: Path | None, seconds: float, cluster: str | None, as_json: bool
) -> None:
    """Explain a part of a plan within so many seconds: the plan's own reasons first, then what would change it."""
    deadline = time.monotonic() + seconds
    subject = _subject(plan_file, asked)
    with interruptible() as interruption, open_pool(cluster=cluster) as pool:
        if subject.kind != "week":
            _warm(pool)
        present = read_present(plan_file, folder)
        told = _at_once(present, subject)
        if not as_json:
            _print(told)
        interruption.searching = True
        asking = Asking(pool, present, deadline=deadline, stop=interruption.stop)
        found = _found(present, subject, asking)
        interruption.searching = False
    if as_json:
        record = told.record | found.record
        result_json(kind=subject.kind, id=subject.id, sentences=[*told.lines, *found.lines], **record)
        return
    if found.lines:
        result()
        _print(found)


def _print(told: Told) -> None:
    for line in told.lines:
        result(line)


def _warm(pool: Executor) -> None:
    """Have the solver loaded while the folder is read."""
    for _process in range(PROCESSES):
        pool.submit(ready)


def _subject(plan_file: Path, asked: str) -> Subject:
    plan = read_plan(plan_file)
    found = find_subjects(plan, asked)
    if len(found) == 1:
        return found[0]
    raise InputFault([_unknown(plan_file, plan, asked, found)])


def _unknown(plan_file: Path, plan: Plan, asked: str, found: list[Subject]) -> Finding:
    if found:
        message = _("{id} is the id of more than one thing in this plan.").format(id=asked)
        hint = _("Say which: {names}.").format(names=", ".join(f"{one.kind}:{one.id}" for one in found))
    else:
        message = _("There is no deal, feature, release, skill or week {id} in this plan.").format(id=asked)
        names = near(plan, asked)
        hint = _("Did you mean {names}?").format(names=", ".join(names)) if names else _("Ids are those of the input.")
    return Finding(code="not-in-plan", place=Place(plan_file.name), message=message, hint=hint)


def _at_once(present: Present, subject: Subject) -> Told:
    """What the plan itself tells."""
    plan = present.plan
    match subject.kind:
        case "deal":
            explained = explain_deal(present, subject.id)
            record = asdict(explained) | {"line": explained.line.model_dump(mode="json")}
            return Told(deal_lines(explained, plan.currency), record)
        case "feature":
            built = subject.id in present.draft.placements
            chain = chain_of(present, subject.id) if built else ()
            return Told(feature_lines(plan, subject.id, chain), {"chain": [asdict(step) for step in chain]})
        case "release":
            return Told(release_lines(plan, subject.id), {})
        case "skill":
            return Told(skill_lines(plan, subject.id), {})
    return Told([] if subject.monday is None else week_lines(plan, subject.monday), {"monday": subject.monday})


def _found(present: Present, subject: Subject, asking: Asking) -> Told:
    """What planning again tells: repairs of a deal, and what anything else is worth."""
    currency = present.plan.currency
    if subject.kind == "deal":
        changes = candidates(present, explain_deal(present, subject.id))
        if not changes:
            return Told([], {"repairs": []})
        try_repairs(asking, changes)
        repairs = ranked(present, subject.id, asking)
        return Told(
            repair_lines(repairs, currency), {"repairs": [_record(repair.change, repair) for repair in repairs]}
        )
    changes = priced_changes(present, subject)
    if not changes:
        return Told([], {"prices": []})
    ask_prices(asking, changes, processes=PROCESSES)
    prices = prices_of(present, changes, asking)
    lines = [_("What it is worth, by planning again:"), *(f"  {line}" for line in price_lines(prices, currency))]
    return Told(lines, {"prices": [_record(price.change, price) for price in prices]})


def _record(change: Change, found: Any) -> dict[str, Any]:
    """A repair or a price with its heading, for programs."""
    return {"text": change_text(change)} | asdict(found)
