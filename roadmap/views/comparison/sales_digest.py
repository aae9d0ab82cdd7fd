"""What sales must tell whom: every promise that moves, is made or is withdrawn. No values, no chances to win."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from requirements.language import _, bracketed, enumerated, follow_on, ngettext
from roadmap.comparing.comparison import Comparison, PromiseMove
from roadmap.plans.document import Plan
from roadmap.views.comparison.compared_names import NamesOfBoth, why
from roadmap.views.formats import long_day, table_day
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


def build_sales(comparison: Comparison, before: Plan, after: Plan, names: NamesOfBoth) -> SalesView:
    """What sales must tell whom; gates of a deal that move alike are told at once."""
    owners = {deal.id: deal.owner or "" for plan in (before, after) for deal in plan.deals}
    groups = _alike(comparison.promises)
    groups.sort(key=lambda m: (owners[m[0].deal], names.customer(m[0].deal), m[0].gate.rank))
    both = {deal.id for deal in before.deals} & {deal.id for deal in after.deals}
    lines = tuple(_line(own, owners[own[0].deal], names, is_open=own[0].deal in both) for own in groups)
    return SalesView(statement=_statement(comparison, before, after), lines=lines)


def _alike(moves: tuple[PromiseMove, ...]) -> list[list[PromiseMove]]:
    """The moves of a deal that have the same days are one promise; each day that a customer moved is told alone."""
    alike: dict[object, list[PromiseMove]] = {}
    for move in moves:
        alone = move.gate if move.stands else (move.is_opened, move.is_closed)
        alike.setdefault((move.deal, move.day, move.release, alone), []).append(move)
    return list(alike.values())


def _statement(comparison: Comparison, before: Plan, after: Plan) -> str:
    """How many customers are to be told something, and how many promises of the first plan stand."""
    moves = [move for move in comparison.promises if not move.is_closed]
    if not moves:
        return _("All promises are unchanged. Sales has nothing to tell.")
    customers = len({move.deal for move in moves if not move.stands or move.is_missed})
    if not customers:
        still = len({move.deal for move in moves})
        sentence = ngettext(
            "All promises are unchanged. {n} customer moved its own date, and nothing becomes late.",
            "All promises are unchanged. {n} customers moved their own dates, and nothing becomes late.",
            still,
        )
        return sentence.format(n=still)
    told = ngettext("Sales must inform {n} customer.", "Sales must inform {n} customers.", customers)
    moved = ngettext(
        "{n} promise changes; {later} moves to a later day or is withdrawn.",
        "{n} promises change; {later} of them move to a later day or are withdrawn.",
        comparison.moved,
    )
    standing = len(set(before.promised) & set(after.promised))
    stand = ngettext("{n} promise is unchanged.", "{n} promises are unchanged.", standing)
    return follow_on(
        told.format(n=customers),
        moved.format(n=comparison.moved, later=comparison.broken) if comparison.moved else "",
        overtaken(comparison.overtaken) if comparison.overtaken else "",
        stand.format(n=standing),
    )


def overtaken(count: int) -> str:
    """How many promises stand and are late all the same."""
    text = ngettext(
        "{n} promise is too late because the customer moved its own date.",
        "{n} promises are too late because the customers moved their own dates.",
        count,
    )
    return text.format(n=count)


def _line(moves: list[PromiseMove], owner: str, names: NamesOfBoth, *, is_open: bool) -> SalesLine:
    """What a deal is told of gates that move alike; `is_open`: both plans know the deal as open."""
    first = moves[0]
    return SalesLine(
        owner=owner,
        customer=names.customer(first.deal),
        deal=names.deal(first.deal),
        gate=enumerated(gate_word(move.gate) for move in moves),
        badge=_badge(moves),
        before=_promise_cell(first.day.before, first.release.before),
        after=_promise_cell(first.day.after, first.release.after),
        tell=follow_on(*_tell(moves)),
        why=tuple(_reasons(moves, names, is_open=is_open)),
    )


def _reasons(moves: list[PromiseMove], names: NamesOfBoth, *, is_open: bool) -> list[str]:
    """Why gates move alike, as clauses: what the customer did first."""
    first = moves[0]
    if first.is_closed:
        return [
            _("The gate has passed, or the customer no longer asks for it.") if is_open else _("The deal is closed.")
        ]
    if first.is_opened:
        return [_("The customer also asks for this gate.") if is_open else _("The deal is new.")]
    reasons = list(dict.fromkeys(why(change, names) for move in moves for change in move.reasons))
    if not reasons and first.days is None:
        reasons = [_("The deal is now served.") if first.day.before is None else _("The deal is given up.")]
    if any(move.gate_day.differs for move in moves):
        reasons.insert(0, _("The customer moved its own date."))
    return reasons


def _promise(day: date | None, release: str | None) -> str:
    return "–" if day is None else bracketed(long_day(day), release or "")


def _promise_cell(day: date | None, release: str | None) -> str:
    return "–" if day is None else bracketed(table_day(day), release or "")


def _badge(moves: list[PromiseMove]) -> Badge:
    """What becomes of a promise; one that comes after the customer's day is never green."""
    first = moves[0]
    if first.is_closed:
        return Badge("○", _("No longer needed"), "quiet")
    if first.day.after is None:
        return Badge("✕", _("Withdrawn"), "lost")
    is_late = any(move.is_late for move in moves)
    word = _change(first, is_late=is_late)
    if is_late or (first.days or 0) > 0:
        return Badge("◆", word, "late")
    if first.stands and not first.was_late:
        return Badge("○", word, "quiet")
    return Badge("●", word, "good")


