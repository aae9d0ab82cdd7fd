"""Random changes put to a planning session: CPU time to the first and to a better answer, and whether all answers hold.

    python -m benchmarks.session FOLDER --changes 200 --effort 1.2 --seed 0

Every answer is audited again here, none may be worth less than the repaired plan, and going back to the folder as it
was, and to the changes before, must give the value that was told of them. The folder should have a plan.json.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from roadmap.audit import broken_rules
from roadmap.changes.scenarios.changes import FolderChange
from roadmap.folder.project import Project
from roadmap.operations.session.session import read_changes
from roadmap.operations.session.session_answers import AnswerStep, SessionAnswer
from roadmap.operations.session.session_questions import Opened, SessionQuestion
from roadmap.operations.session.trying import Workroom


@dataclass
class Tally:
    """What was seen: CPU seconds to the first answer and to the first better one, by kind of change; and what does not
    hold, in words."""

    first: dict[str, list[float]] = field(default_factory=dict)
    better: list[float] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    answers: int = 0

    def lines(self) -> list[str]:
        """The tally for people."""
        found = [f"{self.answers} answers, steps {dict(sorted(self.steps.items()))}"]
        for kind, times in sorted(self.first.items()):
            found.append(f"first answer, {kind}: {_spread(times)} ({len(times)})")
        found.append(f"better answer: {_spread(self.better)} ({len(self.better)})")
        return found + [f"WRONG {line}" for line in self.wrong]


def _spread(times: list[float]) -> str:
    if not times:
        return "none"
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.2f} s, 95 % {ordered[int(0.95 * (len(ordered) - 1))]:.2f} s CPU"


def random_change(project: Project, chance: random.Random) -> tuple[str, FolderChange]:
    """One change that a meeting could make, and its kind."""
    deals, engineering = list(project.market.open_deals()), project.engineering
    kind = chance.choice(["gate", "deal", "person", "pin"])
    deal = chance.choice([key for key in deals if key not in project.market.placeholders])
    if kind == "gate":
        gate, day = list(project.market.deals[deal].gates.items())[-1]
        text = f"deals.{deal}.gates.{gate}={project.calendar.add(day, chance.choice([5, 10, 20, 40]))}"
        return kind, read_changes([text])[0]
    if kind == "deal":
        return kind, read_changes((), [f"deals.{deal}"])[0]
    if kind == "person":
        skill = chance.choice(sorted({team.skill for team in engineering.teams.values() if team.skill}))
        return kind, read_changes([f"people.+1:{skill}"])[0]
    return kind, read_changes([f"pins.+={{deal: {deal}, served: {chance.choice(['true', 'false'])}}}"])[0]


def run(folder: Path, *, changes: int, effort: float, seed: int) -> Tally:
    """Put so many random changes to a session, each alone, and go back to the changes before every third."""
    room = Workroom(Opened(folder, folder / "plan.json", seed=seed))
    chance = random.Random(seed)  # noqa: S311 - repeatable changes, no secrets
    tally, project = Tally(), room.open().project
    before: tuple[tuple[FolderChange, ...], SessionAnswer] | None = None
    for number in range(changes):
        kind, change = random_change(project, chance)
        last = _put(room, number, (change,), tally, kind=kind, effort=effort)
        if number % 3 == 2 and before is not None:
            again = _put(room, number, before[0], tally, kind="undo", effort=0.0)
            if again.value != before[1].value:
                tally.wrong.append(f"{number}: {before[0]} was worth {before[1].value}, then {again.value}")
        nothing = _put(room, number, (), tally, kind="nothing", effort=0.0)
        if last.base is not None and nothing.value != last.base:
            tally.wrong.append(f"{number}: the folder as it is was worth {last.base}, then {nothing.value}")
        before = (change,), last
    room.end()
    return tally


def _put(
    room: Workroom, number: int, changes: tuple[FolderChange, ...], tally: Tally, *, kind: str, effort: float
) -> SessionAnswer:
    answers: list[SessionAnswer] = []
    question = SessionQuestion(number, changes, effort)
    for answer in room.answers(question, stop=threading.Event(), turn=lambda: True):
        answers.append(answer)
        tally.steps[str(answer.step)] = tally.steps.get(str(answer.step), 0) + 1
        for placed in room.placed():
            if broken := broken_rules(placed.indexed.problem, placed.schedule):
                tally.wrong.append(f"{number}: {changes}: {broken[0]}")
    tally.answers += len(answers)
    tally.first.setdefault(kind, []).append(answers[0].seconds)
    tally.better += [a.seconds for a in answers if a.step is AnswerStep.BETTER][:1]
    values = [answer.value for answer in answers if answer.value is not None]
    if values != sorted(values):
        tally.wrong.append(f"{number}: {changes}: an answer was worth less than the one before it: {values}")
    return answers[-1]


def main() -> int:
    """Run the benchmark; exit status 1 if something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--effort", type=float, default=1.2)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    tally = run(arguments.folder, changes=arguments.changes, effort=arguments.effort, seed=arguments.seed)
    print("\n".join(tally.lines()))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
