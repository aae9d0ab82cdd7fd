"""Gates with their chances: twenty dots, what may be promised, and what decides it; the most money at risk first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.futures.chances import DOTS, Chances, Decider, GateChance
from roadmap.supply.feature import Phase
from roadmap.views.formats import figure, long_day
from roadmap.views.futures.chance_words import in_twenty, late_sentence
from roadmap.views.futures.pictures import DotRow, dot_row
from roadmap.views.lookup import Lookup
from roadmap.views.words import gate_word, phase_word

SURE = 0.995
"""The chance from which on a gate is as good as sure."""
MOST_DECIDERS = 3


@dataclass(frozen=True, slots=True)
class GateChances:
    """A gate of a deal."""

    deal: str
    customer: str
    gate: str
    day: str
    picture: DotRow
    late: str
    """In 4 of 20 futures it is late."""
    planned: str
    """The release that it waits for as planned."""
    promise: str
    """What may be promised: the first release that is sure enough."""
    promised: str
    """The day on which the customer can use it."""
    at_risk: str
    """The revenue that is expected of the deal, times the share of futures in which the gate is late."""
    decides: tuple[str, ...]


def gate_rows(chances: Chances, lookup: Lookup) -> tuple[tuple[GateChances, ...], str]:
    """The gates that are not as good as sure, the most money at risk first, and a sentence about the others.

    Gates of deals that nobody has yet are left out.
    """
    known = [gate for gate in chances.gates if not lookup.deals[gate.deal].placeholder]
    unsure = [gate for gate in known if gate.chance < SURE]
    unsure.sort(key=lambda gate: (-_at_risk(gate, lookup), gate.deal, gate.gate.rank))
    count = len(known) - len(unsure)
    sure = ngettext(
        "{count} more gate is in time in nearly all futures.", "{count} more gates are in time in nearly all futures.",
        count,
    ).format(count=count)  # fmt: skip
    return tuple(_row(gate, lookup) for gate in unsure), sure if count else ""


def _at_risk(gate: GateChance, lookup: Lookup) -> float:
    return lookup.deals[gate.deal].expected * (1 - gate.chance)


def _row(gate: GateChance, lookup: Lookup) -> GateChances:
    deal = lookup.deals[gate.deal]
    return GateChances(
        deal=deal.name,
        customer=lookup.customer(gate.deal),
        gate=gate_word(gate.gate),
        day=long_day(gate.day),
        picture=dot_row(gate),
        late=late_sentence(gate.late),
        planned=gate.release,
        promise=_("none within the plan") if gate.promise is None else gate.promise,
        promised="" if gate.promised is None else long_day(gate.promised),
        at_risk=figure(round(_at_risk(gate, lookup))),
        decides=tuple(decider_text(one, lookup) for one in gate.decides[:MOST_DECIDERS]),
    )


def chance_lines(chances: Chances, deal: str, lookup: Lookup) -> Iterator[str]:
    """How sure each gate of a deal is, what may be promised, and what decides it."""
    for gate in chances.gates:
        if gate.deal != deal:
            continue
        text = _("{gate}: in {late} of {all} futures it is late. Promise: {promise}.")
        promise = _("none within the plan") if gate.promise is None else gate.promise
        yield text.format(gate=gate_word(gate.gate), late=gate.late, all=DOTS, promise=promise)
        for one in gate.decides[:1]:
            yield "  " + _("Most often it waits for {what}.").format(what=decider_text(one, lookup))


def decider_text(one: Decider, lookup: Lookup) -> str:
    """What decides a gate, and how often: Kernel fusion, verify: 14 of 20."""
    share = in_twenty(one.share)
    if one.kind == "person":
        return _("{person} not free: {share}").format(person=one.id, share=share)
    if one.kind == "support":
        name = lookup.deals[one.id].name if one.id in lookup.deals else one.id
        return _("support of {deal}: {share}").format(deal=name, share=share)
    name = lookup.features[one.id].name if one.id in lookup.features else one.id
    phase = phase_word(Phase(one.phase)) if one.phase else ""
    return _("{feature}, {phase}: {share}").format(feature=name, phase=phase, share=share)
