"""How a problem and a plan under construction are laid out, each in one array of integers.

Every table is a block of rows of one width. A reference is the place of a row in the array, and a column is added to
it: `problem[item + EARLIEST]`. A range is two columns: the place of its first row, and the place after its last.
"""

from __future__ import annotations

from typing import Final

HORIZON: Final = 0
STATE_SIZE: Final = 1
"""The first so many entries of a plan are its state; what follows is scratch."""
PLAN_SIZE: Final = 2
FEATURES: Final = 3
FEATURES_END: Final = 4
RELEASES: Final = 5
RELEASES_END: Final = 6
DEALS: Final = 7
DEALS_END: Final = 8
LANDINGS: Final = 9
"""Where a plan has the landings of all features and then the releases that are cut, so many entries in all."""
LANDINGS_SIZE: Final = 10
BEFORE: Final = 11
WITHIN: Final = 12
"""Where a plan has room for two copies of them."""
ITEM_TRAIL: Final = 13
FEATURE_TRAIL: Final = 14
"""Where a plan has what was placed, in order; the first entry counts."""
CHOICES: Final = 15
STACK: Final = 16
LEAST: Final = 17
"""Deals that can earn less than this are not tried, unless they are pinned to be served."""
ABSENT: Final = 18
"""How far behind the people who are free, in a plan, those are who are away."""
PAUSE: Final = 19
"""For how many slots in a row nobody may work on an item, at most."""
FOCUS: Final = 20
"""A pool around whose work two in five of the ruins are that are around an item; -1: none."""
HEAD_SIZE: Final = 21
"""All of the above are the head of a problem's array."""

# An item: limits of its place, its modes, the items it waits for and those that wait for it, as triples: item, lag, and
# which sides are tied, a sum of FROM_START (the start of the first, not its end) and TO_END (the end of the other).
FEATURE: Final = 0
BY_FREEZE: Final = 1
EARLIEST: Final = 2
LATEST: Final = 3
FIXED: Final = 4
"""The start it is held at; -1: none."""
SHORTEST: Final = 5
POOL: Final = 6
"""A pool it takes people from; -1: none."""
MODES: Final = 7
MODES_END: Final = 8
WAITS: Final = 9
WAITS_END: Final = 10
FOLLOWERS: Final = 11
FOLLOWERS_END: Final = 12
PLACE: Final = 13
"""Where a plan has its START, END and MODE, all -1 while it is not placed."""
LIMIT: Final = 14
"""Where a plan has room for its LATEST_END and LATEST_START."""
PAUSES: Final = 15
PAUSES_END: Final = 16
"""Where a plan has the seats of it that pause: BITS for each slot from its start, LANES slots in an entry. All are 0
unless it takes more slots than its mode has days."""
TIED: Final = 17
"""1 where one of its waits, or of those for it, ties other sides than an end and a start, or ENDS_FROM is not 0."""
ENDS_FROM: Final = 18
"""The first slot in which it may end, for work that has begun."""
ITEM_WIDTH: Final = 19
WAIT_WIDTH: Final = 3
FROM_START: Final = 1
TO_END: Final = 2
START: Final = 0
END: Final = 1
MODE: Final = 2
PLACE_WIDTH: Final = 3
LATEST_END: Final = 0
LATEST_START: Final = 1
LIMIT_WIDTH: Final = 2

# A mode: slots, people-slots, its number among the modes of the item, its crews (pairs: row of people, amount), and
# the most slots that it takes with pauses: its slots if it may not pause. What may takes the same amount of all pools,
# unless it has lines: then HEADS lists the people of each, and WAYS which of its seats may pause together, the fewest
# first: rows of the seats, how many of each line miss a day (LINE bits for each), and how many of each of its crews.
DAYS: Final = 0
EFFORT: Final = 1
NUMBER: Final = 2
CREWS: Final = 3
CREWS_END: Final = 4
SPAN: Final = 5
UNTIL: Final = 6
"""Where the exclusive ends of a wait of calendar days begin, one for each start in the plan; -1: it takes its slots."""
HEADS: Final = 7
HEADS_END: Final = 8
WAYS: Final = 9
WAYS_END: Final = 10
MODE_WIDTH: Final = 11
WAY_SEATS: Final = 0
WAY_MISSED: Final = 1
WAY_CREWS: Final = 2

# A feature: lists of its items, of features it comes after, of itself and all before it, and of those after it.
ITEMS: Final = 0
ITEMS_END: Final = 1
AFTER: Final = 2
AFTER_END: Final = 3
CLOSURE: Final = 4
CLOSURE_END: Final = 5
DEPENDENTS: Final = 6
DEPENDENTS_END: Final = 7
COST: Final = 8
PINNED: Final = 9
"""The release it is pinned to; -1: none."""
REQUIRED: Final = 10
FIRST: Final = 11
LAST: Final = 12
"""The first and the last release in which it is of use."""
DEAR: Final = 13
"""How dear it is to add: people-slots and cost."""
LANDING: Final = 14
"""Where a plan has the release it LANDS in, and the first in which it would be READY; NEVER while it is not placed."""
STYLE: Final = 15
"""Where a plan says how it is to be placed: QUICK, THRIFTY or LATE."""
IN_RELEASE: Final = 16
"""0 for support work, which lands nowhere."""
FAILED: Final = 17
"""Where a plan has the last release by which it was found not to fit, in this round."""
KEEPS: Final = 18
"""Where the limits are that it keeps: FREEZE and SHIP for each release, the same rows for all that keep the same."""
FEATURE_WIDTH: Final = 19
KEEPS_WIDTH: Final = 2
LANDS: Final = 0
READY: Final = 1
LANDING_WIDTH: Final = 2

# A release; CUT says where a plan has whether it is cut.
FREEZE: Final = 0
SHIP: Final = 1
RELEASE_COST: Final = 2
RELEASE_FIXED: Final = 3
RISING: Final = 4
CUT: Final = 5
RELEASE_WIDTH: Final = 6

# A demand: the last release that meets it, and a list of its features.
MET_BY: Final = 0
OPTIONS: Final = 1
OPTIONS_END: Final = 2
DEMAND_WIDTH: Final = 3

# A level: its value, its demands.
VALUE: Final = 0
DEMANDS: Final = 1
DEMANDS_END: Final = 2
LEVEL_WIDTH: Final = 3

# A challenge: its demand, and where its penalties are, one for each level.
DEMAND: Final = 0
PENALTIES: Final = 1
CHALLENGE_WIDTH: Final = 2

# A deal: its levels; what to try for it, the best first (pairs: first demand, end); its challenges.
LEVELS: Final = 0
LEVELS_END: Final = 1
TARGETS: Final = 2
TARGETS_END: Final = 3
CHALLENGES: Final = 4
CHALLENGES_END: Final = 5
SERVED: Final = 6
"""1: pinned to be served, -1: pinned not to be, 0: the planner decides."""
MOST: Final = 7
"""The most it can earn."""
WORK: Final = 8
"""People-slots of what its first level needs."""
GATE: Final = 9
"""The earliest limit of its demands."""
DEAL_WIDTH: Final = 10

BITS: Final = 4
LINE: Final = 15
LANES: Final = 15
SEATS: Final = (1 << BITS) - 1
NEVER: Final = 1 << 30
UNSERVED: Final = -(1 << 62)
"""The value of a plan that leaves a deal unserved which is pinned to be served."""
NOWHERE: Final = -1
QUICK: Final = 0
THRIFTY: Final = 1
LATE: Final = 2
