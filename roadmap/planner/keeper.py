"""The keeper: hears what a search finds, has it audited, and keeps the best plan in safety."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import asdict, dataclass, field, replace
from functools import partial

from requirements.language import _
from roadmap.audit import broken_rules, consent, moves, naming, value
from roadmap.errors import PlanRejected
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.planner.build import build_plan
from roadmap.planner.causes.consent import agreements
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.finishing import finish_begun
from roadmap.planner.levelling import begun_pieces, levelled, running_load
from roadmap.planner.lines.engineering.move_lines import moves_as_integers
from roadmap.planner.lines.money_lines import gap_of, without_owed
from roadmap.planner.naming.quickening import quickened
from roadmap.planner.naming.staffing import Staffing, as_integers, staff_project
from roadmap.planner.options import Options, Planned, Progress
from roadmap.planner.stored.beginning import Beginning, in_its_problem
from roadmap.planner.stored.carrying import Carried, carry
from roadmap.planner.stored.elite import Elite
from roadmap.planner.widening import widened
from roadmap.plans.document import Plan
from roadmap.plans.mark import REPORT_KIND
from roadmap.plans.plan_file import sealed
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.construct.delaying import delayed
from roadmap.solver.outcome import Compiling, Incumbent, News, Outcome
from roadmap.tuning import TUNING


class RefusedError(Exception):
    """The audit refused a schedule; `broken` says why."""

    def __init__(self, schedule: Schedule, broken: tuple[str, ...]) -> None:
        super().__init__("; ".join(broken))
        self.schedule, self.broken = schedule, broken


@dataclass(slots=True)
class Keeper:
    """Audits every schedule a search finds, saves the plans of better ones, and reports progress.

    The last plan is to be saved by `until` on the monotonic clock (None: whenever); `took` is what saving one takes, in
    seconds: guessed, and then measured.
    """

    project: Project
    indexed: Indexed
    options: Options
    solver: str
    observe: Callable[[Progress], None] = field(kw_only=True)
    save: Callable[[Plan], None] = field(kw_only=True)
    held: Beginning | None = field(default=None, kw_only=True)
    whole: int | None = field(default=None, kw_only=True)
    best: Schedule | None = None
    best_value: int | None = None
    bound: int | None = None
    found_by: str = ""
    saved: int = 0
    compiling: bool = False
    elite: Elite = field(default_factory=Elite)
    plan: Plan | None = None
    until: float | None = None
    took: float = 0.0
    _timer: threading.Timer | None = None
    _trouble: Exception | None = None
    _known: Obstacles | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _writing: threading.RLock = field(default_factory=threading.RLock)

    def hear(self, news: News) -> None:
        """Take in what a search tells. RefusedError if the audit refuses the schedule or its claimed value.

        A better plan is written at most a pause later; what went wrong with that is raised at the next news.
        """
        with self._lock:
            self._raise_trouble()
            if isinstance(news, Incumbent):
                self._take(news)
            if not isinstance(news, Compiling) and news.bound is not None:
                bound = news.bound if self.bound is None else min(self.bound, news.bound)
                self.bound = bound if self.whole is None else self.whole
            if isinstance(news, Compiling):
                self.until, self.compiling = None, not news.over  # time that does not count
        known = without_owed(Proof(Status.BEST_FOUND, Stopped.TIME, self.best_value, self.bound), self.indexed.owed)
        self.observe(
            Progress(
                elapsed=news.elapsed,
                value=known.value,
                bound=known.bound,
                gap=gap_of(known.value, known.bound),
                found_by=self.found_by,
                saved=self.saved,
                compiling=self.compiling,
                currency=self.project.header.currency,
            )
        )

    def accept(self, schedule: Schedule, claimed: int | None) -> None:
        """Have a schedule audited. RefusedError if a rule is broken or the value is not what is claimed."""
        broken = broken_rules(self.indexed.problem, schedule) or tuple(
            consent.check(self.indexed.problem, schedule, agreements(self.project, self.indexed))
        )
        if not broken and claimed is not None and (counted := value(self.indexed.problem, schedule)) != claimed:
            broken = (f"the schedule is worth {counted}, not the {claimed} that is claimed",)
        if broken:
            raise RefusedError(schedule, broken)

    def _take(self, news: Incumbent) -> None:
        self.accept(news.schedule, news.value)
        if self.best_value is not None and news.value <= self.best_value:
            return
        self.best, self.best_value, self.found_by = news.schedule, news.value, news.found_by
        self.elite.hear(news.schedule, news.value)
        if self._timer is None and not self._keeps(news.value) and self._in_time():
            wait = max(TUNING.keeper_pause, TUNING.keeper_pauses * self.took) if self.saved else TUNING.keeper_pause
            # plans are written in the language of whoever plans
            self._timer = threading.Timer(wait, partial(copy_context().run, self._write_later))
            self._timer.daemon = True
            self._timer.start()

    def _in_time(self) -> bool:
        """Whether a plan can be written while the search goes on, which takes longer, and the last one after it."""
        wait = max(TUNING.keeper_pause, TUNING.keeper_pauses * self.took) if self.saved else TUNING.keeper_pause
        return self.until is None or time.monotonic() + wait + 3 * self.took < self.until

    def _write_later(self) -> None:
        try:
            self.flush()
        except Exception as trouble:  # noqa: BLE001 - raised in the thread that hears the next news
            self._trouble = trouble

    def _raise_trouble(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    def flush(self) -> None:
        """Save the best plan if it has not been saved yet."""
        with self._writing:
            with self._lock:
                best, proof = self.best, Proof(Status.BEST_FOUND, Stopped.INTERRUPTED, self.best_value, self.bound)
                if not self._end_pause() or best is None:
                    return
            self._write(best, proof)  # the search is heard meanwhile

    def _end_pause(self) -> bool:
        """End the pause before a plan is written; whether there was one."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        return timer is not None

    def finish(self, outcome: Outcome) -> Planned:
        """Save the plan of the outcome with what is known about it in the end."""
        with self._writing, self._lock:
            self._end_pause()
            self._raise_trouble()
            outcome = replace(outcome, proof=widened(outcome.proof, self.whole))
            if self.held is not None and self._keeps(outcome.proof.value):
                return self._keep(self.held, without_owed(outcome.proof, self.indexed.owed), outcome.reach)
            if outcome.schedule is None:
                return Planned(None, outcome.proof)
            self._obstacles().reach = outcome.reach if self.whole is None else None
            self._write(outcome.schedule, outcome.proof, by_work=outcome.by_work)
            return Planned(self.plan, without_owed(outcome.proof, self.indexed.owed))

    def pool(self) -> tuple[Carried, ...]:
        """Good plans that were heard of, by ids and days, the best first."""
        return tuple(carry(self.indexed, schedule) for schedule in self.elite.chosen())

    def _keeps(self, found: int | None) -> bool:
        """Whether the plan that is held is kept, since what was found, in the money of the problem, is no reason to
        give it up."""
        worth = None if found is None else found - self.indexed.owed
        return self.held is not None and self.held.is_kept(worth, same_moves=self._same_moves(self.held))

    def _same_moves(self, held: Beginning) -> bool:
        return held.project.moves == self.project.moves

    def _keep(self, held: Beginning, proof: Proof, reach: tuple[int, ...] | None) -> Planned:
        """Keep the plan that is held, with what is known about it now: as it is stored, if it is of this input."""
        known = held.known(proof, same_moves=self._same_moves(held))
        if not held.same:
            inner = Keeper(held.project, held.indexed, self.options, self.solver, observe=self.observe, save=self.save)
            inner.saved = self.saved
            reach = reach if held.indexed.problem == self.indexed.problem else None
            kept = inner.finish(Outcome(held.schedule, in_its_problem(known, held), "kept", reach=reach))
            self.plan, self.saved = inner.plan, inner.saved
            return replace(kept, kept=True)
        kept = held.again(known)
        if kept.plan is not None and (kept.plan is not held.plan or not held.in_place):
            self.save(kept.plan)
            self.saved += 1
        self.plan = kept.plan
        return replace(kept, kept=True)

    def _obstacles(self) -> Obstacles:
        if self._known is None:
            self._known = Obstacles(self.project, self.indexed)
        return self._known

    def _write(self, schedule: Schedule, proof: Proof, *, by_work: bool = False) -> None:
        began = time.monotonic()
        schedule, staffing = self._staffed(finish_begun(self.indexed.problem, schedule))
        broken = tuple(naming.check(self.indexed.problem, schedule, *as_integers(self.indexed, staffing)))
        moved, rule = moves_as_integers(self.project, self.indexed, schedule)
        broken += tuple(moves.check(moved, rule, horizon=self.indexed.problem.horizon))
        if broken:
            raise RefusedError(schedule, broken)
        plan = build_plan(
            self.project,
            self.indexed,
            schedule,
            proof=proof,
            options=replace(self.options, reproducible=self.options.reproducible and by_work),
            solver=self.solver,
            staffing=staffing,
            obstacles=self._obstacles(),
        )
        if plan.headline.value != plan.proof.value:
            raise RefusedError(schedule, (f"the plan adds up to {plan.headline.value}, not {plan.proof.value}",))
        plan = sealed(plan)
        self.save(plan)
        self.plan, self.saved, self.took = plan, self.saved + 1, time.monotonic() - began

    def _staffed(self, schedule: Schedule) -> tuple[Schedule, Staffing]:
        """A schedule as it is told, audited, and who does what of it: no slower than they do it."""
        for _round in range(TUNING.quickening_rounds):
            level = levelled(
                self.indexed.problem, schedule, begun=begun_pieces(self.indexed), running=running_load(self.indexed)
            )
            told = delayed(self.indexed.problem, level)
            self.accept(told, None)
            staffing = staff_project(self.project, self.indexed, told)
            schedule = quickened(self.indexed, told, staffing)
            if schedule is told:
                break
        return told, staffing


def rejection(indexed: Indexed, refused: RefusedError) -> PlanRejected:
    """The error that ends a command whose plans were refused twice, with the input bundle: positions only, no names."""
    bundle = {
        "kind": REPORT_KIND,
        "problem": asdict(indexed.problem),
        "schedule": asdict(refused.schedule),
        "broken": list(refused.broken),
    }
    return PlanRejected(
        _("The checker refused the solver's plan twice, so no plan was kept. This is a defect in roadmap."),
        bundle=json.dumps(bundle),
    )
