"""Tuned constants of ruin and recreate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RuinTuning:
    """Ruin and recreate, in Python and as machine code."""

    ruin_shares: tuple[float, ...] = (0.12, 0.85)
    """The shares of the time left that ruin and recreate gets, on small problems and on large ones."""
    ruin_patiences: tuple[float, ...] = (0.5, 0.6)
    """The shares of the time left that the compiled search is waited for, while it is compiled."""
    ruin_steps_per_second: int = 300_000
    """Where the work is limited, not the time: steps times items of work, for each second asked."""
    slack_steps: int = 100_000
    """And steps times items of work for leaving slack."""
    ruin_least_seconds: float = 4.0
    """The compiled search is loaded where at least so many seconds are left."""
    compile_seconds: float = 5.0
    """Where less is asked for, nobody waits for the search to be compiled first."""
    longest_compiling: float = 60.0
    """Seconds that are waited for it, at most."""
    chains_seconds: float = 5.0
    """The compiled chains are waited for at most so long, once; loading them takes one to two seconds."""
    seeds_apart: int = 1_000
    """How far the seeds of two searches beside each other are apart."""
    race_trial: float = 0.12
    """The share of the time, or of the steps, that the run of each way gets."""
    dear_share: float = 0.8
    dear_time: float = 0.8
    """At first only the dearest deals are served, which could earn this share, for this share of the search."""
    ruin_heat: float = 0.006
    """The first temperature as a share of the value, unless less is asked for; it falls to nothing over the search."""
    ruin_stale: int = 1_000
    """The search ends after so many steps, times deals and features, without a better plan."""
    ruin_meetings: int = 10
    """So often at most searches beside each other meet."""
    ruin_first_steps: int = 20
    ruin_look: float = 0.05
    """Seconds between two looks at the clock and the stop signal, about."""
