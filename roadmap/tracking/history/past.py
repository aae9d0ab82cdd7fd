"""Deals as a CRM's history tells them: how far their gates moved, how far they came, and where they were lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from requirements.gate import Gate, Stage
from requirements.reading.cells.needs import CapabilityNames
from roadmap.folder.project import Project
from roadmap.folder.texts.tables.history_table import HistoryLine
from roadmap.tracking.rates import WON, DecidedDeal

WEEK = 5
"""Working days of a week."""
_NEXT = {
    Stage.LEAD: Gate.EVALUATION,
    Stage.OPPORTUNITY: Gate.EVALUATION,
    Stage.EVALUATION: Gate.EVALUATION,
    Stage.DESIGN_IN: Gate.DESIGN_IN,
    Stage.WON: Gate.ACCEPTANCE,
    Stage.DELIVERY: Gate.ACCEPTANCE,
    Stage.ACCEPTED: Gate.PAYMENT,
}
"""The gate at which a deal drops out that is lost from a stage."""


@dataclass(frozen=True, slots=True)
class PastDeal:
    """One deal over time. `stages` are those it was at, each once, in the order in which it came to them, the present
    one last; `move` is by how many working days its gates came later than they were stated first (earlier, if negative;
    None where no gate is behind it that had a day). `here` tells whether the folder has it."""

    key: str
    segment: str
    here: bool
    stages: tuple[Stage, ...]
    move: float | None

    @property
    def lost_at(self) -> Gate | None:
        """The gate ahead of it when it was lost; None if it is not lost, or nothing is known of its stage before."""
        before = [stage for stage in self.stages if stage is not Stage.LOST]
        return _NEXT.get(before[-1]) if before and self.stages[-1] is Stage.LOST else None

    @property
    def won(self) -> bool | None:
        """Whether it was won; None while that is open."""
        stage = self.stages[-1] if self.stages else None
        return True if stage in WON else False if stage is Stage.LOST else None


def past_deals(lines: Sequence[HistoryLine], project: Project) -> tuple[PastDeal, ...]:
    """The deals of a history, in the order in which it names them first. A deal that is not in the folder needs a
    segment of the folder; else it is left out."""
    segments = CapabilityNames.of((key, segment.name) for key, segment in project.market.segments.items())
    told: dict[str, list[HistoryLine]] = {}
    for line in lines:
        told.setdefault(line.deal, []).append(line)
    return tuple(found for key, own in told.items() if (found := _past(key, own, project, segments)) is not None)


def _past(key: str, lines: list[HistoryLine], project: Project, segments: CapabilityNames) -> PastDeal | None:
    lines.sort(key=lambda line: line.day)
    deal = project.market.deals.get(key)
    named = [segment for line in lines if line.segment and (segment := segments.find(line.segment))]
    if deal is None and not named:
        return None
    stages = [line.stage for line in lines if line.stage is not None] + ([] if deal is None else [deal.stage])
    days = {gate: [line.gates[gate] for line in lines if gate in line.gates] for gate in Gate}
    if deal is not None:
        for gate, day in deal.gates.items():
            days[gate] += [day] if days[gate] and gate not in deal.estimated else []
    return PastDeal(
        key=key,
        segment=named[-1] if deal is None else deal.segment,
        here=deal is not None,
        stages=tuple(_visited(stages)),
        move=_move(days, stages[-1] if stages else None, project.as_of),
    )


def _visited(stages: Sequence[Stage]) -> Iterator[Stage]:
    """Each stage once, where it was reached last."""
    for at, stage in enumerate(stages):
        if stage not in stages[at + 1 :]:
            yield stage


def _move(days: Mapping[Gate, Sequence[date]], stage: Stage | None, as_of: date) -> float | None:
    """By how many working days the gates that are behind a deal came later; those of a deal that was lost say nothing,
    because its days stand where it was lost."""
    if stage is Stage.LOST:
        return None
    behind = [stated for gate, stated in days.items() if stated and (stated[-1] <= as_of or _is_behind(gate, stage))]
    return sum(weekdays_between(stated[0], stated[-1]) for stated in behind) / len(behind) if behind else None


def _is_behind(gate: Gate, stage: Stage | None) -> bool:
    ahead = _NEXT.get(stage) if stage is not None else None
    return stage is Stage.PAID or (ahead is not None and gate.rank < ahead.rank)


def weekdays_between(first: date, last: date) -> int:
    """Days from Monday to Friday in [first, last), negative where last is before first. History reaches back beyond the
    calendar, so holidays count."""
    if last < first:
        return -weekdays_between(last, first)
    weeks, rest = divmod((last - first).days, 7)
    return weeks * WEEK + sum((first + timedelta(days=day)).weekday() < WEEK for day in range(rest))


def decided_elsewhere(deals: Sequence[PastDeal]) -> tuple[DecidedDeal, ...]:
    """The deals that were won or lost and are not in the folder."""
    return tuple(
        DecidedDeal(
            segment=deal.segment,
            was_lead=Stage.LEAD in deal.stages,
            got_on=any(stage not in (Stage.LEAD, Stage.LOST) for stage in deal.stages) or deal.stages == (Stage.LOST,),
            won=deal.won,
        )
        for deal in deals
        if not deal.here and deal.won is not None
    )
