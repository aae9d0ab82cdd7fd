"""Why no plan can hold everything that is held: what of it contradicts itself."""

from __future__ import annotations

import threading
from datetime import date

from requirements.finding import Place
from requirements.language import _
from roadmap.errors import Contradiction
from roadmap.explaining.contradiction.clashing import Clashes, explain_clashes, must_clash
from roadmap.folder.project import Project
from roadmap.operations.planning.judging import StoppableJudge
from roadmap.planner import Options, Planned
from roadmap.policy.decisions import Consent
from roadmap.schedule import Status, Stopped
from roadmap.solver.process.judge import Judge
from roadmap.tuning import TUNING
from roadmap.views.answers.clashes import in_words


def find_clashes(project: Project, options: Options, stop: threading.Event) -> Clashes:
    """What clashes in a project that has no plan; nothing where that is not settled in time, or before a `stop`."""
    with Judge(workers=min(options.workers, TUNING.contradiction_workers)) as judge:
        return explain_clashes(project, StoppableJudge(judge, stop), seconds=TUNING.contradiction_seconds)


def all_pins(project: Project) -> tuple[tuple[str, Place | None], ...]:
    """What is held in place: every pin, in words, with its line where that is known."""
    return tuple((in_words(pin), project.places.get(("pins", n))) for n, pin in enumerate(project.pins))


def sentence_for(project: Project, clashes: Clashes) -> str:
    """What is wrong, in one sentence."""
    if clashes.lines:
        if clashes.count == len(clashes.lines) == len(clashes.lines[0].clash.lines) == 1:
            return _("No plan can hold this line:")
        return _("The fixed lines contradict each other, so no plan can hold all of them.")
    if len(project.pins) == 1:
        return _("No plan can hold this pin. Loosen or remove this pin:")
    if project.pins:
        return _("The pins contradict each other, so no plan can hold all of them. Loosen or remove one of these pins:")
    return _("Started work and fixed entries contradict each other, so no plan can hold all of them.")


class ExplainedContradiction(Contradiction):
    """No plan can hold all that is held. `clashes` are the sets of lines that contradict each other, confirmed twice,
    with their ways out; `pins` is every pin in words, with its line where that is known."""

    def __init__(self, project: Project, clashes: Clashes) -> None:
        super().__init__(sentence_for(project, clashes))
        self.clashes, self.pins = clashes, all_pins(project)


def holds_something(project: Project) -> bool:
    """Whether anything is held that people could let go: a pin, or promises that may not move without consent."""
    consent = project.baseline is not None and project.header.policy.consent is Consent.REQUIRED
    return bool(project.pins) or consent


def plain_clashes(project: Project, options: Options, stop: threading.Event) -> Clashes | None:
    """What contradicts itself, where that is seen without a search."""
    if not holds_something(project) or not must_clash(project):
        return None
    clashes = find_clashes(project, options, stop)
    return clashes if clashes.lines else None


def clashes_after(planned: Planned, project: Project, options: Options, stop: threading.Event) -> Clashes | None:
    """What contradicts itself after a search that found nothing, where that is proved, or where pins turn out to be
    why."""
    if planned.plan is not None or stop.is_set():
        return None
    if planned.proof.status is Status.INFEASIBLE:
        return find_clashes(project, options, stop)
    if holds_something(project) and planned.proof.stopped in (Stopped.TIME, Stopped.WORK):
        clashes = find_clashes(project, options, stop)
        return clashes if clashes.lines else None
    return None


def pins_alone(contradiction: ExplainedContradiction) -> frozenset[int]:
    """The pins that no plan can hold, each by itself, where these are all that is wrong."""
    clashes = contradiction.clashes
    if not clashes.complete:
        return frozenset()
    sets = [clash.clash.lines for clash in clashes.lines]
    alone = {line.pin for lines in sets for line in lines if len(lines) == 1 and line.kind == "pin"}
    return frozenset(alone) if len(alone) == clashes.count else frozenset()


def promises_alone(contradiction: ExplainedContradiction) -> frozenset[tuple[str, date]]:
    """The published promises that no plan can keep, each by itself, where these are all that is wrong."""
    clashes = contradiction.clashes
    held = [line for clash in clashes.lines for line in clash.clash.lines]
    if not clashes.complete or len(held) != clashes.count or any(line.kind != "promise" for line in held):
        return frozenset()
    published = (clashes.ground.published(line) for line in held)
    return frozenset((promise.deal, promise.day) for promise in published)
