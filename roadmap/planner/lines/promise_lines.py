"""Published promises in the plan: which are kept, which move, and the price of that."""

from __future__ import annotations

from datetime import date

from requirements.gate import Importance
from roadmap.audit.coverage import serve, shipped
from roadmap.folder.baseline import Published
from roadmap.indexing.deals.promises import WEEK
from roadmap.indexing.names import Priced
from roadmap.planner.draft import Draft
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.deals import DealLine, DealStatus


def promise_lines(draft: Draft, deals: list[DealLine]) -> list[PromiseLine]:
    """Every promise of the baseline that can still be broken, in its order."""
    by_id = {deal.id: deal for deal in deals}
    return [_line(priced, price, by_id[priced.published.deal], draft) for priced, price in _prices(draft)]


def moved_prices(draft: Draft) -> dict[str, int]:
    """What moving promises costs a schedule, by deal; deals whose promises are kept are left out."""
    found: dict[str, int] = {}
    for priced, price in _prices(draft):
        if price:
            found[priced.published.deal] = found.get(priced.published.deal, 0) + price
    return found


def _prices(draft: Draft) -> list[tuple[Priced, int]]:
    indexed = draft.indexed
    ships = shipped(indexed.problem, draft.schedule)
    behind = indexed.problem.deals[len(indexed.names.deals) :]
    pairs = zip(indexed.promises, behind, strict=True)
    return [(priced, priced.prices[-1] - serve(deal, ships).earned) for priced, deal in pairs]


def _line(priced: Priced, price: int, deal: DealLine, draft: Draft) -> PromiseLine:
    published = priced.published
    ready = None if deal.status is DealStatus.GIVEN_UP else _ready(published, deal)
    calendar, origin = draft.project.calendar, draft.indexed.names.origin
    weeks = len(priced.prices) - 1
    if ready is not None:
        late = calendar.limit(ready, origin) - calendar.limit(published.day, origin)
        weeks = max(0, -(-late // WEEK))
    return PromiseLine(
        deal=published.deal,
        gates=list(published.gates),
        day=published.day,
        release=published.release,
        ready=ready,
        weeks=weeks,
        price=price,
        most=priced.prices[-1],
        held=priced.held,
    )


def _ready(published: Published, deal: DealLine) -> date | None:
    """The day on which all that was promised is ready; None if some of it never is."""
    days = [
        need.ready
        for need in deal.needs
        if need.importance is Importance.BREAKER
        and need.gate.rank <= published.gates[-1].rank
        and published.promised.intersection(need.any_of)
    ]
    return None if None in days else max((day for day in days if day is not None), default=None)
