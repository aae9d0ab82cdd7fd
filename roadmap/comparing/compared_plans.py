"""Two plans side by side: promises, deals, releases, features, moves and money. Nothing is planned again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requirements.gate import Gate
from roadmap.comparing.accounts import accounts_of, money_of
from roadmap.comparing.changed_inputs import input_changes
from roadmap.comparing.comparison import Comparison, DealChange, FeatureChange, PromiseMove, ReleaseChange
from roadmap.comparing.moves import moves_of
from roadmap.comparing.pairs import DifferenceKind, Pair, PlanChange
from roadmap.comparing.reasons import reasons_for
from roadmap.comparing.sides import Side, side_of
from roadmap.plans.deals import DealLine, GateLine, Promise
from roadmap.plans.document import FeatureLine, Plan


def compare_plans(before: Plan, after: Plan) -> Comparison:
    """What is different in the second plan; a plan compared with itself is empty, and turning round is exact."""
    one, two = side_of(before), side_of(after)
    return Comparison(
        promises=tuple(_promises(one, two)),
        deals=tuple(_deals(one, two)),
        releases=tuple(_releases(one, two)),
        features=tuple(_features(one, two)),
        moves=tuple(moves_of(before, after)),
        money=tuple(money_of(before, after)),
        accounts=tuple(accounts_of(one, two)),
        input=tuple(input_changes(one, two)),
    )


def _promises(one: Side, two: Side) -> Iterator[PromiseMove]:
    """Promises of deals that are open in one of the plans or both, gate by gate.

    What was there before the plan, or has shipped, needs no release: such a promise is told where the deal is given up
    or now served, where the customer needs something else, and where it is late.
    """
    for key in sorted(one.deals.keys() | two.deals.keys()):
        old, new = one.deals.get(key), two.deals.get(key)
        asked, asks = _gates(old), _gates(new)
        given, kept = _given(old), _given(new)
        for gate in sorted(asked.keys() | asks.keys(), key=lambda gate: gate.rank):
            lines, promises = Pair(asked.get(gate), asks.get(gate)), Pair(given.get(gate), kept.get(gate))
            reasons = reasons_for(key, gate, one, two) if gate in asked and gate in asks else ()
            move = _move(key, gate, lines, promises, reasons=reasons)
            if _is_told(move, has_shipped=_is_there(promises.before) or _is_there(promises.after)):
                yield move


def _move(
    deal: str,
    gate: Gate,
    lines: Pair[GateLine | None],
    promises: Pair[Promise | None],
    *,
    reasons: tuple[PlanChange, ...],
) -> PromiseMove:
    was, now = promises.before, promises.after
    return PromiseMove(
        deal=deal,
        gate=gate,
        gate_day=Pair(lines.before.day if lines.before else None, lines.after.day if lines.after else None),
        day=Pair(was.day if was else None, now.day if now else None),
        release=Pair(was.release if was else None, now.release if now else None),
        slack=Pair(_slack(lines.before, was), _slack(lines.after, now)),
        reasons=reasons,
    )


def _slack(line: GateLine | None, promise: Promise | None) -> int | None:
    return line.slack if line is not None and promise is not None else None


def _gates(deal: DealLine | None) -> dict[Gate, GateLine]:
    return {} if deal is None else {line.gate: line for line in deal.gates}


def _is_told(move: PromiseMove, *, has_shipped: bool) -> bool:
    """Whether anybody must be told; `has_shipped`: one of the plans needs no release for it."""
    if move.day.before is None or move.day.after is None:
        return move.day.differs
    if has_shipped and not move.is_late and not move.was_late:
        needs_other = any(change.kind is DifferenceKind.NEED for change in move.reasons)
        return needs_other and move.release.differs
    return move.day.differs or move.gate_day.differs


def _given(deal: DealLine | None) -> dict[Gate, Promise]:
    return {} if deal is None else {promise.gate: promise for promise in deal.promises}


def _is_there(promise: Promise | None) -> bool:
    return promise is not None and promise.release is None


def _deals(one: Side, two: Side) -> Iterator[DealChange]:
    for key in sorted(one.deals.keys() | two.deals.keys()):
        old, new = one.deals.get(key), two.deals.get(key)
        change = DealChange(
            deal=key,
            status=Pair(old.status if old else None, new.status if new else None),
            expected=Pair(old.expected if old else 0, new.expected if new else 0),
            kept=Pair(old.kept if old else 0, new.kept if new else 0),
        )
        if change.status.differs or change.expected.differs or change.kept.differs:
            yield change


def _releases(one: Side, two: Side) -> Iterator[ReleaseChange]:
    for key in sorted(one.releases.keys() | two.releases.keys()):
        old, new = one.releases.get(key), two.releases.get(key)
        held, holds = set(old.features if old else ()), set(new.features if new else ())
        change = ReleaseChange(
            release=key,
            used=Pair(old is not None and old.used, new is not None and new.used),
            ship=Pair(old.ship if old else None, new.ship if new else None),
            only=Pair(tuple(sorted(held - holds)), tuple(sorted(holds - held))),
        )
        if change.used.differs or change.ship.differs or change.only.differs:
            yield change


def _features(one: Side, two: Side) -> Iterator[FeatureChange]:
    for key in sorted(one.features.keys() | two.features.keys()):
        old, new = one.features.get(key), two.features.get(key)
        change = FeatureChange(
            feature=key,
            release=Pair(old.release if old else None, new.release if new else None),
            first=Pair(_first(old), _first(new)),
            last=Pair(_last(old), _last(new)),
        )
        if change.release.differs or change.first.differs or change.last.differs:
            yield change


def _first(line: FeatureLine | None) -> date | None:
    return min((work.first for work in line.work), default=None) if line else None


def _last(line: FeatureLine | None) -> date | None:
    return max((work.last for work in line.work), default=None) if line else None
