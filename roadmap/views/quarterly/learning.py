"""What was learned from progress and deals, as people read it: every suggestion says how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.gate import Stage
from requirements.language import _, follow_on, ngettext
from roadmap.folder.project import Project
from roadmap.supply.feature import Phase
from roadmap.tracking import Learned
from roadmap.tracking.rates import Rate, StageStep
from roadmap.tracking.ratios import Ratio, RatioVerdict
from roadmap.views.formats import percent
from roadmap.views.quarterly.past import PastView, build_past
from roadmap.views.words import Badge, phase_word, stage_word


@dataclass(frozen=True, slots=True)
class RatioRow:
    """Estimates of one kind of work against what it took."""

    name: str
    pieces: int
    likely: str
    actual: str
    within: str
    ratio: str
    range: str
    badge: Badge
    advice: str


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate of a segment against what happened."""

    segment: str
    rate: str
    stated: str
    seen: str
    range: str
    badge: Badge
    advice: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """What became of deals since the baseline."""

    before: str
    after: str
    deals: int


@dataclass(frozen=True, slots=True)
class LearningView:
    """What was learned. Rows without anything that happened are left out."""

    statement: str
    estimates: tuple[RatioRow, ...]
    rates: tuple[RateRow, ...]
    steps: tuple[StepRow, ...]
    past: PastView


def build_learning(learned: Learned, project: Project) -> LearningView:
    """The tables of what was learned: all work, then by phase, then by skill; rates by segment."""
    segments = {key: segment.name for key, segment in project.market.segments.items()}
    overall = [_ratio_row(ratio, _("All work")) for ratio in learned.overall]
    phases = [_ratio_row(ratio, phase_word(Phase(ratio.of))) for ratio in learned.phases]
    skills = [_ratio_row(ratio, _("Skill {skill}").format(skill=ratio.of)) for ratio in learned.skills]
    return LearningView(
        statement=_statement(learned),
        estimates=tuple(overall + phases + skills),
        rates=tuple(_rate_row(rate, segments[rate.segment]) for rate in learned.rates if rate.decided),
        steps=tuple(_step_row(step) for step in learned.steps if step.before is not step.after),
        past=build_past(learned, segments),
    )


def _statement(learned: Learned) -> str:
    pieces, decided = len(learned.work), sum(rate.decided for rate in learned.rates)
    if not pieces and not decided:
        return _("No work is finished and no deal is decided. There is nothing to learn from yet.")
    work = ngettext("{n} work item is finished.", "{n} work items are finished.", pieces).format(n=pieces)
    deals = ngettext("{n} deal outcome is known.", "{n} deal outcomes are known.", decided).format(n=decided)
    verdicts = {ratio.verdict for ratio in (*learned.overall, *learned.phases, *learned.skills)}
    verdicts |= {rate.verdict for rate in learned.rates}
    if RatioVerdict.DIFFERS in verdicts:
        verdict = _("Some estimates or rates should change.")
    elif RatioVerdict.FITS in verdicts:
        verdict = _("The estimates and rates fit these results.")
    else:
        verdict = _("The results are too few for a suggestion.")
    return follow_on(work, deals, verdict)


def _ratio_row(ratio: Ratio, name: str) -> RatioRow:
    return RatioRow(
        name=name,
        pieces=ratio.count,
        likely=str(ratio.likely),
        actual=str(ratio.actual),
        within=_("{within} of {count}").format(within=ratio.within, count=ratio.count),
        ratio=f"{ratio.ratio:.2f}",
        range="–" if ratio.least is None else f"{ratio.least:.2f} – {ratio.most:.2f}",
        badge=_badge(ratio.verdict),
        advice=_ratio_advice(ratio),
    )


def _ratio_advice(ratio: Ratio) -> str:
    if ratio.verdict is RatioVerdict.TOO_FEW:
        return _("Too few results: wait for more finished work.")
    if ratio.verdict is RatioVerdict.FITS:
        return _("Keep the estimates.")
    return _(
        "Multiply the likely estimate by {ratio:.2f}. A range from {low:.2f} to {high:.2f} times "
        "the likely estimate would contain 80% of the work."
    ).format(ratio=ratio.ratio, low=ratio.low or 0, high=ratio.high or 0)


def _rate_row(rate: Rate, segment: str) -> RateRow:
    return RateRow(
        segment=segment,
        rate=_("Win rate") if rate.rate == "win_rate" else _("Lead rate"),
        stated=percent(rate.stated),
        seen=_("{good} of {decided}").format(good=rate.good, decided=rate.decided),
        range="–" if rate.least is None or rate.most is None else f"{percent(rate.least)} – {percent(rate.most)}",
        badge=_badge(rate.verdict),
        advice=_rate_advice(rate),
    )


def _rate_advice(rate: Rate) -> str:
    if rate.suggested is not None:
        return _("State {rate}: the average of the stated rate, counted as ten deals, and the observed rate.").format(
            rate=percent(rate.suggested)
        )
    if rate.verdict is RatioVerdict.FITS:
        return _("Keep the rate.")
    return _("Too few results: wait for more decided deals.")


def _badge(verdict: RatioVerdict) -> Badge:
    return {
        RatioVerdict.TOO_FEW: Badge("○", _("Too few"), "quiet"),
        RatioVerdict.FITS: Badge("●", _("Fits"), "good"),
        RatioVerdict.DIFFERS: Badge("▲", _("Differs"), "risk"),
    }[verdict]


def _step_row(step: StageStep) -> StepRow:
    return StepRow(
        before=_("Not known then") if step.before is None else stage_word(step.before),
        after=stage_word(Stage(step.after)),
        deals=step.deals,
    )
