"""A better quote by short searches: sooner days that harm nobody, and a better plan with the deal as it is wished."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from requirements.gate import Gate
from roadmap.audit import broken_rules
from roadmap.changes.present import PresentWithDeal, Wanted, kept_deals, pinned
from roadmap.changes.quoting.first_quote import gate_quote, sooner_by, today
from roadmap.changes.quoting.quote import GateQuote, Quote, TakenDeal
from roadmap.changes.quoting.taken_deal import begun, impossible, taken_by
from roadmap.errors import SolverFailure
from roadmap.problem import Deal, Demand, Level, Problem
from roadmap.schedule import Schedule, Status
from roadmap.solver.construct.admission import kept
from roadmap.solver.construct.restart import restart, wish_of
from roadmap.solver.errors import SolverError
from roadmap.solver.outcome import Incumbent, News, Outcome, Search
from roadmap.solver.process.parent import solve
from roadmap.tuning import TUNING

Solve = Callable[..., Outcome]


@dataclass(slots=True)
class Improver:
    """Improves one quote until a deadline on the monotonic clock, or with so many seconds of processor time (`effort`),
    or until it is stopped."""

    present: PresentWithDeal
    deadline: float
    workers: int
    seed: int
    stop: threading.Event
    solver: Solve = solve
    effort: float | None = None
    _used: float = 0.0
    _known: dict[tuple[Wanted, int], bool | None] = field(default_factory=dict)

    def improve(self, quote: Quote) -> Quote:
        """The quote with what was found in time."""
        begin, end = self._now(), self.deadline
        if self.effort is not None:
            end = begin + self.effort / TUNING.effort_cores
        taken, schedule = self._taken(quote.taken, begin + (end - begin) * TUNING.quote_taken_share)
        lines = quote.gates if schedule is None else [sooner_by(self.present, line, schedule) for line in quote.gates]
        order = sorted(lines, key=lambda line: line.gate is not Gate.DESIGN_IN)
        better = {line.gate: self._sooner(line, end) for line in order}
        seconds = round(end - begin if self.effort is None else self.effort, 1)
        gates = [better[line.gate] for line in quote.gates]
        found = quote.cases == "open" and any(line.earliest is not None for line in gates)
        cases = "fit" if found else quote.cases
        return quote.model_copy(update={"gates": gates, "cases": cases, "taken": taken, "seconds": seconds})

    def _over(self, until: float) -> bool:
        return self.stop.is_set() or until - self._now() < TUNING.quote_shortest

    def _now(self) -> float:
        """The moment: by the clock, or what was used of as many cores as are reckoned with."""
        if self.effort is None:
            return time.monotonic()
        return (time.process_time() + self._used) / TUNING.effort_cores

    def _sooner(self, line: GateQuote, until: float) -> GateQuote:
        """The gate with the first release that harms nobody, as far as that is found or ruled out in time."""
        names, wanted = self.present.indexed.names, self.present.wanted(line.gate)
        if line.earliest == line.not_before:
            return line
        if not wanted:
            return self._today(line, until)
        last = len(names.releases) if line.release is None else names.releases.index(line.release)
        for release in range(last - 1, -1, -1):
            day = self.present.day(release)
            if line.not_before is None or day < line.not_before:
                return line
            feasible = self._feasible(wanted, release, until)
            if feasible is None:
                return line
            if not feasible:
                later = None if release + 1 == len(names.releases) else self.present.day(release + 1)
                return line.model_copy(update={"not_before": later})
            line = gate_quote(self.present, line.gate, release, day, not_before=line.not_before)
        return line

    def _today(self, line: GateQuote, until: float) -> GateQuote:
        """A gate for which all is there but room for the deal's support cases, as far as that is found or ruled out."""
        feasible = self._feasible((), 0, until)
        if feasible is None:
            return line
        day = today(self.present) if feasible else None
        return gate_quote(self.present, line.gate, None, day, not_before=day)

    def _feasible(self, wanted: Wanted, release: int, until: float) -> bool | None:
        """Whether all that is wanted can land by a release without harm to what is kept; None if that stays open."""
        if (wanted, release) not in self._known:
            self._known[wanted, release] = self._settle(wanted, release, until)
        return self._known[wanted, release]

    def _settle(self, wanted: Wanted, release: int, until: float) -> bool | None:
        if self._over(until):
            return None
        problem = self.asking(wanted, release)
        wishes = [wish_of(placement) for placement in self.present.schedule.placements]
        at_hand = restart(problem, wishes)
        if at_hand is not None and not broken_rules(problem, at_hand):
            return True
        if self._over(until):
            return None
        outcome = self._solve(problem, None, until, first=True)
        if outcome.schedule is not None:
            return not broken_rules(problem, outcome.schedule) or None
        return False if outcome.proof.status is Status.INFEASIBLE else None

    def asking(self, wanted: Wanted, release: int) -> Problem:
        """The question whether all that is wanted can land by a release, and the deal's support cases be done, while
        everything to be kept is kept."""
        ship = self.present.out.releases[release].ship
        demands = [Demand(features, ship) for features in wanted]
        demands += [Demand(features, self.present.out.horizon) for features in self.present.cases]
        asked = Deal((Level(1, tuple(demands)),), served=True)
        problem = kept(self.present.out, self.present.schedule, kept_deals(self.present))
        deals = list(problem.deals)
        deals[self.present.position] = asked
        return replace(problem, deals=tuple(deals))

    def _taken(self, taken: TakenDeal, until: float) -> tuple[TakenDeal, Schedule | None]:
        """The deal at its wished days, with the best plan found in the time given, and that plan."""
        if taken.possible == "no" or self._over(until):
            return taken, None
        problem = pinned(self.present)
        outcome = self._solve(problem, begun(self.present), until)
        if outcome.proof.status is Status.INFEASIBLE:
            return impossible("no"), None
        if outcome.schedule is None or broken_rules(problem, outcome.schedule):
            return taken, None
        return taken_by(self.present, outcome.schedule, bound=outcome.proof.bound), outcome.schedule

    def _solve(self, problem: Problem, start: Schedule | None, until: float, *, first: bool = False) -> Outcome:
        """Search until a moment; with `first`, until there is any schedule."""
        seconds = max(TUNING.quote_shortest, until - self._now())
        effort = None if self.effort is None else seconds * TUNING.effort_cores
        search = Search(seconds=seconds, workers=self.workers, seed=self.seed, start=start, effort=effort)
        stop = threading.Event() if first else self.stop  # a search that ends by itself sets it

        def enough(news: News) -> bool:
            return self.stop.is_set() or (first and isinstance(news, Incumbent))

        try:
            outcome = self.solver(problem, search, observe=enough, stop=stop)
        except SolverError as error:
            raise SolverFailure(str(error)) from error
        self._used += outcome.processor or 0.0
        return outcome
