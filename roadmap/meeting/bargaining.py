"""A trade as gestures: what a meeting changes to try it."""

from __future__ import annotations

from requirements.deal import gates_ahead, short_form
from roadmap.explaining.asking.change import Change
from roadmap.folder.project import Project
from roadmap.meeting.gestures import ChangeNeed, ChangePeople, Gesture, MoveGate, PinFeature, SwitchDeal


def gestures_of(change: Change, project: Project) -> tuple[Gesture, ...] | None:
    """The gestures by which a meeting tries a change that serves a deal: the change itself, and that the deal must be
    served. Gates that are behind stay where they are. None where the project does not have what is changed."""
    known = project.market.deals
    about = change.subject if change.kind in ("gate", "drop_need", "substitute") else change.served
    if {about, change.served} - known.keys() - {""}:
        return None
    changes = _changes(change, project)
    served = (SwitchDeal(change.served, served=True),) if change.served else ()
    return None if changes is None else (*changes, *served)


def _changes(change: Change, project: Project) -> tuple[Gesture, ...] | None:
    match change.kind:
        case "person":
            return (ChangePeople(change.subject, 1, change.day),)
        case "variant":
            is_known = change.subject in project.engineering.features
            return (PinFeature(change.subject, planned=True),) if is_known else None
        case "gate":
            deal, calendar = project.market.deals[change.subject], project.calendar
            later = {gate: calendar.add(deal.gates[gate], change.amount) for gate in gates_ahead(deal)}
            return tuple(MoveGate(change.subject, gate, day) for gate, day in later.items())
        case "drop_need" | "substitute":
            need = _need(change, project)
            return None if need is None else (need,)
    return ()


def _need(change: Change, project: Project) -> ChangeNeed | None:
    """The need that goes, or that something else meets, too; by its number where several name one capability."""
    gate, position = change.need or (None, 0)
    needs = {} if gate is None else dict(enumerate(project.market.deals[change.subject].needs.get(gate, [])))
    need = needs.get(position)
    if gate is None or need is None or " | ".join(need.any_of) != change.wanted:
        return None
    name = need.any_of[0]
    is_shared = sum(name in other.any_of for other in needs.values()) > 1
    wanted = short_form([*need.any_of, change.other], need.maturity, need.importance, need.drop)
    return ChangeNeed(
        change.subject, gate, str(position + 1) if is_shared else name, wanted if change.kind == "substitute" else None
    )
