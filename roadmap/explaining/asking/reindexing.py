"""The problem after a change, indexed anew only as far as the change reaches."""

from __future__ import annotations

from dataclasses import replace

from roadmap.explaining.asking.change import Change
from roadmap.explaining.present import Present
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.deals.demand import index_deals
from roadmap.problem import Deal, Demand


def index_changed(present: Present, project: Project, change: Change) -> Indexed:
    """What `index_project` says of the changed project; where only the needs of a deal differ, without all the rest."""
    if project is present.project:
        return present.indexed
    if change.kind not in ("drop_need", "substitute") or _is_promised(present, change.subject):
        return index_project(project)
    indexed, position = present.indexed, present.indexed.names.deal_position(change.subject)
    deals = list(indexed.problem.deals)
    deals[position] = _deal(indexed, project, position)
    return replace(indexed, problem=replace(indexed.problem, deals=tuple(deals)))


def _is_promised(present: Present, deal: str) -> bool:
    """Whether something is published to a deal: what that asks for follows from the deal's needs."""
    return any(priced.published.deal == deal for priced in present.indexed.promises)


def _deal(indexed: Indexed, project: Project, position: int) -> Deal:
    """One deal with its needs as they are in a project, and all else as it was."""
    names, key = indexed.names, indexed.names.deals[position]
    market = project.market
    others = {other: placeholder for other, placeholder in market.placeholders.items() if other == key}
    alone = replace(market, deals={} if others else {key: market.deals[key]}, placeholders=others)
    features = {feature: number for number, feature in enumerate(names.features)}
    (deal,), _ = index_deals(replace(project, market=alone), features, names.origin)
    if key in names.support:
        support = Demand((len(names.features) + names.support.index(key),), indexed.problem.horizon)
        first = replace(deal.levels[0], demands=(*deal.levels[0].demands, support))
        deal = replace(deal, levels=(first, *deal.levels[1:]))
    return replace(deal, served=indexed.problem.deals[position].served)