def _change(move: PromiseMove, *, is_late: bool) -> str:
    if move.days is None:
        return _("New, late") if is_late else _("New")
    if move.stands:
        return _("Late") if is_late else _("On time again") if move.was_late else _("Still on time")
    days = abs(move.days)
    if move.days > 0:
        return ngettext("{n} day later", "{n} days later", days).format(n=days)
    if is_late:
        return ngettext("{n} day earlier, still late", "{n} days earlier, still late", days).format(n=days)
    return ngettext("{n} day earlier", "{n} days earlier", days).format(n=days)


def _tell(moves: list[PromiseMove]) -> Iterator[str]:
    """The sentences for this customer."""
    first, gates = moves[0], enumerated(gate_word(move.gate) for move in moves)
    day = first.day.after
    if first.is_closed:
        sentence = _("The promise for {gates} by {day} is no longer needed.")
        yield sentence.format(gates=gates, day=_promise(first.day.before, first.release.before))
        return
    for move in moves:
        old, new = move.gate_day.before, move.gate_day.after
        if old is not None and new is not None and old != new:
            sentence = _("The customer's date for {gate} is {new} instead of {old}.")
            yield sentence.format(gate=gate_word(move.gate), new=long_day(new), old=long_day(old))
    if day is None:
        sentence = _("The promise for {gates} by {day} can no longer be made.")
        yield sentence.format(gates=gates, day=_promise(first.day.before, first.release.before))
        return
    yield _ready(gates, day, first.release.after)
    if first.day.before is not None and not first.stands:
        yield _("The promise was {day}.").format(day=long_day(first.day.before))
    for move in moves:
        if move.is_late and move.gate_day.after is not None:
            yield _days_late(move, move.gate_day.after)


def _ready(gates: str, day: date, release: str | None) -> str:
    if release is None:
        return _("Everything needed for {gates} is ready already.").format(gates=gates)
    sentence = _("Everything needed for {gates} is ready on {day} with {release}.")
    return sentence.format(gates=gates, day=long_day(day), release=release)


def _days_late(move: PromiseMove, wanted: date) -> str:
    days = -(move.slack.after or 0)
    text = ngettext(
        "This is {n} working day after the customer's date for {gate}, {day}.",
        "This is {n} working days after the customer's date for {gate}, {day}.",
        days,
    )
    return text.format(n=days, gate=gate_word(move.gate), day=long_day(wanted))
