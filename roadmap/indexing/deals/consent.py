"""Consent: a published promise that nobody agreed to move is kept.

Sets: published promises p; F(p), for each promised need the features of which one is enough, and the same for each need
without which the deal is not served at all.
Parameters: latest(p), the limit by which all of it must ship for p to be kept.
Rule: if consent is required, then for every p that no decision frees and no fact has overtaken, each set of F(p) has a
feature that ships by latest(p).
As data: the deal that stands for p behind the deals of the project (`roadmap.indexing.deals.promises`) has one level
and must be served, so that search, model and bound keep it by the rule of pins (`roadmap.solver.cpsat.rules.pins`).
Twin: `roadmap.audit.consent`, over what `roadmap.planner.causes.consent` states of the promises in another way.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.folder.baseline import Published
from roadmap.folder.project import Project
from roadmap.policy.decisions import Consent
from roadmap.problem import Deal, Level


def is_held(published: Published, project: Project) -> bool:
    """Whether a promise is to be kept: consent is required, nobody decided that it may move, and the promised day is
    not past. A promise that no plan can keep, whatever else it does, holds nothing (`Project.freed`)."""
    key = published.deal, published.day
    return (
        project.header.policy.consent is Consent.REQUIRED
        and published.day >= project.as_of
        and key not in project.agreed
        and key not in project.freed
    )


def held_promise(deal: Deal) -> Deal:
    """The deal of a promise as one that must be served in time: its dearest level, which asks for all of it by the
    promised day, is its only one."""
    last = deal.levels[-1]
    return replace(deal, levels=(Level(sum(level.value for level in deal.levels), last.demands),), served=True)
