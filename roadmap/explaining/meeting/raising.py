"""Raising questions: what a meeting could be asked about a plan, what most likely matters first.

Chances come from the input where it states them. Effort: low, likely and high have the weights 1/6, 4/6 and 1/6, with
which the branches have the mean of the beta-PERT distribution that is planned with. Estimated gates: a spread of n days
says that 8 of 10 lie within n days, so the tenth and the ninetieth percentile stand for three tenths each and the
median for four (Swanson's mean; Keefer and Bodily, Three-point approximations for continuous random variables,
Management Science 29, 1983). Where the input states no chance at all, that somebody gives way has the chance of
`policy: agenda: gives_way`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from requirements.deal import gates_ahead
from requirements.gate import Importance, Stage
from roadmap.explaining.explained_deal import explain_deal
from roadmap.explaining.meeting.meeting_questions import MeetingBranch, MeetingQuestion
from roadmap.explaining.present import Present
from roadmap.explaining.repairs import candidates
from roadmap.explaining.spreads import gates_spread
from roadmap.plans.deals import DealLine

WON = (Stage.WON, Stage.DELIVERY, Stage.ACCEPTED)
LONG, SHORT = 10, 5
"""Minutes that a question takes: about work or the whole deal, and about one need or gate."""
Weighed = tuple[float, MeetingQuestion]


def raise_questions(present: Present) -> list[MeetingQuestion]:
    """All questions, those about which most money hangs first, by a guess that costs no search."""
    found, still_open = [*_of_effort(present)], present.project.market.open_deals()
    for line in present.deals.values():
        if line.placeholder or line.id not in still_open or line.stage in WON:
            continue
        found += [
            *_of_gates(present, line),
            *_of_winning(line),
            *_of_wishes(present, line),
            *_of_repairs(present, line),
        ]
    once = {question.id: (weight, question) for weight, question in sorted(found, key=lambda one: one[0])}
    ranked = sorted(once.values(), key=lambda one: (-one[0], one[1].id))
    return [question for _weight, question in ranked]


def _of_effort(present: Present) -> Iterator[Weighed]:
    """Work that has not begun and whose effort is a range."""
    engineering = present.project.engineering
    for key, feature in engineering.features.items():
        efforts = [item.effort for item in feature.work if item.effort is not None]
        low, likely, high = (float(sum(getattr(one, word) for one in efforts)) for word in ("low", "likely", "high"))
        if low == high or key in engineering.progress:
            continue
        line = present.features.get(key)
        money = sum(present.deals[deal].kept for deal in line.deals) if line is not None else _wanting(present, key)
        branches = (
            MeetingBranch("low", Fraction(1, 6), low),
            MeetingBranch("likely", Fraction(4, 6), likely),
            MeetingBranch("high", Fraction(1, 6), high),
        )
        owner = engineering.teams[feature.team].name
        weight = money * (high - low) / (4 * max(1.0, likely))
        yield weight, MeetingQuestion(f"effort:{key}", "effort", key, branches, LONG, owner)


def _wanting(present: Present, feature: str) -> int:
    """What the deals are expected to bring that are not served and need what a feature provides."""
    provides = set(present.project.engineering.features[feature].provides)
    return sum(
        line.expected - line.kept
        for line in present.deals.values()
        if any(provides.intersection(need.any_of) and not need.met for need in line.needs)
    )


def _of_gates(present: Present, line: DealLine) -> Iterator[Weighed]:
    """Gates that are estimates."""
    deal = present.project.market.deals[line.id]
    if not set(deal.estimated) & set(gates_ahead(deal)):
        return
    earlier, later = gates_spread(line.id, present.project)
    branches = (
        MeetingBranch("earlier", Fraction(3, 10), -earlier),
        MeetingBranch("stated", Fraction(4, 10)),
        MeetingBranch("later", Fraction(3, 10), later),
    )
    gate = next(gate for gate in gates_ahead(deal) if gate in deal.estimated)
    yield (
        line.expected / 2,
        MeetingQuestion(f"gate:{line.id}", "gate", line.id, branches, SHORT, line.owner or "", gate),
    )


def _of_winning(line: DealLine) -> Iterator[Weighed]:
    """Whether a deal will be won."""
    chance = Fraction(line.win_probability).limit_denominator(10_000)
    if 0 < chance < 1:
        branches = MeetingBranch("won", chance), MeetingBranch("lost", 1 - chance)
        weight = float(line.value * chance * (1 - chance)) / 2
        yield weight, MeetingQuestion(f"win:{line.id}", "win", line.id, branches, LONG, line.owner or "")


def _giving_way(present: Present, word: str, other: str, amount: float = 0) -> tuple[MeetingBranch, ...]:
    """Whether somebody gives way: the word for that they do not, and the one for that they do."""
    chance = present.project.header.policy.agenda.gives_way
    return MeetingBranch(word, 1 - chance), MeetingBranch(other, chance, amount)


def _of_wishes(present: Present, line: DealLine) -> Iterator[Weighed]:
    """Needs that are nice to have, have no price, and are not met."""
    gives_way = present.project.header.policy.agenda.gives_way
    for need in line.needs if gives_way else ():
        if need.importance is Importance.NICE and not need.met:
            wanted = " | ".join(need.any_of)
            branches = _giving_way(present, "nothing", "matters")
            key = f"wish:{line.id}:{need.gate.value}:{'|'.join(need.any_of)}"
            question = MeetingQuestion(key, "wish", line.id, branches, SHORT, line.owner or "", need.gate, wanted)
            yield line.expected * float(gives_way) / 10, question


def _of_repairs(present: Present, line: DealLine) -> Iterator[Weighed]:
    """What the customer of a deal that is late or given up could give: the need that decides, something else for it,
    or time."""
    missed, gives_way = line.expected - line.kept, present.project.header.policy.agenda.gives_way
    for change in candidates(present, explain_deal(present, line.id)) if gives_way else ():
        if change.subject != line.id or change.kind not in ("gate", "drop_need", "substitute"):
            continue
        gate = None if change.need is None else change.need[0]
        weight, owner = float(missed * gives_way), line.owner or ""
        where = "" if gate is None else f":{gate.value}:{change.wanted.replace(' ', '')}"
        if change.kind == "gate":
            branches = _giving_way(present, "no", "yes", change.amount)
            found = MeetingQuestion(f"wait:{line.id}:{change.amount}", "wait", line.id, branches, SHORT, owner)
        elif change.kind == "drop_need":
            branches = _giving_way(present, "needed", "not_needed")
            found = MeetingQuestion(
                f"need:{line.id}{where}", "need", line.id, branches, SHORT, owner, gate, change.wanted
            )
        else:
            branches = _giving_way(present, "refused", "taken")
            found = MeetingQuestion(
                f"substitute:{line.id}{where}:{change.other}", "substitute", line.id, branches, SHORT, owner, gate,
                change.wanted, change.other,
            )  # fmt: skip
        yield weight, found
