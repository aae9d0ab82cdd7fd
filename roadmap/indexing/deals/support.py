"""Support cases: the pieces of work that open deals bring, in slots, as far as they lie within the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from requirements.amounts.halves import Halves, in_halves
from requirements.deal import Deal as DealInput
from requirements.deal import gates_ahead
from requirements.support import CaseProgress, CaseWork
from roadmap.folder.project import Project
from roadmap.indexing.people.crews import modes_for
from roadmap.indexing.people.staff import Staff
from roadmap.indexing.work import Work
from roadmap.problem import Deal, Demand, Feature, Item, Mode

Span = tuple[int, int, Halves]
"""The half-open interval of slots in which a piece is to be done, and its person-days."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of one case of a deal, to be done in the half-open interval of slots [`earliest`, `latest`).

    `effort` is in person-days: that of the whole piece, or the share of it that falls into the plan.
    """

    case: str
    number: int
    work: CaseWork
    earliest: int
    latest: int
    effort: Halves
    started: date | None = None
    """The day it was begun, where that is told."""


def support_pieces(project: Project, *, origin: date, horizon: int) -> dict[str, tuple[Piece, ...]]:
    """The pieces that each open deal brings, by deal id, in the order of the input; without those that are done.

    A gate that the deal's stage has passed, or that has no day, brings nothing. A placeholder states the cases of all
    the customers it stands for.
    """
    return {key: tuple(_pieces(deal, project, origin, horizon)) for key, deal in project.market.open_deals().items()}


def _pieces(deal: DealInput, project: Project, origin: date, horizon: int) -> list[Piece]:
    ahead = gates_ahead(deal)
    found = []
    for kind in project.market.support(deal):
        spans = [
            _within(work, project.calendar.limit(deal.gates[work.gate], origin), horizon)
            if work.gate in ahead
            else None
            for work in kind.work
        ]
        for number in range(1, kind.count + 1):
            for work, span in zip(kind.work, spans, strict=True):
                told = next((one for one in deal.support_progress if one.tells_of(kind.name, number, work)), None)
                left = span if told is None or work.gate not in ahead else _left(told, span, horizon)
                if left is not None:
                    found.append(Piece(kind.name, number, work, *left, None if told is None else told.started))
    return found


def _left(told: CaseProgress, span: Span | None, horizon: int) -> Span | None:
    """What is told to be left of a piece; None if it is done. What has begun goes on from slot 0. What should have been
    done before the plan is done whenever somebody has time."""
    if told.done is not None or told.remaining is None:
        return None
    if span is None:
        return 0, horizon, told.remaining
    return span[0] if told.started is None else 0, span[1], told.remaining


def _within(work: CaseWork, gate: int, horizon: int) -> Span | None:
    """The slots in which a piece is to be done and its person-days; None where all of them lie outside the plan.

    `gate` is the exclusive end of the day of the gate. Work is taken to be spread evenly, so that a piece of which a
    share of the days lies in the past or after the horizon takes that much less, rounded up to whole days, or to
    half days where the piece is stated in them.
    """
    begin = gate if work.after else gate - work.spread
    earliest, latest = max(0, begin), min(horizon, begin + work.spread)
    if earliest >= latest:
        return None
    step = work.effort.denominator
    spread = Fraction(work.effort * (latest - earliest), work.spread)
    return earliest, latest, in_halves(Fraction(ceil(step * spread), step))


def add_support(
    work: Work,
    deals: tuple[Deal, ...],
    ids: tuple[str, ...],
    *,
    pieces: Mapping[str, tuple[Piece, ...]],
    staff: Staff,
    loss: Fraction,
    horizon: int,
) -> tuple[tuple[str, ...], tuple[Deal, ...]]:
    """Add the support work of each deal as a feature that lands in no release, which its first level then demands.

    The ids of the deals that bring any, in the order of the added features, and all deals.
    """
    brought: list[str] = []
    demanding: list[Deal] = []
    for key, deal in zip(ids, deals, strict=True):
        if not pieces.get(key) or not deal.levels:
            demanding.append(deal)
            continue
        demand = Demand(features=(len(work.features),), latest=horizon)
        first = replace(deal.levels[0], demands=(*deal.levels[0].demands, demand))
        demanding.append(replace(deal, levels=(first, *deal.levels[1:])))
        brought.append(key)
        _add_feature(work, pieces[key], staff, loss)
    return tuple(brought), tuple(demanding)


def _add_feature(work: Work, pieces: tuple[Piece, ...], staff: Staff, loss: Fraction) -> None:
    first = len(work.items)
    for line, piece in enumerate(pieces):
        modes = _modes(piece, staff, loss)
        work.items.append(
            Item(
                feature=len(work.features),
                modes=modes,
                by_freeze=False,
                earliest=piece.earliest,
                latest=piece.latest,
                pauses=bool(staff.absent) and not any(_has_room(mode, piece, staff) for mode in modes),
            )
        )
        work.lines.append(line)
    items = tuple(range(first, len(work.items)))
    work.features.append(Feature(items=items, after=(), cost=0, lands=False))


def _has_room(mode: Mode, piece: Piece, staff: Staff) -> bool:
    """Whether a piece can be done at one go within its window, if its people have nothing else to do. What cannot may
    pause while they are away."""
    run = 0
    for slot in range(piece.earliest, piece.latest):
        run = run + 1 if all(staff.rows[pool][slot] >= amount for pool, amount in mode.crews) else 0
        if run >= mode.days:
            return True
    return False


def _modes(piece: Piece, staff: Staff, loss: Fraction) -> tuple[Mode, ...]:
    """The ways to do a piece in the slots it has; if even the quickest takes longer, that one cut to these slots.

    That happens where part of a piece lies outside the plan, and its share is rounded up, and where people keep so much
    time for other things that they would not be done; the check of the folder warns of the latter.
    """
    crew, room = piece.work.crew, piece.latest - piece.earliest
    modes = modes_for(piece.effort, piece.work.skill, (crew, crew), loss=loss, staff=staff)
    quickest = min(modes, key=lambda mode: mode.days)
    return tuple(mode for mode in modes if mode.days <= room) or (replace(quickest, days=min(quickest.days, room)),)
