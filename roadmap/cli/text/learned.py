"""What was learned as lines to accept: YAML for roadmap.yaml, and as comments what must be changed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, ngettext
from roadmap.tracking import Learned
from roadmap.tracking.calibration import LearnedRange
from roadmap.tracking.gate_moves import LearnedSpread
from roadmap.tracking.ratios import Ratio, RatioVerdict


def learned_lines(learned: Learned) -> Iterator[str]:
    """The range of the policy that finished work suggests, then rates and kinds of work whose estimates are off."""
    found, spreads = learned.range, [one for one in learned.spreads if one.suggested is not None]
    if found is None and not spreads:
        yield "# " + _("No work is finished yet, so there is nothing to learn from.")
        return
    if found is not None:
        yield from _policy(found)
    for rate in learned.rates:
        if rate.suggested is not None:
            yield f"# segments: {{{rate.segment}: {{{rate.rate}: {round(100 * rate.suggested)}%}}}}"
    for spread in spreads:
        yield from _spread(spread)
    for ratio in (*learned.phases, *learned.skills):
        if ratio.verdict is RatioVerdict.DIFFERS:
            yield "# " + _differs(ratio)


def _spread(found: LearnedSpread) -> Iterator[str]:
    text = ngettext(
        "The gates of {moved} of {count} deal of {segment} moved since the published plan.",
        "The gates of {moved} of {count} deals of {segment} moved since the published plan.",
        found.deals,
    )
    yield "# " + text.format(moved=found.moved, count=found.deals, segment=found.segment)
    earlier, later = found.suggested or found.stated
    yield f"# segments: {{{found.segment}: {{gate_spread: {{earlier: {earlier} days, later: {later} days}}}}}}"


def _policy(found: LearnedRange) -> Iterator[str]:
    text = ngettext(
        "{count} work item took {ratio} times its likely effort ({least} to {most}).",
        "{count} work items took {ratio} times their likely effort ({least} to {most}).",
        found.count,
    )
    numbers = {name: f"{getattr(found, name):.2f}" for name in ("ratio", "least", "most")}
    yield "# " + text.format(count=found.count, **numbers)
    yield "policy:"
    yield "  uncertainty:"
    yield f"    effort: {{less: {found.less}%, more: {found.more}%}}"


def _differs(ratio: Ratio) -> str:
    return _("{kind}: multiply the likely estimate by {ratio} ({least} to {most}).").format(
        kind=ratio.of, ratio=f"{ratio.ratio:.2f}", least=f"{ratio.least or 0:.2f}", most=f"{ratio.most or 0:.2f}"
    )
