"""If everything goes as planned, nothing changes: folders are planned, published, and planned again day after day."""

from __future__ import annotations

import json
import random
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.soak.folders import random_folder, with_days, with_hands
from requirements.finding import Finding
from requirements.reading.nodes import Document
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.folder.baseline import BASELINE
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.planner import Options, make_plan
from roadmap.planner.stored.replan import solve_quietly
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.engineering.work import WorkStatus
from roadmap.plans.plan_file import plan_text
from roadmap.schedule import Status
from roadmap.tracking.as_planned import Entry, can_be_said, cases_as_planned, progress_as_planned

DAYS = 5
"""Days of a folder on which it is planned again."""
OPTIONS = Options(seconds=4.0, workers=1, reproducible=True)
"""Work-limited; more than small folders need to be proved."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A revision of a folder: its progress is what is reported here, and nothing else; `cases` by deal."""

    progress: dict[str, Entry]
    cases: dict[str, list[Entry]]

    @property
    def mark(self) -> str:
        """The same text for the same facts."""
        return json.dumps([self.progress, self.cases], sort_keys=True)

    def revise(self, documents: list[Document]) -> list[Finding]:
        """Replace what the files say about progress."""
        for document in documents:
            document.root.pop("progress", None)
            for key, deal in document.root.get("deals", {}).items():
                if key in self.cases:
                    told, _ = read_yaml_file(
                        json.dumps({"told": self.cases[key]}).encode(), "cases.yaml", expected="told"
                    )
                    deal.put("support_progress", told.root["told"], (1, 1)) if told is not None else None
        text = json.dumps({"progress": self.progress}).encode()
        read, findings = read_yaml_file(text, "progress.yaml", expected="progress")
        if read is not None:
            documents.append(read)
        return findings


