"""The answer panel: always of the same shape, whatever was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from requirements.language import _, enumerated
from roadmap.futures.chances import Chances
from roadmap.operations.session.session_answers import AnswerStep, MovedDeal, PeakWeek, SessionAnswer
from roadmap.plans.document import Plan
from roadmap.views.formats import money, percent, table_day
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge, gate_word
from roadmap.views.workbench.findings import FindingRow, finding_rows
from roadmap.web.meeting.meeting_room import KnownAnswer


@dataclass(frozen=True, slots=True)
class PanelDeal:
    """A deal that gains or loses: its id, who it is, and by how much."""

    id: str
    customer: str
    amount: str


@dataclass(frozen=True, slots=True)
class PanelPromise:
    """A promise that moves: of whom, for which gate, from which day to which, and by how many days."""

    id: str
    customer: str
    gate: str
    before: str
    after: str
    days: str


@dataclass(frozen=True, slots=True)
class PanelTold:
    """Somebody who must be told: the customer, who in sales is responsible (empty: the files do not say), and what."""

    id: str
    customer: str
    owner: str
    what: str


@dataclass(frozen=True, slots=True)
class AnswerPanel:
    """What the gestures of a meeting come to. Every part is always there; a list is empty where nothing is different.
    `state` says how far the answer is."""

    state: Badge
    is_waiting: bool
    value: str
    difference: str
    tone: str
    proof: str
    gained: tuple[PanelDeal, ...]
    lost: tuple[PanelDeal, ...]
    changed: tuple[PanelDeal, ...]
    moved: tuple[PanelPromise, ...]
    tell: tuple[str, ...]
    """Whom to tell: the customer and who in sales is responsible."""
    told: tuple[PanelTold, ...]
    """The same with what to tell them."""
    peak: str
    chance: str
    reason: str
    findings: tuple[FindingRow, ...]


def build_panel(known: KnownAnswer | None, plan: Plan, lookup: Lookup, chances: Chances | None) -> AnswerPanel:
    """Make the panel from what is known."""
    answer = None if known is None else known.answer
    waiting = known is not None and known.is_waiting
    difference = None if answer is None else answer.difference
    moved, tell = _promises(answer, lookup), () if answer is None else answer.tell
    return AnswerPanel(
        state=_state(answer, is_waiting=waiting, is_asked=known is not None),
        is_waiting=waiting,
        value="–" if answer is None or answer.value is None else money(answer.value, answer.currency),
        difference=_difference(answer, difference),
        tone="quiet" if not difference else "good" if difference > 0 else "lost",
        proof=_proof(answer),
        gained=_deals(() if answer is None else answer.gained, lookup, plan),
        lost=_deals(() if answer is None else answer.lost, lookup, plan),
        changed=_deals(() if answer is None else answer.changed, lookup, plan),
        moved=moved,
        tell=tuple(_told(key, lookup) for key in tell),
        told=tuple(_to_tell(key, lookup, [one for one in moved if one.id == key]) for key in tell),
        peak=_peak(answer),
        chance=_running_chance(answer) or _chance(chances),
        reason="" if answer is None else answer.reason,
        findings=finding_rows(() if answer is None else answer.findings),
    )


def _state(answer: SessionAnswer | None, *, is_waiting: bool, is_asked: bool) -> Badge:
    if not is_asked:
        return Badge("●", _("nothing changed yet"), "quiet")
    if answer is None:
        return Badge("…", _("counting"), "quiet")
    ended = _("search ended, a better plan may exist")
    words = {
        AnswerStep.REPAIRED: Badge("◔", _("plan adjusted, search goes on") if is_waiting else ended, "quiet"),
        AnswerStep.BETTER: Badge("◑", _("better plan found, search goes on") if is_waiting else ended, "quiet"),
        AnswerStep.PROVED: Badge("●", _("proved: no plan is better"), "good"),
        AnswerStep.OPEN: Badge("◕", ended, "quiet"),
        AnswerStep.NONE: Badge("✕", _("no plan found"), "lost"),
        AnswerStep.FAULTY: Badge("✕", _("this cannot be changed so"), "lost"),
    }  # fmt: skip
    return words[answer.step]


def _difference(answer: SessionAnswer | None, difference: int | None) -> str:
    if answer is None or difference is None:
        return "–"
    if not difference:
        return _("no difference")
    amount = money(abs(difference), answer.currency)
    return _("{amount} more").format(amount=amount) if difference > 0 else _("{amount} less").format(amount=amount)


def _proof(answer: SessionAnswer | None) -> str:
    """What is known of the difference of the best plans, where that says which is better."""
    if answer is None or answer.least is None or answer.most is None or answer.least < 0 < answer.most:
        return ""
    if answer.least == answer.most:
        return _("Proved: no search can change this difference.")
    sentence = _("The best plans differ by {least} to {most}.")
    return sentence.format(least=_signed(answer.least, answer.currency), most=_signed(answer.most, answer.currency))


def _signed(amount: int, currency: str) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return sign + money(abs(amount), currency)


def _deals(moved: Sequence[MovedDeal], lookup: Lookup, plan: Plan) -> tuple[PanelDeal, ...]:
    return tuple(
        PanelDeal(
            one.deal,
            lookup.customer(one.deal) if one.deal in lookup.deals else one.name,
            _signed((one.after or 0) - (one.before or 0), plan.currency),
        )
        for one in moved
    )


def _promises(answer: SessionAnswer | None, lookup: Lookup) -> tuple[PanelPromise, ...]:
    return tuple(
        PanelPromise(
            one.deal,
            lookup.customer(one.deal),
            gate_word(one.gate),
            "–" if one.before is None else table_day(one.before),
            "–" if one.after is None else table_day(one.after),
            "" if one.days is None else f"{one.days:+d}".replace("-", "−"),
        )
        for one in (() if answer is None else answer.moved)
    )


def _told(key: str, lookup: Lookup) -> str:
    line = lookup.deals.get(key)
    if line is None or not line.owner:
        return lookup.customer(key)
    return _("{customer}, by {owner}").format(customer=line.customer, owner=line.owner)


def _to_tell(key: str, lookup: Lookup, moved: Sequence[PanelPromise]) -> PanelTold:
    """What somebody must be told: which promises move, or that the deal is given up."""
    sentence = _("{gates}: {before} -> {after}")
    texts = [sentence.format(gates=one.gate, before=one.before, after=one.after) for one in moved]
    line = lookup.deals.get(key)
    owner = "" if line is None else line.owner or ""
    return PanelTold(key, lookup.customer(key), owner, enumerated(texts) or _("given up"))


def _peak(answer: SessionAnswer | None) -> str:
    if answer is None or answer.peak is None:
        return "–"
    after = _week(answer.peak)
    if answer.base_peak is None or answer.base_peak == answer.peak:
        return after
    return _("{after}, instead of {before}").format(after=after, before=_week(answer.base_peak))


def _week(peak: PeakWeek) -> str:
    sentence = _("{n} person-days in the week of {day}")
    return sentence.format(n=peak.used, day=table_day(peak.monday))


def _running_chance(answer: SessionAnswer | None) -> str:
    """How sure the target is with the plan that was found, and with that of the folder as it is; empty where that is
    not known."""
    if answer is None or answer.chance is None or answer.base_chance is None:
        return ""
    if answer.chance == answer.base_chance:
        return percent(answer.chance)
    sentence = _("{after}, instead of {before}")
    return sentence.format(after=percent(answer.chance), before=percent(answer.base_chance))


def _chance(chances: Chances | None) -> str:
    """How sure the target is in the plan as it is; empty for a plan that was not simulated."""
    chance = None if chances is None or chances.revenue is None else chances.revenue.total.chance
    if chance is None:
        return ""
    return _("{chance} for the plan as it is; `roadmap simulate` counts it anew").format(chance=percent(float(chance)))
