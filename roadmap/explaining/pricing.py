"""Prices: what one more person of each skill is worth, what each slip costs, what each release and promise is worth.

Each is a plan made again from the present one with one thing changed. Where the two plans are not both proved, a price
is an interval: the best plan after the change is worth something between its value and its bound, and so is the present
one. What only takes something away (a slip, a release less) can gain nothing, and more people can cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from roadmap.explaining.asking.agenda import Agenda
from roadmap.explaining.asking.change import Change, slipping, team_of
from roadmap.explaining.asking.pairing import SeenRange, seen_of
from roadmap.explaining.asking.questions import Answer
from roadmap.explaining.asking.rounds import Asking, Heard, known_of
from roadmap.explaining.present import Present
from roadmap.explaining.repairs import Standing, baseline, beside_of, within
from roadmap.planner.stored.replan import Difference, difference
from roadmap.schedule import Schedule
from roadmap.tuning import TUNING

SLIPS = (10, 20, 40)
"""Working days of 2, 4 and 8 weeks."""
GAINING = frozenset({"person", "people", "no_promise"})
"""Changes that allow more than before; `slip` and `no_release` allow less."""


@dataclass(frozen=True, slots=True)
class Price:
    """One change, and by how much the best plan is worth more then (less, if negative), in thousands of the currency.

    `losers` and `winners` are the deals that keep less or more, with the amount. `difference` is None where no plan was
    found: what is pinned cannot hold then, or the time was too short; `asked` says whether there was any.
    """

    change: Change
    difference: Difference | None
    asked: bool
    losers: tuple[tuple[str, int], ...] = ()
    winners: tuple[tuple[str, int], ...] = ()
    seen: SeenRange | None = None


def skill_changes(present: Present) -> list[Change]:
    """One more person of each skill that work asks for, from now and from the next quarter, and all of them at once."""
    skills = [line.id for line in present.plan.skills if team_of(present.project, line.id) is not None]
    days = [present.plan.as_of, *next_quarter(present)]
    single = [Change("person", skill, day=day) for day in days for skill in skills]
    return single if len(skills) < 2 else [*(Change("people", day=day) for day in days), *single]


def next_quarter(present: Present) -> Iterator[date]:
    """The first working day of the next quarter, if the plan reaches it."""
    day = present.plan.as_of
    begins = (day.month - 1) // 3 * 3 + 4
    first = date(day.year + begins // 13, begins % 12, 1)
    working = present.project.calendar.next_working(first)
    if working is not None and working <= present.plan.horizon:
        yield working


def release_changes(present: Present) -> list[Change]:
    """Each release that the plan uses and that nothing but its worth keeps: it is not fixed, and nothing is pinned to
    it."""
    held = {feature.release for feature in present.indexed.problem.features if feature.release is not None}
    free = {key for number, key in enumerate(present.indexed.names.releases) if number not in held}
    return [
        Change("no_release", line.id)
        for line in present.plan.releases
        if line.used and not line.fixed and not line.past and line.id in free
    ]


def promise_changes(present: Present) -> list[Change]:
    """Each deal to which something is published that can still be kept or broken, the dearest to break first."""
    prices = breaking_prices(present)
    return [Change("no_promise", deal) for deal in sorted(prices, key=lambda deal: (-prices[deal], deal))]


def breaking_prices(present: Present) -> dict[str, int]:
    """What breaking all that is published to a deal would cost at most, by deal id."""
    prices: dict[str, int] = {}
    for priced in present.indexed.promises:
        prices[priced.published.deal] = prices.get(priced.published.deal, 0) + priced.prices[-1]
    return prices


def slip_changes(present: Present) -> list[Change]:
    """Each feature that is built, whose work has not all begun, by each number of days; those most count on first."""
    keys = [
        key
        for key, feature in present.features.items()
        if key in present.draft.placements and any(work.status == "planned" for work in feature.work)
    ]
    keys.sort(key=lambda key: (-sum(present.deals[deal].kept for deal in present.features[key].deals), key))
    return [Change("slip", key, amount=days) for days in (SLIPS[1], SLIPS[0], SLIPS[2]) for key in keys]


def ask_prices(asking: Asking, changes: list[Change], *, processes: int, heard: Heard = lambda _: None) -> None:
    """Ask about all changes: each shortly first, so that every price is there early, then with all the time left.

    Before that the plan without any change is improved, once: what would have been found anyway has no price. A large
    plan has an order of its own, see `roadmap.explaining.asking.agenda`.
    """
    if asking.large:
        Agenda(asking, processes=processes, heard=heard).ask_in_order(changes)
        return
    unsure = asking.unsure
    if unsure and Change() not in asking.answers:
        asking.ask(
            unsure, seconds=max(TUNING.price_short_seconds, TUNING.price_base_share * asking.left()), heard=heard
        )
    asking.ask([*unsure, *changes], seconds=TUNING.price_short_seconds, heard=heard)
    open_changes = [*unsure, *changes]
    while open_changes and not asking.over():
        seconds = max(TUNING.least_solving, TUNING.price_spare * asking.left() * processes / len(open_changes))
        asking.ask(open_changes, seconds=seconds, heard=heard)
        open_changes = [change for change in open_changes if not _is_proved(asking.answers.get(change))]


def _is_proved(answer: Answer | None) -> bool:
    return answer is not None and answer.value is not None and answer.value == answer.bound


def prices_of(present: Present, changes: list[Change], asking: Asking) -> list[Price]:
    """The prices of changes that were asked about, in their order."""
    base, breaking = baseline(present, asking), breaking_prices(present)
    prices = [_with_seen(_paired(present, base, change, asking), asking) for change in changes]
    return [_promise(price, breaking) if price.change.kind == "no_promise" else price for price in prices]


def _with_seen(price: Price, asking: Asking) -> Price:
    """A price with what paired searches brought, and at least and at most what is told as found."""
    found, (without, after) = price.difference, asking.paired.get(price.change, ((), ()))
    seen = seen_of(without, after, gaining=price.change.kind in GAINING)
    if seen is None or found is None or found.proved:
        return price
    least, most = min(seen.least, found.found), max(seen.most, found.found)
    return replace(price, seen=replace(seen, least=least, most=most))


def _promise(price: Price, breaking: dict[str, int]) -> Price:
    """The price of a promise, which is no more than what breaking it costs, be it asked about or not."""
    found, most = price.difference or Difference(0, 0, None), breaking[price.change.subject]
    most = most if found.most is None else min(most, found.most)
    return replace(price, difference=replace(found, most=most, found=min(found.found, most)), asked=True)


def _paired(present: Present, base: Standing, change: Change, asking: Asking) -> Price:
    """The price of a change, found by comparing two plans that were searched for alike.

    A plan that needs nothing of what a change takes away holds after it, so that what is better without the change is
    better with it, too.
    """
    answer = known_of(change, asking.answers)
    if change.kind not in GAINING and _holds(present, change, base.schedule):
        bound = None if answer is None else answer.bound
        return _price(base, base, change, Answer(change, base.schedule, base.value, bound, base.kept))
    if answer is not None and answer.value is None and change.kind in GAINING:
        return _price(base, base, change, replace(answer, value=base.value, kept=base.kept))
    if answer is None or answer.value is None:
        return Price(change, None, asked=answer is not None)
    beside = base if answer.value >= base.value else beside_of(present, asking, answer.change)
    return _price(base, beside, change, answer)


def _holds(present: Present, change: Change, schedule: Schedule) -> bool:
    """Whether a schedule of the present problem needs nothing of what a slip or a release less takes away."""
    names, problem = present.indexed.names, present.indexed.problem
    if change.kind == "no_release":
        gone = names.releases.index(change.subject)
        return all(placement is None or placement.release != gone for placement in schedule.placements)
    if change.kind != "slip":
        return False
    feature = names.position(change.subject)
    placement, item = schedule.placements[feature], slipping(problem, feature)
    if placement is None or item is None:
        return True
    start = placement.starts[problem.features[feature].items.index(item)]
    return start >= present.windows.earliest[item] + change.amount


def _price(base: Standing, beside: Standing, change: Change, answer: Answer) -> Price:
    value, bound, kept = answer.value or 0, answer.bound, answer.kept
    if change.kind in GAINING and value < base.value:
        value, kept, beside = base.value, base.kept, base  # the present plan holds then, too
    if change.kind not in GAINING:
        bounds = [limit for limit in (bound, base.bound) if limit is not None]
        bound = min(bounds, default=None)
    limits = difference((value, bound), (base.value, base.bound))
    found = replace(limits, found=within(value - beside.value, limits))
    found = _allowed(found, gaining=change.kind in GAINING)
    moved = {key: amount - beside.kept.get(key, 0) for key, amount in kept.items()}
    losers = sorted(((key, -n) for key, n in moved.items() if n < 0), key=lambda pair: (-pair[1], pair[0]))
    winners = sorted(((key, n) for key, n in moved.items() if n > 0), key=lambda pair: (-pair[1], pair[0]))
    return Price(change, found, asked=True, losers=tuple(losers), winners=tuple(winners))


def _allowed(found: Difference, *, gaining: bool) -> Difference:
    """The interval cut at 0 on the side that the kind of change rules out."""
    if gaining:
        least = 0 if found.least is None else max(0, found.least)
        return Difference(found.found, least, found.most)
    most = 0 if found.most is None else min(0, found.most)
    return Difference(min(0, found.found), None if found.least is None else min(found.least, most), most)
