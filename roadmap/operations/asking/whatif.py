"""What if: plans of a folder with some of its lines changed, beside the folder as it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, in_order
from requirements.language import _
from roadmap.changes.scenarios.changes import FolderChange, described, read_drop, read_set
from roadmap.changes.scenarios.revise import Changes
from roadmap.changes.scenarios.scenario import Scenario, read_scenario
from roadmap.changes.scenarios.scenario_plans import WhatIfVariant, plan_variants
from roadmap.changes.scenarios.side_by_side import SideBySide, lay_side_by_side
from roadmap.errors import Contradiction, NoPlan, SearchInterrupted, UsageFault
from roadmap.operations.asked_limits import require_options
from roadmap.operations.folders.load import FolderSource, LoadedFolder, OnFindings, loaded_folder
from roadmap.operations.hearing import unheard
from roadmap.operations.session.session_answers import SessionAnswer
from roadmap.operations.session.session_questions import Opened, SessionQuestion
from roadmap.operations.session.trying import Workroom
from roadmap.operations.sources.stored_plans import FoundPlan, PlanSource, find_plan, present_plan_file
from roadmap.outputs.whatif import render_whatif
from roadmap.planner import Options, Planned, Progress
from roadmap.plans.document import Plan
from roadmap.schedule import Status
from roadmap.views.answers.whatif import WhatIfView, build_whatif

SECONDS = 10.0
"""Seconds for each plan, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class TriedChanges:
    """A folder as it is and as it would be: the variants with their plans, in the same order, the folder as it is
    first; how they compare, as values and as people read it. `begun_with` is the plan that the searches began with."""

    variants: tuple[WhatIfVariant, ...]
    plans: tuple[Plan, ...]
    compared: SideBySide
    view: WhatIfView
    begun_with: Plan | None = None

    @property
    def beaten(self) -> int | None:
        """By how many thousands the plan found for the folder as it is beats the one that the searches began with; None
        where it does not, or that was made for another input."""
        begun, found = self.begun_with, self.plans[0]
        if begun is None or _input_of(begun) != _input_of(found) or begun.headline.value >= found.headline.value:
            return None
        return found.headline.value - begun.headline.value

    def page(self) -> str:
        """The variants side by side as one HTML page."""
        return render_whatif(self.view)


def whatif(
    folder: FolderSource,
    changes: Mapping[str, object] | Sequence[str] = (),
    *,
    drop: Sequence[str] = (),
    scenarios: Sequence[Path | str] = (),
    plan: PlanSource | None = None,
    options: Options | None = None,
    as_of: date | None = None,
    encoding: str | None = None,
    on_progress: Callable[[str, Progress], None] = unheard,
    on_start: Callable[[LoadedFolder], None] = unheard,
    on_first: Callable[[str, SessionAnswer], None] = unheard,
    on_findings: OnFindings = unheard,
    stop: threading.Event | None = None,
) -> TriedChanges:
    """Say what would be different if some lines of a folder said something else. Nothing is written.

    `changes` say which path gets which value, as a mapping or as "PATH=VALUE"; `drop` names paths to leave out;
    `scenarios` are files that do several of these at once, each a variant of its own. Every search takes
    `options.seconds`, or as much processor time as `options.effort` says, and begins from `plan` (None: the folder's
    plan.json, if it is there). Before them `on_first` hears the name of each variant and what the plan that is there,
    made valid, comes to in it; `on_progress` hears the name of the variant that is planned.

    UsageFault if nothing is changed; InputFault with all that is wrong in any variant; Contradiction or NoPlan, naming
    the variant, where one has no plan; SearchInterrupted where `stop` came before each had one.
    """
    if not (changes or drop or scenarios):
        raise UsageFault(_("no change is given: use --set, --drop or --scenario."))
    options = require_options(options or Options(seconds=SECONDS))
    wanted = _scenarios(changes, drop, scenarios, encoding=encoding)
    base = loaded_folder(folder, as_of=as_of, encoding=encoding, on_findings=on_findings)
    variants = _variants(base, wanted)
    source = plan if plan is not None else present_plan_file(base.directory)
    start = None if source is None else find_plan(source)
    on_start(base)
    if start is not None and start.file is not None and on_first is not unheard:
        _tell_first(base, wanted, start.file, on_first)
    return _side_by_side(variants, start, options, stop or threading.Event(), on_progress)


