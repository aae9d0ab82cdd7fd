"""Repairs: what would serve a deal in time, each planned again from the present plan with the deal served."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from requirements.gate import Gate
from roadmap.explaining.asking.change import ALLOWING, Change, team_of, variant_of
from roadmap.explaining.asking.questions import Answer
from roadmap.explaining.asking.rounds import Asking, Heard
from roadmap.explaining.explained_deal import DealExplained, NeedReady
from roadmap.explaining.present import Present
from roadmap.indexing.deals.demand import providers, ready_maturity
from roadmap.planner.stored.replan import Difference, difference
from roadmap.schedule import Schedule
from roadmap.tuning import TUNING

MOST = 5
"""Repairs that are told."""
MOST_SKILLS, MOST_SUBSTITUTES, MOST_RIVALS = 3, 2, 2
LATER_DAYS = (20, 40)
"""Working days by which the gate is moved where it is not known how late the deal is."""
RIVAL_DAYS = 20
"""Working days by which another deal's gates are moved."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One change after which a deal is served in time: what it changes in value, for the deal and for all others.

    `difference` is the value of the best plan then, less that of the present one; `gain` what the deal keeps more;
    `others` what is left of the difference: other deals, releases and features. `losers` and `winners` are the other
    deals that keep less or more, with the amount. In thousands of the currency.
    """

    change: Change
    value: int
    bound: int | None
    difference: Difference
    gain: int
    others: int
    losers: tuple[tuple[str, int], ...]
    winners: tuple[tuple[str, int], ...]


def candidates(present: Present, deal: DealExplained) -> list[Change]:
    """What might serve a deal in time, what most likely does first; none for a deal that is pinned out or safe."""
    key = deal.line.id
    if deal.safe or deal.pinned_out:
        return []
    gates, found = list(_gates(deal)), list[Change]()
    if deal.deciding is not None and deal.deciding.late is not None:
        found, gates = gates, []
    if deal.deciding is not None:
        wanted = " | ".join(deal.deciding.any_of)
        found.append(Change("drop_need", key, need=_place(deal.deciding), wanted=wanted, served=key))
        found += _substitutes(present, deal, deal.deciding)
    found += [variant_of(present.project, option.feature, served=key) for option in deal.unbuilt]
    found += [*gates, *_people(present, deal)]
    found += _rivals(present, deal)
    found.append(Change(served=key))
    return list(dict.fromkeys(found))


def _place(need: NeedReady) -> tuple[Gate, int]:
    return need.gate, need.position


def _gates(deal: DealExplained) -> Iterator[Change]:
    """Later by as much as it is late, or by some round numbers."""
    late = deal.deciding.late if deal.deciding is not None else None
    for days in (late,) if late is not None and late > 0 else LATER_DAYS:
        yield Change("gate", deal.line.id, amount=days, served=deal.line.id)


def _people(present: Present, deal: DealExplained) -> Iterator[Change]:
    """One more person of the skills that the chain waited for, from the week in which it first did; else of those that
    the missing work takes, from now."""
    waited, since = dict[str, int](), dict[str, date]()
    for step in deal.chain:
        for skill in step.skills:
            waited[skill] = waited.get(skill, 0) + step.waited
            since.setdefault(skill, step.ready - timedelta(days=step.ready.weekday()))
    skills = sorted(waited, key=lambda skill: (-waited[skill], skill))
    features = present.project.engineering.features
    missing = [option.feature for option in deal.unbuilt] + [step.feature for step in deal.chain]
    skills += [skill for key in missing if key in features for item in features[key].work for skill in item.lines]
    known = [skill for skill in dict.fromkeys(skills) if team_of(present.project, skill) is not None]
    for skill in known[:MOST_SKILLS]:
        day = max(since.get(skill, present.plan.as_of), present.plan.as_of)
        yield Change("person", skill, day=day, served=deal.line.id)


def _substitutes(present: Present, deal: DealExplained, need: NeedReady) -> Iterator[Change]:
    """Capabilities that some customer takes for the same need, that the deal does not need anyway and that are there in
    time in this plan."""
    market, calendar = present.project.market, present.project.calendar
    lead = market.lead_time(market.deal(deal.line.id))
    asked = {name for other in deal.needs for name in other.any_of}
    count = 0
    for name in _taken_instead(present, need.any_of):
        if name in asked or name not in market.capabilities or count == MOST_SUBSTITUTES:
            continue
        ready = ready_maturity(present.project, name)
        there = ready is not None and ready.rank >= need.maturity.rank
        able = providers(present.project, name, need.maturity)
        ships = [present.draft.ship_day(present.draft.landings[key]) for key in able if key in present.draft.landings]
        if there or any(calendar.add(day, lead) <= need.day for day in ships):
            count += 1
            wanted = " | ".join(need.any_of)
            yield Change("substitute", deal.line.id, need=_place(need), other=name, wanted=wanted, served=deal.line.id)


def _taken_instead(present: Present, any_of: Sequence[str]) -> list[str]:
    """What deals and profiles name as an alternative to one of some capabilities, what most name first: that two are of
    one kind does not mean that either will do."""
    market, wanted = present.project.market, set(any_of)
    stated = [need.any_of for deal in market.deals.values() for needs in deal.needs.values() for need in needs]
    stated += [
        need.any_of for profile in market.profiles.values() for needs in profile.needs.values() for need in needs
    ]
    counts = Counter(name for names in stated if wanted & set(names) for name in names if name not in wanted)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _rivals(present: Present, deal: DealExplained) -> Iterator[Change]:
    """The deals to which most was lost, with their gates moved."""
    days: dict[str, int] = {}
    for loss in deal.losses:
        for rival in loss.deals:
            days[rival] = days.get(rival, 0) + loss.days
    rivals = sorted((key for key in days if key in present.project.market.deals), key=lambda key: (-days[key], key))
    for rival in rivals[:MOST_RIVALS]:
        yield Change("gate", rival, amount=RIVAL_DAYS, served=deal.line.id)


def try_repairs(asking: Asking, changes: list[Change], *, heard: Heard = lambda _: None) -> None:
    """Ask about all candidates shortly, then round after round those that may become better, until all are proved or
    the time is over: those worth most by the full model where it fits, else with twice the time each.

    Where only the compiled search is of use each round goes on with the better half, but with no fewer than are told.
    What has no plan in the first rounds is not asked about again.
    """
    seconds, turn = TUNING.repair_question, 0
    asked = open_changes = [*asking.unsure, *changes]
    while asked and not asking.over():
        asking.ask(asked, seconds=seconds, heard=heard)
        turn += 1
        open_changes = [
            change for change in open_changes if _is_open(asking.answers.get(change), turn, improves=asking.improves)
        ]
        open_changes.sort(key=lambda change: -_worth(asking.answers.get(change)))
        fit, long = asking.modelled(len(open_changes))
        if fit:
            asked, seconds = open_changes[:fit], long
            continue
        seconds = max(2 * seconds, 0.0 if asking.large else TUNING.least_solving)
        asked = open_changes = open_changes[: max(MOST + 1, len(open_changes) // 2)] if asking.large else open_changes


def _worth(answer: Answer | None) -> float:
    return -math.inf if answer is None or answer.value is None else answer.value


def _is_open(answer: Answer | None, turn: int, *, improves: bool) -> bool:
    if answer is None or answer.value is None:
        return turn < TUNING.repair_turns
    return improves and (answer.bound is None or answer.bound > answer.value)


def _rank(repair: Repair) -> tuple[int, int, int, str, str, str, str]:
    """What is worth most first; of equals the smallest change, then by name, whichever was answered first."""
    change = repair.change
    return (
        -repair.difference.found,
        -repair.value,
        change.amount,
        change.kind,
        change.subject,
        str(change.need),
        change.other,
    )


@dataclass(frozen=True, slots=True)
class Repairs:
    """What was found to serve a deal, the one worth most first: `told`, at most five, and those that are `too_dear`:
    they lose more than the deal can bring, or though they allow more than before, the plan earns more without the
    deal."""

    told: tuple[Repair, ...]
    too_dear: tuple[Repair, ...]


def ranked(present: Present, deal: str, asking: Asking) -> Repairs:
    """The repairs that were found to serve the deal, each kind for each subject once."""
    base = baseline(present, asking)
    found = [
        _repair(base, beside_of(present, asking, change), deal=deal, answer=answer)
        for change, answer in asking.answers.items()
        if change.served == deal
    ]
    repairs = [repair for repair in found if repair is not None]
    repairs.sort(key=_rank)
    once: dict[tuple[str, str], Repair] = {}
    for repair in repairs:
        once.setdefault((repair.change.kind, repair.change.subject), repair)
    brings = present.deals[deal].expected
    told = [repair for repair in once.values() if _pays(repair, brings=brings)]
    return Repairs(tuple(told[:MOST]), tuple(one for one in once.values() if not _pays(one, brings=brings)))


def _pays(repair: Repair, *, brings: int) -> bool:
    """Whether a repair loses no more than the deal can bring; one that allows more than before must lose nothing,
    because the present plan holds with it, too."""
    return repair.difference.found >= (0 if repair.change.kind in ALLOWING else -brings)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the plan is worth without any change, the most that any plan is, and what each deal keeps."""

    value: int
    bound: int | None
    kept: dict[str, int]
    schedule: Schedule


