"""Tuned constants of a planning run: its times, what is told, second lines and names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanningTuning:
    """A planning run around the search."""

    sure_moment: float = 1.0
    """Seconds that looking for a surer plan gets at least, however late the first plan came."""
    pool_plans: int = 8
    """Plans that are read of the plans that a planning before has kept, at most."""
    too_large_smallest: int = 1_000
    """Deals and features together below which planning always begins: there, what is slow is the machine."""
    after_reading: float = 10.0
    """What comes after reading a large folder, at the least, in times of that: its problem, a first plan, and writing
    it. Measured with `benchmarks.clock`: 8 to 10 for 1,000 to 10,000 deals."""
    sweep_tries: int = 3
    """How many times a task of a sweep is begun whose worker dies."""
    sweep_ahead: int = 2
    """Tasks that wait at a cluster for each of its workers, so that none is idle while a result travels."""
    cause_displacing: int = 10
    """Deals of which it is worked out what they would displace, the dearest first."""
    cause_alone: int = 400
    """Deals that are late or given up of which the people are counted alone, the dearest first."""
    keeper_pause: float = 0.25
    keeper_pauses: float = 4.0
    """What a better plan may wait to be written while still better ones come in: seconds, or so many times what the
    last one took to write, if that is more; the search needs the cores, too."""
    quickening_rounds: int = 4
    """Times a plan is looked at for work whose people are faster than it asks for."""
    levelling_rounds: int = 8
    """Times that every piece of support work is looked at, at most; usually nothing moves any more after three or
    four."""
    move_orders: int = 2
    """Orders of deals that a first plan with moves to second lines tries: enough to compare moves by."""
    naming_moved: int = 2
    """Seats of one person that may be moved at once to make room."""
    naming_depth: int = 3
    """Links of a chain of such moves."""
    naming_patience: int = 1200
    """Looks at a person in chains, for one naming; beyond that seats are covered piece by piece."""
    exchange_looks: int = 3_000_000
    """Pairs of seats that are looked at in one search, so that it takes some half a second at most."""
    exchange_looks_each: int = 2_000
    """The same for each pair of a seat and a person: small cases in which something has to be split are told soon."""
    exchange_longest: int = 10
    """The most steps for which a seat is kept from whoever gave it up, and three more for five seats that wait."""
    regroup_looks: int = 4_000_000
    regroup_looks_parts: int = 1_000_000
    """Looks at a person for one naming, at all that is tied and at parts of it, so that both take half a second at
    most."""
    regroup_share: float = 0.05
    regroup_share_all: float = 0.6
    """Of the looks that are left, what the search of a part of what is tied may take, and what that of all of it."""
    regroup_fewest: int = 1_000
    """Looks for which a search is begun at all."""
    regroup_largest: int = 500
    """Seats of the largest group: each is a level of the search."""
    run_writing: float = 7.0
    """What the last plan takes to be checked, put in names and dates and written: so many times what indexing took. It
    is 4 to 7 for companies of 300 to 10,000 deals (`benchmarks.clock`); once a plan was written, that is what
    counts."""
    busy_sample: float = 0.3
    """Seconds of processor time of this process from which on they tell how much of a processor it gets."""
    run_items_a_deal: int = 5
    """And that again for so many work items a deal: why a deal is given up is told by going over them."""
    run_ending: float = 0.4
    """Seconds that telling the plan and ending the command take."""
    run_proving: float = 2.5
    run_beyond: float = 0.4
    """Seconds that prove small problems, and so many that their search may go beyond its time to have them, of the
    second that a plan may be late."""
    run_least: float = 0.5
    run_beginning: float = 3.0
    """Seconds that a search gets in any case, and so many times what indexing took: less is not enough to begin one."""
    run_choosing: float = 8.0
    run_choosing_left: float = 5.5
    """Seconds of a planning from which on moves to second lines are chosen, which takes two or three of them; and those
    that must be left then, if this process had a processor for itself."""
    elite_most: int = 8
    elite_recent: int = 60
    """Plans that are kept for the next planning, at most, of so many that were found last."""
    elite_apart: int = 3
    """Features that land in other releases in two plans that are kept, at least."""
    elite_worse: float = 0.2
    """The share of the best plan's value by which a kept one is worth less, at most."""
