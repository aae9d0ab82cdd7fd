"""How old a plan is: which deals and files of its folder are others than when it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.deal import Deal, gates_ahead
from requirements.language import _, in_clauses, ngettext
from roadmap.folder.project import Project
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.views.site.parts import Cell, Thing, ThingLink


@dataclass(frozen=True, slots=True)
class PlanAge:
    """Whether a plan is that of its folder as it is: a sentence, the deals that are others, and the files."""

    is_current: bool
    statement: str
    deals: tuple[Cell, ...]
    files: tuple[str, ...]


def plan_age(plan: Plan, project: Project) -> PlanAge:
    """Compare a plan with its folder."""
    known, now = plan.made_from.files, project.files
    if plan.made_from.digest == project.digest:
        return PlanAge(True, _("The plan was made from the folder as it is now."), (), ())  # noqa: FBT003 - a field
    names = sorted({*known, *now})
    files = tuple(name for name in names if known.get(name) != now.get(name))
    deals = tuple(_changed_deals(plan, project))
    counts = [
        ngettext("{n} deal", "{n} deals", len(deals)).format(n=len(deals)) if deals else "",
        ngettext("{count} file", "{count} files", len(files)).format(count=len(files)) if files else "",
    ]
    sentence = _("The folder has changed since: {counts}.").format(counts=in_clauses(counts))
    return PlanAge(False, sentence, deals, files)  # noqa: FBT003 - a field


def _changed_deals(plan: Plan, project: Project) -> Iterator[Cell]:
    """The deals that are new, gone, or say something else of themselves than the plan tells."""
    market = project.market
    open_deals = {key: deal for key, deal in market.open_deals().items() if key not in market.placeholders}
    told = {line.id: line for line in plan.deals if not line.placeholder}
    for key, deal in open_deals.items():
        if key not in told:
            yield Cell(deal.customer, note=_("new"))
        elif _said(told[key]) != _stated(deal):
            yield Cell(deal.customer, ThingLink(Thing.DEAL, key), note=_("changed"))
    for key, line in told.items():
        if key not in open_deals:
            yield Cell(line.customer, ThingLink(Thing.DEAL, key), note=_("closed or removed"))


def _said(line: DealLine) -> tuple[object, ...]:
    """What a plan repeats of a deal."""
    gates = {gate.gate: gate.day for gate in line.gates}
    needs = sorted((need.gate, tuple(need.any_of), need.importance, need.drop) for need in line.needs)
    return line.name, line.customer, line.segment, line.stage, line.owner, line.value, gates, needs


def _stated(deal: Deal) -> tuple[object, ...]:
    """The same of a deal as the folder states it."""
    ahead = gates_ahead(deal)
    gates = {gate: deal.gates[gate] for gate in ahead}
    needs = sorted(
        (gate, tuple(need.any_of), need.importance, round(float(need.drop), 6))
        for gate in ahead
        for need in deal.needs.get(gate, [])
    )
    return deal.name, deal.customer, deal.segment, deal.stage, deal.owner, deal.value, gates, needs
