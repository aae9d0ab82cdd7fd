"""What sales must tell whom: every promise that moves, is made or is withdrawn. No values, no chances to win."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from requirements.language import _, ngettext
from roadmap.compare.changes import Comparison, PromiseMove
from roadmap.plan.document import Plan
from roadmap.views.comparison.names import NamesOfBoth, why
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
        return _("Every promise stands: there is nothing to tell.")
    customers = len({move.deal for move in moves if not move.stands or move.is_missed})
    if not customers:
        still = len({move.deal for move in moves})
        sentence = ngettext(
            "Every promise stands; {n} customer moved its own day, and nothing becomes late by it.",
            "Every promise stands; {n} customers moved their own days, and nothing becomes late by it.",
            still,
        )
        return sentence.format(n=still)
    told = ngettext("{n} customer is to be told something", "{n} customers are to be told something", customers)
    sentences = [told.format(n=customers)]
    if comparison.moved:
        moved = _("promises that change: {n}, of which later or withdrawn: {later}")
        sentences.append(moved.format(later=comparison.broken, n=comparison.moved))
    if comparison.overtaken:
        sentences.append(overtaken(comparison.overtaken))
    standing = len(set(before.promised) & set(after.promised))
    stand = ngettext("{n} promise stands.", "{n} promises stand.", standing).format(n=standing)
    return _("{sentences}. {stand}").format(sentences="; ".join(sentences), stand=stand)


def overtaken(count: int) -> str:
    """How many promises stand and are late all the same."""
    text = ngettext(
        "{n} is too late because the customer moved its own day",
        "{n} are too late because the customers moved their own days",
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
        gate=", ".join(gate_word(move.gate) for move in moves),
        badge=_badge(moves),
        before=_promise(first.day.before, first.release.before),
        after=_promise(first.day.after, first.release.after),
        tell=" ".join(_tell(moves)),
        why=tuple(_reasons(moves, names, is_open=is_open)),
    )


def _reasons(moves: list[PromiseMove], names: NamesOfBoth, *, is_open: bool) -> list[str]:
    """Why gates move alike, as clauses: what the customer did first."""
    first = moves[0]
    if first.is_closed:
        return [_("the gate is behind, or the customer no longer asks for it") if is_open else _("the deal is closed")]
    if first.is_opened:
        return [_("the customer asks for this gate, too") if is_open else _("the deal is new")]
    reasons = list(dict.fromkeys(why(change, names) for move in moves for change in move.reasons))
    if not reasons and first.days is None:
        reasons = [_("the deal is now served") if first.day.before is None else _("the deal is given up")]
    if any(move.gate_day.differs for move in moves):
        reasons.insert(0, _("the customer moved its own day"))
    return reasons


def _promise(day: date | None, release: str | None) -> str:
    return "–" if day is None else long_day(day) if release is None else f"{long_day(day)} ({release})"


def _badge(moves: list[PromiseMove]) -> Badge:
    """What becomes of a promise; one that comes after the customer's day is never green."""
    first = moves[0]
    if first.is_closed:
        return Badge("○", _("No longer asked for"), "quiet")
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
        return _("Late") if is_late else _("In time again") if move.was_late else _("Still in time")
    days = ngettext("{n} day", "{n} days", abs(move.days)).format(n=abs(move.days))
    if move.days > 0:
        return _("{days} later").format(days=days)
    return _("{days} earlier, still late").format(days=days) if is_late else _("{days} earlier").format(days=days)


def _tell(moves: list[PromiseMove]) -> Iterator[str]:
    """The sentences for this customer."""
    first, gates = moves[0], ", ".join(gate_word(move.gate) for move in moves)
    day = first.day.after
    if first.is_closed:
        sentence = _("What was promised for {gates} by {day} need not be kept any more.")
        yield sentence.format(gates=gates, day=_promise(first.day.before, first.release.before))
        return
    for move in moves:
        old, new = move.gate_day.before, move.gate_day.after
        if old is not None and new is not None and old != new:
            sentence = _("The customer's day for {gate} is {new} instead of {old}.")
            yield sentence.format(gate=gate_word(move.gate), new=long_day(new), old=long_day(old))
    if day is None:
        sentence = _("What was promised for {gates} by {day} can no longer be promised.")
        yield sentence.format(gates=gates, day=_promise(first.day.before, first.release.before))
        return
    yield _ready(gates, day, first.release.after)
    if first.day.before is not None and not first.stands:
        yield _("Promised was {day}.").format(day=long_day(first.day.before))
    for move in moves:
        if move.is_late and move.gate_day.after is not None:
            sentence = _("That is {days} after the customer's day for {gate}, {day}.")
            yield sentence.format(days=_days_late(move), gate=gate_word(move.gate), day=long_day(move.gate_day.after))


def _ready(gates: str, day: date, release: str | None) -> str:
    if release is None:
        return _("What is needed for {gates} is there.").format(gates=gates)
    sentence = _("What is needed for {gates} is ready on {day} with {release}.")
    return sentence.format(gates=gates, day=long_day(day), release=release)


def _days_late(move: PromiseMove) -> str:
    days = -(move.slack.after or 0)
    return ngettext("{n} working day", "{n} working days", days).format(n=days)