def baseline(present: Present, asking: Asking) -> Standing:
    """The present plan, or a better one that was found on the way: what that gains is no change's merit."""
    known = asking.answers.get(Change())
    bounds = [b for b in (present.bound, None if known is None else known.bound) if b is not None]
    bound = min(bounds, default=None)
    if asking.base is not None and asking.base.value > present.value:
        return Standing(asking.base.value, bound, asking.base.kept, asking.base.schedule)
    return replace(_present(present), bound=bound)


def _present(present: Present) -> Standing:
    return Standing(present.value, None, {key: line.kept for key, line in present.deals.items()}, present.schedule)


def beside_of(present: Present, asking: Asking, change: Change) -> Standing:
    """The plan without a change that its answer is compared with: one that was searched for as long."""
    plain = asking.beside.get(change)
    if plain is None or plain.value <= present.value:
        return _present(present)
    return Standing(plain.value, None, plain.kept, plain.schedule)


def _repair(base: Standing, beside: Standing, *, deal: str, answer: Answer) -> Repair | None:
    if answer.value is None:
        return None
    limits = difference((answer.value, answer.bound), (base.value, base.bound))
    found = replace(limits, found=within(answer.value - beside.value, limits))
    moved = {key: amount - beside.kept.get(key, 0) for key, amount in answer.kept.items()}
    gain = moved.pop(deal)
    return Repair(
        change=answer.change,
        value=answer.value,
        bound=answer.bound,
        difference=found,
        gain=gain,
        others=found.found - gain,
        losers=tuple(sorted(((k, -n) for k, n in moved.items() if n < 0), key=lambda pair: (-pair[1], pair[0]))),
        winners=tuple(sorted(((k, n) for k, n in moved.items() if n > 0), key=lambda pair: (-pair[1], pair[0]))),
    )


def within(found: int, limits: Difference) -> int:
    """What was found, no more and no less than what is proved."""
    least = found if limits.least is None else max(found, limits.least)
    return least if limits.most is None else min(least, limits.most)
