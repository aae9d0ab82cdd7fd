"""Room for one more deal in a plan: as little as possible of the other work gives way, what is worth least first.

A plan begun with the deal and then filled with the rest moves everything a little, and loses much. Here everything
stays where it is but what must give way; what gave way is then put back where it still fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from roadmap.solver.construct.decoder import Decoder, Genes
from roadmap.solver.construct.insertion import Built
from roadmap.solver.valuation import NEVER


def make_room(decoder: Decoder, full: Built, deal: int, *, put_back: Callable[[Built], None]) -> Built | None:
    """The plan with a pinned deal served, near to the full one without it; None if no room was found this way.

    `put_back` puts what gave way into a plan, wherever it still fits.
    """
    late = _too_late(decoder, full, deal)
    order = _by_worth(decoder, full, _rivals(decoder, full, deal, late))
    gone = _enough(decoder, full, late, order, deal)
    if gone is None:
        return None
    for feature in reversed(gone):  # what is worth most need not give way if the rest is enough
        if _served(decoder, full, late, [f for f in gone if f != feature], deal) is not None:
            gone.remove(feature)
    built = _served(decoder, full, late, gone, deal)
    if built is None:
        return None
    put_back(built)
    _serve_again(decoder, full, built)
    return built


def _enough(decoder: Decoder, full: Built, late: Sequence[int], order: Sequence[int], deal: int) -> list[int] | None:
    """The first features of an order that leave room when they give way, as few as halving finds; None if even all of
    them do not."""
    if _served(decoder, full, late, (), deal) is not None:
        return []
    least, most, gone = 1, len(order), None
    while least <= most:
        count = (least + most) // 2
        if _served(decoder, full, late, order[:count], deal) is None:
            least = count + 1
        else:
            gone, most = list(order[:count]), count - 1
    return gone


def _rivals(decoder: Decoder, built: Built, deal: int, late: Sequence[int]) -> list[int]:
    """The features that are planned with people of whom the deal needs some, before the last day of use to it."""
    problem, windows, kept = decoder.problem, decoder.windows, decoder.inserter.kept
    named = {f for level in problem.deals[deal].levels for demand in level.demands for f in demand.features}
    options = {other for feature in named for other in windows.closure[feature]}
    items = [i for f in options if built.ready[f] == NEVER or f in late for i in problem.features[f].items]
    pools = {pool for i in items for mode in problem.items[i].modes for pool, _amount in mode.crews}
    end = max((windows.latest[i] for i in items), default=0)
    others = [f for f in built.placed if f not in late and f not in kept]
    return [f for f in others if _meets(decoder, built, f, pools, end)]


def _meets(decoder: Decoder, built: Built, feature: int, pools: set[int], end: int) -> bool:
    """Whether some item of a feature begins before a slot with people of some pools."""
    items, table = decoder.problem.items, built.table
    work = ((i, items[i].modes[table.modes[i]]) for i in decoder.problem.features[feature].items)
    return any(table.starts[i] < end and pools & {pool for pool, _amount in mode.crews} for i, mode in work)


def _too_late(decoder: Decoder, built: Built, deal: int) -> list[int]:
    """What the deal needs and is planned to land too late for it, with what it comes after: it is placed anew."""
    found: dict[int, None] = {}
    for level in decoder.valuation.levels[deal]:
        for features, last in level:
            if all(built.landings[f] > last for f in features):
                planned = (f for f in features if built.landings[f] != NEVER)
                found |= dict.fromkeys(other for f in planned for other in decoder.windows.closure[f])
    return [f for f in found if built.landings[f] != NEVER and f not in decoder.inserter.kept]


def _by_worth(decoder: Decoder, built: Built, features: Sequence[int]) -> list[int]:
    """Features, those first on which least depends: what the deals earn that are served by them."""
    worth = dict.fromkeys(features, 0)
    valuation = decoder.valuation
    for deal in range(len(decoder.problem.deals)):
        taken, earned = valuation.taken(deal, built.landings)
        demands = [demand for level in valuation.levels[deal][:taken] for demand in level]
        needed = {next(f for f in meets if built.landings[f] <= last) for meets, last in demands}
        for feature in {other for f in needed for other in decoder.windows.closure[f]}:
            if feature in worth:
                worth[feature] += earned
    return sorted(features, key=lambda f: (worth[f], f))


def _served(decoder: Decoder, full: Built, late: Sequence[int], gone: Sequence[int], deal: int) -> Built | None:
    """The plan with the deal, without what gives way and with what was late for it earlier; None if it has no room."""
    built, inserter = full.copy(), decoder.inserter
    for feature in gone:
        inserter.remove(built, feature)
    lifted = [feature for feature in late if built.ready[feature] != NEVER]
    for feature in lifted:
        inserter.lift(built, feature)
    if not decoder.serve(built, deal, _genes(decoder, [deal])):
        return None
    for feature in lifted:
        for other in inserter.dependents[feature] if built.ready[feature] == NEVER else ():
            inserter.remove(built, other)
    return built if decoder.valuation.reached(deal, built.landings) else None


def _serve_again(decoder: Decoder, full: Built, built: Built) -> None:
    """Serve the deals that lost by it, those that lost most first, in whatever way is left."""
    valuation = decoder.valuation
    deals = range(len(decoder.problem.deals))
    lost = {deal: valuation.earned(deal, full.landings) - valuation.earned(deal, built.landings) for deal in deals}
    losers = sorted((deal for deal in deals if lost[deal] > 0), key=lambda deal: -lost[deal])
    genes = _genes(decoder, losers)
    for deal in losers:
        decoder.serve(built, deal, genes)


def _genes(decoder: Decoder, deals: list[int]) -> Genes:
    """Cheap crews where they are quick enough."""
    count = len(decoder.problem.deals)
    return Genes([], deals, [True] * len(decoder.problem.features), [0] * count, [0] * count)
