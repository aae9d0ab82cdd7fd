"""Random small plans to play: folders of the soak, planned by the first phase of the search, without a solver."""

from __future__ import annotations

import json
import random
import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

from benchmarks.soak.as_planned import Facts, read, working_days
from benchmarks.soak.folders import SKILLS, START, Section, random_folder, with_days, with_hands
from roadmap.explaining.present import Present
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.tracking.as_planned import can_be_said, cases_as_planned, progress_as_planned
from tests.solver.searching import board_for


def random_company(seed: int) -> Section:
    """A random folder: every third with waits, overlaps and late work, every second with work of several hands, every
    fourth with people who come and go."""
    made = random_folder(seed) if seed % 2 else with_hands(random_folder(seed), seed)
    made = with_days(made, seed) if seed % 3 == 0 else made
    return with_comings_and_goings(made, seed) if seed % 4 == 1 else made


def with_comings_and_goings(folder: Section, seed: int) -> Section:
    """The folder with persons only, who are there for some weeks in turn and go on leave, and work that takes long."""
    chance, people = random.Random(seed), dict[str, Section]()
    for skill in SKILLS:
        for number in range(4):
            first = START + timedelta(days=21 * number + chance.randint(0, 6) - 7)
            last = first + timedelta(days=chance.randint(25, 60))
            off = first + timedelta(days=chance.randint(8, 16))
            leave = [{"first": str(off), "last": str(off + timedelta(days=chance.randint(2, 6)))}]
            person = {"name": "P", "team": skill, "first": str(first), "last": str(last), "leave": leave}
            people[f"{skill}-{number}-p"] = person
    for work in (work for feature in folder["features"].values() for work in feature["work"] if "effort" in work):
        work["effort"] = work["effort"] * 2
    teams = {skill: {"name": skill, "skill": skill} for skill in SKILLS}
    return {**folder, "people": people, "teams": teams}


@cache
def random_plan(seed: int) -> Present:
    """A plan of a random company."""
    with tempfile.TemporaryDirectory() as scratch:
        return planned(_project(Path(scratch), random_company(seed)))


@cache
def running_plan(seed: int) -> Present:
    """The same company on a later day, after all went as planned until then: some of its work is running."""
    first = random_plan(seed)
    days = [day for day in working_days(first.project, first.plan) if can_be_said(first.plan, first.project, day)]
    if not days:
        return first
    day = days[min(len(days) - 1, 3 + seed % 12)]
    facts = Facts(progress_as_planned(first.plan, first.project, day), cases_as_planned(first.plan, first.project, day))
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "roadmap.yaml").write_text(json.dumps(random_company(seed)), encoding="utf-8")
        return planned(read(Path(scratch), as_of=day, facts=facts))


def _project(folder: Path, company: Section) -> Project:
    (folder / "roadmap.yaml").write_text(json.dumps(company), encoding="utf-8")
    return read(folder)


def planned(project: Project) -> Present:
    """The first plan of a project."""
    indexed = index_project(project)
    board = board_for(indexed.problem)  # every schedule that is offered is audited
    first_plan(board, decoder=Decoder(board.problem, board.windows, valuation=board.valuation))
    assert board.schedule is not None
    proof = Proof(Status.BEST_FOUND, Stopped.WORK, board.value, board.bound)
    plan = build_plan(project, indexed, board.schedule, proof=proof, options=Options(), solver="none")
    return Present(plan, project, indexed, board.schedule)
