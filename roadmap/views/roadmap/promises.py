"""Published promises on the page: what was promised, what this plan makes of it, and the price."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated, ngettext
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.deals import DealLine, GateStatus
from roadmap.plans.document import Plan
from roadmap.views.formats import figure, money, table_day
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge, gate_word


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise: to whom, for what, by when, and what becomes of it."""

    id: str
    customer: str
    name: str
    gates: str
    promised: str
    now: str
    badge: Badge
    price: str
    most: str


@dataclass(frozen=True, slots=True)
class PromisesView:
    """All promises of the baseline that can still be broken, the dearest moves first."""

    statement: str
    rows: tuple[PromiseRow, ...]


def build_promises(plan: Plan, lookup: Lookup) -> PromisesView | None:
    """The promises of a plan; None where nothing was published or nothing can be broken any more."""
    if not plan.promises:
        return None
    lines = sorted(plan.promises, key=lambda line: (-line.price, -line.weeks, line.day, line.deal))
    return PromisesView(statement=_statement(plan), rows=tuple(_row(line, lookup) for line in lines))


def promised_sentence(plan: Plan) -> str:
    """How many promises the plan makes, and to how many deals: what `publish` would make commitments."""
    promises = plan.promised
    made = ngettext("{count} promise", "{count} promises", len(promises)).format(count=len(promises))
    deals = len({deal for deal, _day in promises})
    return _("{promises} to {deals}").format(
        promises=made, deals=ngettext("{count} deal", "{count} deals", deals).format(count=deals)
    )


def promises_sentence(plan: Plan) -> str:
    """How many published promises are kept, and what moving the others costs."""
    moved = [line for line in plan.promises if line.weeks]
    kept = len(plan.promises) - len(moved)
    if not moved:
        return ngettext("{n} kept", "{n} kept", kept).format(n=kept)
    price = money(plan.headline.moved_promises, plan.currency)
    return _("{kept} kept, {moved} moved or broken at a price of {price}").format(
        kept=kept, moved=len(moved), price=price
    )


def _statement(plan: Plan) -> str:
    return _("Published promises: {outcome}.").format(outcome=promises_sentence(plan))


def _row(line: PromiseLine, lookup: Lookup) -> PromiseRow:
    deal = lookup.deals[line.deal]
    return PromiseRow(
        id=line.deal,
        customer=deal.customer,
        name=deal.name,
        gates=enumerated(gate_word(gate) for gate in line.gates),
        promised=bracketed(table_day(line.day), line.release),
        now="–" if line.ready is None else table_day(line.ready),
        badge=_badge(line, deal),
        price=figure(line.price),
        most=figure(line.most),
    )


def _badge(line: PromiseLine, deal: DealLine) -> Badge:
    """What becomes of a promise; one that is kept and comes after its gate all the same is not green."""
    if line.ready is None:
        return Badge("✕", _("Broken"), "lost")
    if line.weeks:
        weeks = ngettext("{n} week later", "{n} weeks later", line.weeks).format(n=line.weeks)
        return Badge("◆", weeks, "late")
    if any(gate.gate in line.gates and gate.status is GateStatus.LATE for gate in deal.gates):
        return Badge("◆", _("Unchanged, after the gate date"), "late")
    return Badge("●", _("On time"), "good")
