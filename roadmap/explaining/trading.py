"""Trades: for a deal that is given up, what others would have to give so that it is served, and who must agree.

A trade is a repair (`roadmap.explaining.repairs`) seen as a bargain: one change after which the deal is served in time,
whom that costs something, what it is worth on the whole, and which published promises move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from roadmap.explaining.asking.change import Change, changed_project, team_of
from roadmap.explaining.asking.questions import Answer
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.explained_deal import explain_deal
from roadmap.explaining.present import Present, present_of
from roadmap.explaining.repairs import Repair, beside_of, candidates, ranked
from roadmap.indexing import index_project
from roadmap.planner.draft import Draft
from roadmap.planner.lines.deal_lines import deal_lines
from roadmap.planner.lines.promise_lines import promise_lines
from roadmap.planner.stored.replan import Difference
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.deals import DealStatus
from roadmap.policy.decisions import Consent
from roadmap.schedule import Schedule

MOST = 5
"""Trades that are told of one deal."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who must agree: the `owner` of a deal, its `customer`, or the head of a `team`.

    `id` is that of the deal or the team; `name` is what the owner or the team is called, and empty where the files do
    not say. Customers are named by their deal alone.
    """

    role: Literal["owner", "customer", "team"]
    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MovedCommitment:
    """A published promise that a trade moves: the day that was promised, the day then (None: it is broken), and whether
    a decision lets it move already."""

    deal: str
    day: date
    ready: date | None
    agreed: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """One change after which a deal is served in time.

    `difference` is the value of the best plan then, less that of the present one, with the price of promises that move;
    `gain` what the deal keeps; `losers` and `winners` are the other deals that keep less or more, with the amount. In
    thousands of the currency. `parties` must agree. `together` are the trades of other deals, by their numbers in the
    list, that take nothing from one another: they change and cost different deals, people and features.
    """

    deal: str
    change: Change
    difference: Difference
    gain: int
    losers: tuple[tuple[str, int], ...]
    winners: tuple[tuple[str, int], ...]
    moved: tuple[MovedCommitment, ...]
    parties: tuple[Party, ...]
    together: tuple[int, ...] = ()


def open_to_trade(present: Present) -> Present:
    """The plan on a folder in which promises may move for their price, whoever has agreed: trades are about that.

    What is proved of the plan stays what is proved with the promises kept: trades are compared with that.
    """
    header = present.project.header
    if header.policy.consent is not Consent.REQUIRED:
        return present
    policy = header.policy.model_copy(update={"consent": Consent.NOT_NEEDED})
    project = replace(present.project, header=header.model_copy(update={"policy": policy}))
    return present_of(present.plan, project)


def tradable(present: Present) -> dict[str, list[Change]]:
    """The deals in hand that the plan gives up and no pin keeps out, the one that would bring most first, each with
    what might serve it."""
    lines = [line for line in present.deals.values() if line.status is DealStatus.GIVEN_UP and not line.placeholder]
    lines.sort(key=lambda line: (-line.expected, line.id))
    found = {line.id: trade_changes(present, line.id) for line in lines}
    return {key: changes for key, changes in found.items() if changes}


def trade_changes(present: Present, deal: str) -> list[Change]:
    """What might serve a deal, what most likely does first."""
    return candidates(present, explain_deal(present, deal))


def trades_of(present: Present, deals: Sequence[str], asking: Asking, *, keeps: bool) -> list[Trade]:
    """The trades that were found for some deals, in their order; of each deal those that no other one is better than,
    in money, in whom it asks and in the promises that move. What loses more than the deal can bring is no trade.

    Where consent is required (`keeps`), a better plan without any change may be one that breaks promises: then trades
    are compared with the present plan alone.
    """
    if keeps:
        asking.base = None
        asking.beside.clear()
    found = [trade for deal in deals for trade in best_of(_trades(present, deal, asking))]
    return [replace(trade, together=together_with(trade, found)) for trade in found]


def too_dear(present: Present, deals: Sequence[str], asking: Asking) -> dict[str, tuple[Repair, ...]]:
    """By deal, what was found to serve it and loses more than it can bring."""
    return {deal: ranked(present, deal, asking).too_dear for deal in deals}


def _trades(present: Present, deal: str, asking: Asking) -> Iterator[Trade]:
    repairs = ranked(present, deal, asking)
    for repair in repairs.told:
        answer = asking.answers[repair.change]
        moved = tuple(_moved(present, answer, beside_of(present, asking, repair.change).schedule))
        yield Trade(
            deal=deal,
            change=repair.change,
            difference=repair.difference,
            gain=repair.gain,
            losers=repair.losers,
            winners=repair.winners,
            moved=moved,
            parties=tuple(dict.fromkeys(_parties(present, repair, moved))),
        )


def _moved(present: Present, answer: Answer, beside: Schedule) -> Iterator[MovedCommitment]:
    """The published promises that come later than in the plan `beside`, which the answer is compared with, or are
    broken: what that plan moves without the change is not the trade's doing, as what its deals lose is not."""
    if answer.schedule is None or not present.indexed.promises:
        return
    project = changed_project(present.project, answer.change)
    draft = Draft(project, index_project(project), answer.schedule)
    plain = Draft(present.project, present.indexed, beside)
    before = {(line.deal, line.day): line for line in promise_lines(plain, deal_lines(plain))}
    for line in promise_lines(draft, deal_lines(draft)):
        known = before.get((line.deal, line.day))
        if _ready(line) > (date.min if known is None else _ready(known)) and _ready(line) > line.day:
            agreed = (line.deal, line.day) in project.agreed
            yield MovedCommitment(line.deal, line.day, line.ready, agreed)


