"""How far the gates of a deal may move."""

from __future__ import annotations

from requirements.deal import gates_ahead
from roadmap.folder.project import Project


def gates_spread(key: str, project: Project) -> tuple[int, int]:
    """By how many working days the gates of a deal may come earlier and later."""
    market, policy = project.market, project.header.policy.uncertainty
    stated = market.deal(key)
    spread = market.segments[stated.segment].gate_spread or policy.gates
    if set(stated.estimated) & set(gates_ahead(stated)):
        spread = spread.wider(policy.estimated_wider)
    return spread.earlier, spread.later
