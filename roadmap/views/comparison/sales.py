"""What sales must tell whom: every promise that moves, is made or is withdrawn. No values, no chances to win."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.language import _, ngettext
from roadmap.compare.changes import Comparison, PromiseMove
from roadmap.plan.document import Plan
from roadmap.views.comparison.names import Names, why
from roadmap.views.formats import long_day
from roadmap.views.words import Badge, gate_word


@dataclass(frozen=True, slots=True)
class SalesLine:
    """One thing to tell one customer: what was promised, what holds now, and why. It is about this deal alone."""

    owner: str
    customer: str
    deal: str
    gate: str
    badge: Badge
    before: str
    after: str
    tell: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SalesView:
    """The digest for sales, by owner, customer and gate."""

    statement: str
    lines: tuple[SalesLine, ...]


def build_sales(comparison: Comparison, before: Plan, after: Plan, names: Names) -> SalesView:
    """What sales must tell whom; gates of a deal that move alike are told at once."""
    owners = {deal.id: deal.owner or "" for plan in (before, after) for deal in plan.deals}
    alike: dict[object, list[PromiseMove]] = {}
    for move in comparison.promises:
        alike.setdefault((move.deal, move.day, move.release), []).append(move)
    moves = sorted(alike.values(), key=lambda m: (owners[m[0].deal], names.customer(m[0].deal), m[0].gate.rank))
    lines = tuple(_line(own, owners[own[0].deal], names) for own in moves)
    return SalesView(statement=_statement(comparison, after), lines=lines)


def _statement(comparison: Comparison, after: Plan) -> str:
    if not comparison.promises:
        return _("Every promise stands: there is nothing to tell.")
    customers = len({move.deal for move in comparison.promises})
    later = sum(move.is_broken for move in comparison.promises)
    promised = sum(promise.release is not None for deal in after.deals for promise in deal.promises)
    standing = promised - sum(move.day.after is not None for move in comparison.promises)
    told = ngettext("{n} customer is to be told something", "{n} customers are to be told something", customers)
    return _("{told}; {later} of {moves} promises become later or are withdrawn. {standing} promises stand.").format(
        told=told.format(n=customers), later=later, moves=len(comparison.promises), standing=standing
    )


def _line(moves: list[PromiseMove], owner: str, names: Names) -> SalesLine:
    first = moves[0]
    reasons = dict.fromkeys(why(change, names) for move in moves for change in move.reasons)
    if not reasons and first.days is None:
        reasons = {_("the deal is now served") if first.day.before is None else _("the deal is no longer served"): None}
    return SalesLine(
        owner=owner,
        customer=names.customer(first.deal),
        deal=names.deal(first.deal),
        gate=", ".join(gate_word(move.gate) for move in moves),
        badge=_badge(first),
        before=_promise(first.day.before, first.release.before),
        after=_promise(first.day.after, first.release.after),
        tell=_tell(moves),
        why=tuple(reasons),
    )


def _promise(day: date | None, release: str | None) -> str:
    return "–" if day is None else f"{long_day(day)} ({release})"


def _badge(move: PromiseMove) -> Badge:
    if move.day.after is None:
        return Badge("✕", _("Withdrawn"), "lost")
    if move.days is None:
        return Badge("●", _("New"), "good")
    days = ngettext("{n} day", "{n} days", abs(move.days)).format(n=abs(move.days))
    if move.days > 0:
        return Badge("◆", _("{days} later").format(days=days), "late")
    return Badge("●", _("{days} earlier").format(days=days), "good")


def _tell(moves: list[PromiseMove]) -> str:
    """The sentence for this customer."""
    first, gates = moves[0], ", ".join(gate_word(move.gate) for move in moves)
    day = first.day.after
    if day is None:
        return _("What was promised for {gates} by {day} can no longer be promised.").format(
            gates=gates, day=_promise(first.day.before, first.release.before)
        )
    said = _("What is needed for {gates} is ready on {day} with {release}.").format(
        gates=gates, day=long_day(day), release=first.release.after
    )
    if first.day.before is not None:
        said += " " + _("Promised was {day}.").format(day=long_day(first.day.before))
    late = [move for move in moves if day > move.gate_day.after]
    for move in late:
        sentence = _("That is after the customer's day for {gate}, {day}.")
        said += " " + sentence.format(gate=gate_word(move.gate), day=long_day(move.gate_day.after))
    return said
