"""Comparing: what is different between two plans, for whom, and why."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.comparing import Comparison, compare_plans
from roadmap.errors import UsageFault
from roadmap.folder.baseline import BASELINE
from roadmap.operations.asked_limits import require_seconds
from roadmap.operations.hearing import OnStage, unheard
from roadmap.operations.searching.before import before_file
from roadmap.operations.sources.stored_plans import PlanSource, plan_file_of, plan_of
from roadmap.plans.document import Plan
from roadmap.views.comparison import ComparisonView, Readers, build_comparison


@dataclass(frozen=True, slots=True)
class ComparedPlans:
    """Two plans and what is different in the second. `unpublished` says that the first is the plan that the second
    replaced, and that no plan of the folder was published: no customer was promised its days."""

    before: Plan
    after: Plan
    comparison: Comparison
    unpublished: bool = False

    @property
    def missed(self) -> list[str]:
        """The deals with a promise that moves later, is withdrawn or now comes after its gate, and those that are no
        longer served, each once."""
        broken = [move.deal for move in self.comparison.promises if move.is_missed]
        return list(dict.fromkeys([*broken, *(deal.deal for deal in self.comparison.deals if deal.is_lost)]))

    def view(self, audience: str = "all") -> ComparisonView:
        """The digests for an audience (all, sales, engineering, management), holding nothing that is not for it."""
        return build_comparison(self.comparison, self.before, self.after, audience=Readers(audience))

    def page(self, audience: str = "all") -> str:
        """The digests as one HTML page."""
        from roadmap.outputs.sheets import render_comparison  # noqa: PLC0415 - templates, only where a page is wanted

        return render_comparison(self.view(audience))

    def _repr_html_(self) -> str:
        return self.comparison._repr_html_()


def compare(
    before: PlanSource,
    after: PlanSource | None = None,
    *,
    inputs: tuple[Path | str, Path | str] | None = None,
    seconds: float = 5.0,
    effort: float | None = None,
    on_stage: OnStage = unheard,
    stop: threading.Event | None = None,
) -> ComparedPlans:
    """Say what is different in the second plan: promises, deals, what lands where, and the value.

    One plan alone is the later of two: the earlier is the one that it replaced, or the baseline beside it. With the
    `inputs` that both were made from it plans again with one group of changes at a time, so many `seconds` for each, or
    so many of processor time (`effort`), and says what each brings; `stop` ends that. UsageFault where there is nothing
    to compare with.
    """
    earlier, later = _both(before, after)
    first, second = plan_of(earlier), plan_of(later)
    beside = isinstance(later, Path) and later.with_name(BASELINE).exists()
    published = beside or second.made_from.baseline is not None
    compared = ComparedPlans(first, second, compare_plans(first, second), unpublished=after is None and not published)
    if inputs is None:
        return compared
    return _with_causes(compared, inputs, seconds=seconds, effort=effort, on_stage=on_stage, stop=stop)


def _both(before: PlanSource, after: PlanSource | None) -> tuple[PlanSource, PlanSource]:
    """The two plans, the earlier one first."""
    if after is not None:
        return before, after
    if isinstance(before, Plan):
        raise UsageFault(_("this plan was not read from a file, so no other plan lies beside it: name two plans."))
    file = plan_file_of(before)
    for earlier in (before_file(file), file.with_name(BASELINE)):
        if earlier.exists() and earlier != file:
            return earlier, file
    sentence = _("beside {plan} there is neither {kept} nor baseline.json to compare it with: name two plans.")
    raise UsageFault(sentence.format(kept=before_file(file).name, plan=file))


def _with_causes(
    compared: ComparedPlans,
    inputs: tuple[Path | str, Path | str],
    *,
    seconds: float,
    effort: float | None,
    on_stage: OnStage,
    stop: threading.Event | None,
) -> ComparedPlans:
    from roadmap.comparing.difference_causes import (  # noqa: PLC0415 - the solver, only where it is asked for
        NoPlanError,
        causes,
        plan_apart,
    )
    from roadmap.operations.sources.plan_input import input_of  # noqa: PLC0415
    from roadmap.planner.options import PlanningStage  # noqa: PLC0415

    plans = (compared.before, compared.after)
    pairs = [(input_of(folder, plan), plan) for folder, plan in zip(inputs, plans, strict=True)]
    require_seconds(seconds if effort is None else effort)
    on_stage(PlanningStage.SEARCHING, None)
    try:
        found = causes(pairs[0], pairs[1], seconds=seconds, stop=stop, plan_again=partial(plan_apart, effort=effort))
    except NoPlanError as error:
        sentence = _(
            "no plan was found in {seconds:g} s with these changes alone: {groups}. Allow more time with --time."
        )
        given = seconds if effort is None else effort
        raise RoadmapError(sentence.format(seconds=given, groups=error)) from error
    return replace(compared, comparison=replace(compared.comparison, causes=found))
