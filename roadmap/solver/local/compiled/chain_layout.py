"""How the work of features is laid out for the compiled chains: tables of integers, with columns as named here.

References are numbers of rows; a range is two columns, the first and the one after the last.
"""

from __future__ import annotations

from typing import Final

# A feature: its items, its landings, whether its items run one after another.
ITEMS: Final = 0
ITEMS_END: Final = 1
LANDINGS: Final = 2
LANDINGS_END: Final = 3
IN_ORDER: Final = 4
FEATURE_WIDTH: Final = 5
# An item: from when, by when (exclusive), whether by the freeze of its release, its modes.
EARLIEST: Final = 0
LATEST: Final = 1
BY_FREEZE: Final = 2
MODES: Final = 3
MODES_END: Final = 4
ITEM_WIDTH: Final = 5
# A mode: slots, what it takes.
DAYS: Final = 0
CREWS: Final = 1
CREWS_END: Final = 2
MODE_WIDTH: Final = 3
# What a mode takes: of a pool, so many.
POOL: Final = 0
AMOUNT: Final = 1
CREW_WIDTH: Final = 2
# A landing of a feature: limits of its release.
FREEZE: Final = 0
SHIP: Final = 1
LIMITS_WIDTH: Final = 2

IMPOSSIBLE: Final = 1 << 60
"""The cost of a landing that is out of reach."""
