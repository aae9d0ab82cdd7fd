"""What was learned as lines to accept: YAML for roadmap.yaml, and as comments what must be changed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, ngettext
from roadmap.tracking import Learned
from roadmap.tracking.calibration import LearnedRange
from roadmap.tracking.history.gate_moves import LearnedSpread
from roadmap.tracking.history.past_rates import LostAt, ReachedStage
from roadmap.tracking.ratios import Ratio, RatioVerdict
from roadmap.views.formats import percent


def learned_lines(learned: Learned) -> Iterator[str]:
    """The range of the policy that finished work suggests, then rates and kinds of work whose estimates are off."""
    found, spreads = learned.range, [one for one in learned.spreads if one.suggested is not None]
    if found is None and not spreads and not learned.reached:
        yield "# " + _("No work is finished yet, so there is nothing to learn from.")
        return
    if found is not None or learned.lost_at is not None:
        yield from _policy(found, learned.lost_at)
    for rate in learned.rates:
        if rate.suggested is not None:
            yield f"# segments: {{{rate.segment}: {{{rate.rate}: {round(100 * rate.suggested)}%}}}}"
    for spread in spreads:
        yield from _spread(spread)
    for reached in learned.reached:
        yield "# " + _reached(reached)
    for ratio in (*learned.phases, *learned.skills):
        if ratio.verdict is RatioVerdict.DIFFERS:
            yield "# " + _differs(ratio)


def _spread(found: LearnedSpread) -> Iterator[str]:
    if found.past:
        text = ngettext(
            "The gates of {moved} of {count} deal of {segment} moved, counting the stage history.",
            "The gates of {moved} of {count} deals of {segment} moved, counting the stage history.",
            found.deals,
        )
    else:
        text = ngettext(
            "The gates of {moved} of {count} deal of {segment} moved since the published plan.",
            "The gates of {moved} of {count} deals of {segment} moved since the published plan.",
            found.deals,
        )
    yield "# " + text.format(moved=found.moved, count=found.deals, segment=found.segment)
    earlier, later = found.suggested or found.stated
    yield f"# segments: {{{found.segment}: {{gate_spread: {{earlier: {earlier} days, later: {later} days}}}}}}"


def _reached(found: ReachedStage) -> str:
    text = ngettext(
        "{segment}: of {count} decided deal that came to {stage}, {won} was won ({least} to {most}).",
        "{segment}: of {count} decided deals that came to {stage}, {won} were won ({least} to {most}).",
        found.decided,
    )
    return text.format(
        segment=found.segment,
        count=found.decided,
        stage=found.stage.value,
        won=found.won,
        least=percent(found.least),
        most=percent(found.most),
    )


def _policy(found: LearnedRange | None, lost: LostAt | None) -> Iterator[str]:
    if found is not None:
        yield "# " + _work(found)
    if lost is not None:
        text = ngettext(
            "The stage history tells where {count} deal was lost.",
            "The stage history tells where {count} deals were lost.",
            lost.deals,
        )
        yield "# " + text.format(count=lost.deals)
    yield "policy:"
    yield "  uncertainty:"
    if found is not None:
        yield f"    effort: {{less: {found.less}%, more: {found.more}%}}"
    if lost is not None:
        shares = ", ".join(f"{gate.value}: {share}%" for gate, share in lost.suggested.items())
        yield f"    lost_at: {{{shares}}}"


def _work(found: LearnedRange) -> str:
    text = ngettext(
        "{count} work item took {ratio} times its likely effort ({least} to {most}).",
        "{count} work items took {ratio} times their likely effort ({least} to {most}).",
        found.count,
    )
    numbers = {name: f"{getattr(found, name):.2f}" for name in ("ratio", "least", "most")}
    return text.format(count=found.count, **numbers)


def _differs(ratio: Ratio) -> str:
    return _("{kind}: multiply the likely estimate by {ratio} ({least} to {most}).").format(
        kind=ratio.of, ratio=f"{ratio.ratio:.2f}", least=f"{ratio.least or 0:.2f}", most=f"{ratio.most or 0:.2f}"
    )
