"""A sweep for people: what each scenario comes to over its seeds, beside the folder as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated, follow_on, language, ngettext
from roadmap.changes.sweeping.table import SweepDeal, SweepLine, SweepSpread, SweepTable
from roadmap.changes.sweeping.task import SweepFailure
from roadmap.views.answers.whatif import signed
from roadmap.views.formats import figure
from roadmap.views.words import Badge

NONE = "–"


@dataclass(frozen=True, slots=True)
class SweptScenario:
    """One scenario as a row of the table, and what it changes."""

    name: str
    changes: tuple[str, ...]
    seeds: str
    """With how many seeds there is a plan, of all."""
    value: tuple[str, str, str]
    """Least, middle and most."""
    difference: tuple[str, str, str]
    """The same of what it is worth more than the folder as it is, seed by seed."""
    badge: Badge | None
    """Whether it is worth more with every seed, or less; None for the folder as it is."""
    gained: str
    lost: str
    failures: str
    """How many seeds came to no plan, and why; empty if each has one."""


@dataclass(frozen=True, slots=True)
class SweepView:
    """A sweep for the internal audience: deals by id, no customers."""

    notice: str
    language: str
    name: str
    currency: str
    basis: str
    """How the plans were made, and what all searches began from."""
    state: str
    """How many of the tasks are done."""
    reading: str
    """How the table is to be read."""
    scenarios: tuple[SweptScenario, ...]


def build_sweep(table: SweepTable) -> SweepView:
    """Make the view of a sweep."""
    return SweepView(
        notice=_("Internal. This page shows amounts of deals and promises to customers."),
        language=language().replace("_", "-"),
        name=table.name,
        currency=table.currency,
        basis=_basis(table),
        state=_state(table),
        reading=_(
            "Each difference compares a scenario with the unchanged folder under the same seed. A difference that has "
            "the same sign under every seed is not due to one lucky search; it is still not a proof."
        ),
        scenarios=tuple(_scenario(line, table) for line in table.lines),
    )


def _basis(table: SweepTable) -> str:
    if table.effort is None:
        sentence = _("Search time {seconds} s for each plan.").format(seconds=f"{table.seconds:g}")
    else:
        sentence = _("Processor time {seconds} s for each plan.").format(seconds=f"{table.effort:g}")
    if table.start_from is None:
        return follow_on(sentence, _("The searches start from nothing."))
    return follow_on(sentence, _("All searches start from {plan}.").format(plan=table.start_from))


def _state(table: SweepTable) -> str:
    planned = sum(run.plan is not None for run in table.runs)
    sentence = ngettext("{planned} of {count} plan is made.", "{planned} of {count} plans are made.", table.tasks)
    return sentence.format(planned=planned, count=table.tasks)


def _scenario(line: SweepLine, table: SweepTable) -> SweptScenario:
    return SweptScenario(
        name=line.name,
        changes=tuple(line.changes),
        seeds=_("{planned} of {count}").format(planned=line.planned, count=len(table.seeds)),
        value=_three(line.value, is_signed=False),
        difference=_three(line.difference, is_signed=True),
        badge=_badge(line.difference),
        gained=_deals(line.gained, line.pairs),
        lost=_deals(line.lost, line.pairs),
        failures=_failures([run.failure for run in table.runs if run.scenario == line.name and run.failure]),
    )


def _three(spread: SweepSpread | None, *, is_signed: bool) -> tuple[str, str, str]:
    if spread is None:
        return NONE, NONE, NONE
    worded = signed if is_signed else figure
    return worded(spread.least), worded(spread.median), worded(spread.most)


def _badge(spread: SweepSpread | None) -> Badge | None:
    if spread is None:
        return None
    if spread.least > 0:
        return Badge("●", _("More with every seed"), "good")
    if spread.most < 0:
        return Badge("▼", _("Less with every seed"), "late")
    if spread.least == spread.most == 0:
        return Badge("=", _("The same"), "quiet")
    return Badge("◌", _("Unclear"), "quiet")


def _deals(deals: Iterable[SweepDeal], pairs: int) -> str:
    """Deals with how many seeds say so, where not all do."""
    return enumerated(
        found.deal
        if found.seeds == pairs
        else bracketed(found.deal, _("{seeds} of {count}").format(seeds=found.seeds, count=pairs))
        for found in deals
    )


def _failures(failures: Sequence[SweepFailure]) -> str:
    counts = Counter(failures)
    return enumerated(bracketed(failure_words(failure), str(counts[failure])) for failure in sorted(counts))


def failure_words(failure: SweepFailure) -> str:
    """Why a task has no plan."""
    return {
        SweepFailure.CONTRADICTION: _("no plan can hold all that is pinned"),
        SweepFailure.NO_PLAN: _("no plan was found in the time given"),
        SweepFailure.CRASHED: _("the solver process ended"),
        SweepFailure.DIED: _("every worker that took the task died"),
        SweepFailure.ERROR: _("an error, which sweep.json holds"),
    }[failure]
