"""Indexing: from a project in names and dates to a problem in integers, and back."""

from __future__ import annotations

from roadmap.folder.project import Project
from roadmap.indexing.deals.demand import index_deals
from roadmap.indexing.deals.promises import add_promises
from roadmap.indexing.deals.support import add_support, support_pieces
from roadmap.indexing.names import Indexed, Names
from roadmap.indexing.people.staff import Staff, staff_of
from roadmap.indexing.people.training import hold_training
from roadmap.indexing.pins import hold, opposed
from roadmap.indexing.releases import frozen_by_slot_0, index_releases
from roadmap.indexing.work import index_work
from roadmap.problem import Problem

__all__ = ["Indexed", "Names", "Staff", "index_project", "opposed"]


def index_project(project: Project, *, loose: bool = False) -> Indexed:
    """The planning problem of a project, and the names of everything in it.

    Slot 0 is the first working day at or after the `as_of` day; closed deals and features that have shipped are left
    out, what they provide counts as ready. What no plan of the `loose` problem exceeds, none does (`Staff.narrowed`).
    """
    origin = project.as_of
    horizon = max(0, project.calendar.limit(project.header.horizon, origin))
    staff = staff_of(project, origin=origin, horizon=horizon, loose=loose)
    releases, release_ids = index_releases(project, origin)
    work = index_work(project, staff, horizon=horizon, releases=releases, release_ids=release_ids)
    deals, deal_ids = index_deals(project, work.features_by_id, origin)
    pieces = support_pieces(project, origin=origin, horizon=horizon)
    loss = project.header.policy.crew_loss
    brought, deals = add_support(work, deals, deal_ids, pieces=pieces, staff=staff, loss=loss, horizon=horizon)
    problem = Problem(
        horizon=horizon,
        capacity=staff.rows,
        items=tuple(work.items),
        features=tuple(work.features),
        precedences=tuple(work.precedences),
        releases=frozen_by_slot_0(releases),
        deals=deals,
        absent=staff.absent,
        longest_pause=project.header.policy.longest_pause if staff.absent else 0,
    )
    names = Names(
        origin=origin,
        calendar=project.calendar,
        skills=staff.skills,
        pools=staff.pools,
        releases=release_ids,
        features=tuple(work.ids),
        deals=deal_ids,
        lines=tuple(work.lines),
        support=brought,
    )
    problem = hold_training(hold(problem, names, project), names, project)
    indexed = Indexed(problem=problem, names=names, staff=staff, support=pieces)
    return add_promises(indexed, project, work.features_by_id)