def _side_by_side(
    variants: Sequence[WhatIfVariant],
    start: FoundPlan | None,
    options: Options,
    stop: threading.Event,
    on_progress: Callable[[str, Progress], None],
) -> TriedChanges:
    """Plan all variants and lay them side by side."""
    found = plan_variants(
        variants, options, start=None if start is None else start.plan, stop=stop,
        tell=lambda number, progress: on_progress(variants[number].name, progress),
    )  # fmt: skip
    plans = _plans(variants, found, stop)
    name = None if start is None else start.name
    names = {deal.id: deal.name for each in plans for deal in each.deals}
    compared = lay_side_by_side(variants, plans, start_from=name, seconds=options.seconds, effort=options.effort)
    begun_with = None if start is None else start.plan
    return TriedChanges(tuple(variants), tuple(plans), compared, build_whatif(compared, names), begun_with)


def _input_of(plan: Plan) -> tuple[object, ...]:
    """What a plan was made for: the files, the promises and the day."""
    return plan.made_from.digest, plan.made_from.baseline, plan.as_of


def _tell_first(
    base: LoadedFolder, scenarios: Sequence[Scenario], plan: Path, on_first: Callable[[str, SessionAnswer], None]
) -> None:
    """Tell what can be told of each variant without a search, which takes less than a second."""
    room = Workroom(Opened(base.directory, plan, base.as_of, base.encoding), searches=False)
    for number, scenario in enumerate(scenarios):
        question = SessionQuestion(number, scenario.changes)
        first = next(room.answers(question, stop=threading.Event(), turn=lambda: False))
        if first.value is not None:
            on_first(scenario.name, first)


def _scenarios(
    sets: Mapping[str, object] | Sequence[str],
    drops: Sequence[str],
    files: Sequence[Path | str],
    *,
    encoding: str | None,
) -> list[Scenario]:
    """The scenarios that are wanted; changes and drops make one of their own. InputFault with all that is wrong."""
    findings: list[Finding] = []
    changes: list[FolderChange] = [read_drop(option) for option in drops]
    options = [f"{path}={value}" for path, value in sets.items()] if isinstance(sets, Mapping) else sets
    for option in options:
        read = read_set(option)
        if isinstance(read, FolderChange):
            changes.append(read)
        else:
            findings += read
    scenarios = [Scenario(_("changed"), tuple(changes))] if changes else []
    for file in files:
        scenario, wrong = read_scenario(Path(file), encoding=encoding)
        findings += wrong
        if scenario is not None:
            scenarios.append(scenario)
    if findings:
        raise InputFault(in_order(findings))
    return scenarios


def _variants(base: LoadedFolder, scenarios: Sequence[Scenario]) -> list[WhatIfVariant]:
    """The folder as it is and as each scenario would have it. InputFault with all that is wrong in one of them."""
    variants = [WhatIfVariant(_("current"), (), base.project)]
    published = () if base.project.baseline is None else base.project.baseline.promises
    promised = frozenset(promise.deal for promise in published)
    for scenario in scenarios:
        project = base.revised(Changes(scenario.changes, promised)).project
        variants.append(WhatIfVariant(scenario.name, tuple(described(change) for change in scenario.changes), project))
    return variants


def _plans(variants: Sequence[WhatIfVariant], found: Sequence[Planned], stop: threading.Event) -> list[Plan]:
    """The plan of each variant; raises what there is to say where one has none."""
    pairs = list(zip(variants, found, strict=True))
    missing = next(((variant.name, one.proof.status) for variant, one in pairs if one.plan is None), None)
    if missing is None:
        return [one.plan for one in found if one.plan is not None]
    if stop.is_set():
        raise SearchInterrupted(_("The search was interrupted before it found a plan. Nothing was saved."))
    name, status = missing
    if status is Status.INFEASIBLE:
        raise Contradiction(_("No plan can hold all pins of the variant: {name}.").format(name=name))
    raise NoPlan(_("No plan was found in the time given for the variant: {name}.").format(name=name))
