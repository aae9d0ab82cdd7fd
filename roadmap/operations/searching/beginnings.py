"""What planning a folder begins with: the plan that is there and the published one, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from requirements.errors import InputFault
from requirements.finding import Severity
from requirements.language import _, follow_on
from roadmap.folder.baseline import BASELINE
from roadmap.folder.project import Project
from roadmap.operations.folders.load import OnFindings
from roadmap.operations.hearing import unheard
from roadmap.operations.sources.stored_plans import PLAN_NAME
from roadmap.planner.stored.beginning import Beginning, Stored, begin_with, best_beginning, is_plan_of
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan, sealed
from roadmap.schedule import Status
from roadmap.views.formats import money, short_day


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a planning begins with.

    `there` is the plan in the file to be written, as it stands; `held` the plan that is given up only for a better one;
    `start` the plan to begin the search with where none holds; `rival` the plan of this input that lies in the file,
    where the search may not begin with it.
    """

    target: Path | None
    there: Plan | None = None
    held: Beginning | None = None
    start: Plan | None = None
    rival: Beginning | None = None


def find_beginnings(
    project: Project,
    directory: Path,
    target: Path | None,
    *,
    reproducible: bool,
    folder: str | None = None,
    on_findings: OnFindings = unheard,
) -> Beginnings:
    """The plan in the file that is to be written (None: none is), the folder's `plan.json` and its baseline: the one
    that is worth the most on today's input.

    `on_findings` hears of plans that were changed since the checker accepted them, and are not begun with.
    `folder` is where the input lies as seen from the target, as a plan that is kept there will say.
    A reproducible search depends on input and seed alone, so it begins with the baseline, which is input, or nothing.
    """
    there = None if target is None else _read(target, on_findings, needed=True)
    published = None if project.baseline is None else _read(directory / BASELINE, on_findings)
    if reproducible:
        mine = there is not None and is_plan_of(there, project)
        rival = begin_with(Stored(there, str(target), in_place=True), project) if there is not None and mine else None
        return Beginnings(target, there, start=published, rival=rival)
    known = [] if there is None else [Stored(there, str(target), in_place=True)]
    known += [] if published is None else [Stored(placed(published, folder), str(directory / BASELINE))]
    own = directory / PLAN_NAME
    if not _is_same(own, target) and (plan := _read(own, on_findings)) is not None:
        known.append(Stored(placed(plan, folder), str(own)))
    return Beginnings(target, there, held=best_beginning(known, project), start=published)


def placed(plan: Plan, folder: str | None) -> Plan:
    """The plan of another file as it is written where the input folder lies at `folder`."""
    return sealed(plan.model_copy(update={"made_from": plan.made_from.model_copy(update={"folder": folder})}))


def _is_same(one: Path, other: Path | None) -> bool:
    return other is not None and one.exists() and other.exists() and one.samefile(other)


def _read(path: Path, on_findings: OnFindings, *, needed: bool = False) -> Plan | None:
    """A plan that is there; None if there is none, or none of this version: a beginning is a help.

    What cannot be begun with is told of where it would be written over, and one that was changed since the checker
    accepted it everywhere; that one is a fault where it would be written over.
    """
    try:
        return read_plan(path) if path.is_file() else None
    except InputFault as fault:
        changed = [finding for finding in fault.findings if finding.code == "plan-changed"]
        if changed and needed:
            raise
        told_of = fault.findings if needed else changed
        on_findings([replace(finding, severity=Severity.WARNING) for finding in told_of])
        return None


def replaces_better(beginnings: Beginnings, plan: Plan) -> bool:
    """Whether writing this plan would replace a better one of the same input. One that was to be sure is worth less on
    purpose."""
    rival = beginnings.rival
    return rival is not None and plan.confidence is None and rival.same and plan.headline.value < rival.worth


def refusal(beginnings: Beginnings, found: Plan) -> str:
    """Why a reproducible plan was not written."""
    rival = beginnings.rival
    sentence = _(
        "{file} holds a better plan of this input, worth {better}. The reproducible plan is worth {worth} and was "
        "not written. Write it to another file with -o, or delete {file}."
    )
    better = money(0 if rival is None else rival.worth, found.currency)
    return sentence.format(file=beginnings.target, better=better, worth=money(found.headline.value, found.currency))


def told(beginnings: Beginnings, plan: Plan, *, kept: bool, nothing: str) -> Iterator[str]:
    """What became of the plan that was there, in sentences for people; `nothing` says that nothing better was found."""
    held = beginnings.held
    if held is None:
        if beginnings.there is not None and beginnings.rival is None:
            sentence = _("{file} was made from other input, so the search did not begin with it.")
            yield sentence.format(file=beginnings.target)
        return
    worth, more = money(held.worth, plan.currency), plan.headline.value - held.worth
    if plan.proof.status is Status.OPTIMAL:
        nothing = _("It is proved that no plan of this input is worth more.")
    better = _("The new plan is worth {more} more.").format(more=money(more, plan.currency))
    if plan.confidence is not None and more:  # what that costs is told by itself
        nothing = better = ""
    if held.same:
        if kept or not more:
            yield follow_on(_("Kept {file}, worth {worth}.").format(file=held.stored.name, worth=worth), nothing)
        else:
            yield follow_on(_("{file} was worth {worth}.").format(file=held.stored.name, worth=worth), better)
        return
    sentence = _(
        "{file} was made for {day} and was worth {before}. The part of it that still holds today is worth {worth}."
    ).format(
        file=held.stored.name,
        day=short_day(held.plan.as_of),
        before=money(held.plan.headline.value, held.plan.currency),
        worth=worth,
    )
    yield follow_on(sentence, better if more else nothing)
    then, now = held.plan.headline.placeholders_kept, held.placeholders
    if then > now:
        sentence = _(
            "Deals that are still to be found were worth {then} of it and are now worth {now}, because fewer of them "
            "can still be won in time."
        )
        yield sentence.format(then=money(then, plan.currency), now=money(now, plan.currency))


def record(beginnings: Beginnings, plan: Plan, *, kept: bool) -> dict[str, Any] | None:
    """The same for programs; None where nothing was begun with. Amounts are in thousands of the currency."""
    held = beginnings.held
    if held is None:
        return None
    return {
        "file": held.stored.name,
        "as_of": held.plan.as_of.isoformat(),
        "same_input": held.same,
        "value_then": held.plan.headline.value,
        "value_now": held.worth,
        "placeholders_then": held.plan.headline.placeholders_kept,
        "placeholders_now": held.placeholders,
        "more": plan.headline.value - held.worth,
        "kept": kept,
    }