def _ready(line: PromiseLine) -> date:
    return date.max if line.ready is None else line.ready


def _parties(present: Present, repair: Repair, moved: Sequence[MovedCommitment]) -> Iterator[Party]:
    """Who must agree: those who decide on the change, the owners of deals that keep less, and both sides of each
    promise that moves."""
    change, project = repair.change, present.project
    if change.kind in ("gate", "substitute", "drop_need"):
        yield Party("customer", change.subject)
        yield _owner(present, change.subject)
    if change.kind == "person" and (team := team_of(project, change.subject)) is not None:
        yield _team(present, team)
    if change.kind == "variant":
        yield _team(present, project.engineering.features[change.subject].team)
    for deal, _amount in repair.losers:
        if not present.deals[deal].placeholder:
            yield _owner(present, deal)
    for promise in moved:
        yield _owner(present, promise.deal)
        if not promise.agreed:
            yield Party("customer", promise.deal)


def _owner(present: Present, deal: str) -> Party:
    return Party("owner", deal, present.deals[deal].owner or "")


def _team(present: Present, team: str) -> Party:
    return Party("team", team, present.project.engineering.teams[team].name)


def best_of(trades: Iterable[Trade]) -> list[Trade]:
    """The trades that no other one is better than, the one worth most first."""
    known = list(trades)
    kept = [one for one in known if not any(_is_better(other, one) for other in known)]
    kept.sort(key=lambda one: (-one.difference.found, len(one.parties), len(one.moved)))
    return kept[:MOST]


def _is_better(one: Trade, other: Trade) -> bool:
    """Whether a trade is as good as another in every respect, and better in one: it is worth as much, asks nobody whom
    the other does not ask, and moves no promise that the other does not move."""
    mine, theirs = (set(one.parties), set(one.moved)), (set(other.parties), set(other.moved))
    as_good = one.difference.found >= other.difference.found and mine[0] <= theirs[0] and mine[1] <= theirs[1]
    return as_good and (one.difference.found, *mine) != (other.difference.found, *theirs)


def together_with(trade: Trade, others: Sequence[Trade]) -> tuple[int, ...]:
    """The numbers of the trades of other deals that take nothing from a trade, and that it takes nothing from."""
    touched = _touched(trade)
    return tuple(
        number for number, other in enumerate(others) if other.deal != trade.deal and not touched & _touched(other)
    )


def _touched(trade: Trade) -> frozenset[tuple[str, str]]:
    """What a trade changes, serves or takes from."""
    kind = {"person": "skill", "people": "skill", "variant": "feature"}.get(trade.change.kind, "deal")
    changed = {(kind, trade.change.subject)} if trade.change.subject else set()
    deals = [trade.deal, *(deal for deal, _amount in trade.losers), *(one.deal for one in trade.moved)]
    return frozenset(changed | {("deal", deal) for deal in deals})