def check(seed: int) -> list[str]:
    """What changes although everything goes as planned, on a few days of one random folder."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = random_folder(seed) if seed % 2 else with_hands(random_folder(seed), seed)
        made = with_days(made, seed) if seed % 6 == 3 else made
        (folder / "roadmap.yaml").write_text(json.dumps(made), encoding="utf-8")
        plan = publish(folder, OPTIONS)
        if plan is None:
            return ["there is no first plan"]
        days = working_days(read(folder), plan)
        chosen = sorted(chance.sample(days, min(DAYS, len(days))))
        return [f"{day}: {change}" for day in chosen for change in changes_on(folder, plan, day, OPTIONS)]


def read(folder: Path, *, as_of: date | None = None, facts: Facts | None = None) -> Project:
    """The project of a folder; ValueError with its findings if it has errors."""
    loaded = load_project(folder, as_of=as_of, revision=facts)
    if loaded.project is None:
        raise ValueError("; ".join(f"{finding.code}: {finding.message}" for finding in loaded.findings))
    return loaded.project


def planned(project: Project, options: Options, start: Plan | None) -> Plan | None:
    """The plan of a project, made in this process from the plan that is there."""
    found = make_plan(
        project,
        options,
        observe=lambda _: None,
        save=lambda _: None,
        stop=threading.Event(),
        solver=solve_quietly,
        start=start,
    )
    return found.plan


def publish(folder: Path, options: Options) -> Plan | None:
    """The first plan of a folder, which is its baseline from then on."""
    plan = planned(read(folder), options, None)
    if plan is not None:
        (folder / BASELINE).write_text(plan_text(plan), encoding="utf-8")
    return plan


def working_days(project: Project, plan: Plan) -> list[date]:
    """The working days after the first on which anything of the plan is left to be done or to ship."""
    ends = [line.last for feature in plan.features for line in feature.work]
    ends += [release.ship for release in plan.releases if release.used]
    last = max(ends, default=plan.as_of)
    return [day for day in project.calendar.working if plan.as_of < day <= last]


def changes_on(folder: Path, plan: Plan, day: date, options: Options) -> list[str]:
    """What is different in the plan of a later day, once everything up to it has gone as the published plan says."""
    before = read(folder, as_of=plan.as_of)
    if not can_be_said(plan, before, day):
        return []
    facts = Facts(progress_as_planned(plan, before, day), cases_as_planned(plan, before, day))
    again = planned(read(folder, as_of=day, facts=facts), options, plan)
    if again is None:
        return ["there is no plan"]
    paid = paid_before(plan, day)
    more = again.headline.value - paid - plan.headline.value
    if more > 0 and plan.proof.status is not Status.OPTIMAL:
        return []  # a better plan was found: it may move what it likes, and pays for promises
    if more > 0 and any(line.first is None for line in plan.support):
        return []  # a deal that was given up for its support cases may be had after all: what was not told of went on
    changed = [f"worth {more:+} (value {again.headline.value}, {paid} paid before)"] if more else []
    return [*changed, *moved_promises(plan, again), *moved_work(plan, again), *moved_cases(plan, again, day)]


def paid_before(plan: Plan, day: date) -> int:
    """What the plan has spent before a day on releases and on the features in them, in thousands of the currency."""
    past = {release.id: release.cost for release in plan.releases if release.used and plan.as_of <= release.ship < day}
    return sum(past.values()) + sum(feature.cost for feature in plan.features if feature.release in past)


def moved_promises(plan: Plan, again: Plan) -> Iterator[str]:
    """Promises of the one plan that the other gives another day or release, or withdraws."""
    told = {(deal.id, promise.gate): promise for deal in again.deals for promise in deal.promises}
    for deal in plan.deals:
        for promise in deal.promises:
            now = told.get((deal.id, promise.gate))
            if promise.release and (now is None or (now.day, now.release) != (promise.day, promise.release)):
                was = f"promise {deal.id} {promise.gate} {promise.release} {promise.day}"
                yield f"{was} -> {now.release} {now.day}" if now else f"{was} withdrawn"


def moved_work(plan: Plan, again: Plan) -> Iterator[str]:
    """Features and work of the one plan that the other leaves out, adds, or has on other days or with another crew."""
    before, after = ({line.id: line for line in one.features} for one in (plan, again))
    yield from (f"{key} is no longer built" for key in before if key not in after)
    yield from (f"{key} is built now" for key in after if key not in before)
    for key in before:
        if key in after:
            yield from _moved_items(before[key], after[key])


def _moved_items(before: FeatureLine, after: FeatureLine) -> Iterator[str]:
    if before.release != after.release:
        yield f"{before.id} lands in {after.release} instead of {before.release}"
    if len(before.work) != len(after.work):
        yield f"{before.id} has {len(after.work)} items instead of {len(before.work)}"
        return
    for number, (was, now) in enumerate(zip(before.work, after.work, strict=True)):
        if (was.first, was.last) != (now.first, now.last) or (was.effort and was.crew != now.crew):
            state = "" if now.status is WorkStatus.PLANNED else f" ({now.status})"
            yield (
                f"{before.id}[{number}] {was.phase}{state} {was.first}..{was.last} x{was.crew}"
                f" -> {now.first}..{now.last} x{now.crew}"
            )


def moved_cases(plan: Plan, again: Plan, day: date) -> Iterator[str]:
    """Pieces of support cases that are still to begin and that the other plan has on other days."""

    def named(one: Plan) -> dict[tuple[object, ...], list[tuple[date, date]]]:
        found: dict[tuple[object, ...], list[tuple[date, date]]] = {}
        for line in one.support:  # one case of a kind is as good as another
            if line.first is not None and line.last is not None and line.last >= day:
                key = (line.deal, line.case, line.phase, line.gate, line.skill)
                found.setdefault(key, []).append((line.first, line.last))
        return {key: sorted(spans) for key, spans in found.items()}

    before, after = named(plan), named(again)
    served = {line.deal for line in plan.support if line.first is not None}
    for key in sorted(before.keys() | after.keys(), key=str):
        if before.get(key) != after.get(key) and key[0] in served:
            yield f"case {key} {before.get(key)} -> {after.get(key)}"
