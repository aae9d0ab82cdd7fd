"""The forecast in words: the steps of the funnel, its rates, and what is still to be found."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from babel.numbers import format_decimal

from requirements.funnel.forecast import Step
from requirements.language import _, enumerated, follow_on, language, ngettext
from roadmap.plans.revenue.funnel import SegmentFunnelLine, StepLine
from roadmap.views.formats import figure
from roadmap.views.words import stage_word

WHOLE_FAITH = "100%"
"""The caution of a segment whose win rate is believed in full."""


def count_text(exact: str | None) -> str:
    """An exact number of customers with at most two decimals: 45, 67.5, 5.33; a dash where it is not known."""
    if exact is None:
        return "–"
    return str(format_decimal(round(float(Fraction(exact)), 2), format="#,##0.##", locale=language()))


def step_word(step: Step) -> str:
    """A step's name."""
    return {
        Step.CONTRACTS: _("Contracts"),
        Step.OPPORTUNITIES: _("Opportunities"),
        Step.LEADS: _("Leads"),
    }[step]


def rate_sentences(line: SegmentFunnelLine) -> tuple[str, ...]:
    """The inputs of a segment's funnel: its target, the size of its deals, and its rates."""
    contracts = line.steps[0].needed.exact
    if line.average is None or contracts is None:
        size = _("Target {target}. The deal size is not known.").format(target=figure(line.target))
    else:
        text = _("Target {target}: {count} contracts of {average} on average.")
        size = text.format(target=figure(line.target), count=count_text(contracts), average=figure(line.average))
    if line.caution == WHOLE_FAITH:
        rates = _("Win rate {win}, lead rate {lead}.").format(win=line.win_rate, lead=line.lead_rate)
    else:
        text = _("Win rate {win}, multiplied by a caution of {caution}. Lead rate {lead}.")
        rates = text.format(win=line.win_rate, caution=line.caution, lead=line.lead_rate)
    return size, rates


def whole_sentence(steps: Sequence[StepLine]) -> str:
    """What the target asks for at the rates, in whole customers."""
    counts = [line.at_rates.whole for line in steps]
    if None in counts:
        return _("Customers cannot be counted, because the deal size is not known.")
    leads = steps[-1].at_rates
    if leads.about == leads.whole:
        text = _("In whole customers: {contracts} contracts, {opportunities} opportunities, {leads} leads.")
    else:
        text = _(
            "In whole customers: {contracts} contracts, {opportunities} opportunities, {leads} leads (about {about})."
        )
    return text.format(contracts=counts[0], opportunities=counts[1], leads=counts[2], about=leads.about)


def to_find_sentence(line: SegmentFunnelLine) -> str:
    """What is still to be found, and what stands for it in the plan."""
    if not line.to_find.whole:
        return "" if line.to_find.whole is None else _("No further opportunity must be found.")
    text = ngettext(
        "Still to be found: {n} opportunity worth {amount}.",
        "Still to be found: {n} opportunities worth {amount}.",
        line.to_find.whole,
    )
    found = text.format(n=line.to_find.whole, amount=figure(line.to_find.amount))
    if not Fraction(line.from_leads):
        return found
    leads = _("{leads} more come from leads.").format(leads=count_text(line.from_leads))
    return follow_on(found, leads)


def stage_sentence(line: SegmentFunnelLine) -> str:
    """The deals in hand by stage; empty without any."""
    if not line.stages:
        return ""
    stages = enumerated(f"{stage_word(found.stage)} {found.deals}" for found in line.stages)
    return _("Open deals by stage: {stages}.").format(stages=stages)
