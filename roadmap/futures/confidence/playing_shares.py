"""How much is played and tried while a plan with a wanted confidence is looked for. Shares are of the time that is
given; the values were chosen by trials on `chip-stack` (`docs/measurements.md`)."""

from __future__ import annotations

from typing import Final

RUNS: Final = 1000
"""Futures in which each plan is weighed, the same for all of them."""
POOL_RUNS: Final = 64
"""And by which the good plans of the search before are ranked."""
POOL_KEPT: Final = 2
POOL_SHARE: Final = 0.15
"""How many of these are weighed fully, and the share that ranking them gets."""
FRESH_RUNS: Final = 4000
"""Futures, of another seed, by which the chances of the chosen plan are stated."""
MARGIN: Final = 1.5
"""By how many standard errors of a chance more is asked for while plans are chosen."""
WIDTHS: Final = (0.5, 0.8, 1.0)
"""Room for all work that is tried first, between the least and the most that a group gets: for 80 %, what lasts in 89,
94 and 98 % of the futures."""
ROUNDS: Final = 3
BISECT_SHARE: Final = 0.8
"""How often what is open of each group is halved, and the share that this gets."""
ROUND_EFFORT: Final = 6.0
"""Seconds of processor time that a round gets at least, where there are several: a busy machine makes fewer."""
SOLVING: Final = 0.75
"""Of what is left for a round, the share for planning; the rest is for playing what was planned."""
ENDINGS: Final = 15.0
"""Playing the chosen plan and the other anew, their people named thoroughly, and writing it takes so many times what
playing one took."""
MOST_ENDING: Final = 0.6
"""And at most this share."""
LEAST_SECONDS: Final = 0.5
"""What planning with more room gets at least, each time."""
BUFFERS: Final = 40
"""Buffers of single features that are tried, at most."""
