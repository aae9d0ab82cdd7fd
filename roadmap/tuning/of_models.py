"""Tuned constants of the full model, of repair and of cores."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelTuning:
    """The full model, smaller ones cut out of it, and the companion."""

    # The full model and repair
    bound_share: float = 0.1
    alone_share: float = 0.15
    alone_least: float = 5.0
    alone_most: float = 5.0
    """What one strategy of the full model gets before all others on small problems, from so many seconds on; and at
    most, where a companion waits."""
    reach_share: float = 0.08
    reach_seconds: float = 10.0
    """What probing each deal alone gets of the time or work, and at most so many seconds."""
    first_look_share: float = 0.08
    fresh_look_share: float = 0.45
    last_look_share: float = 0.8
    """Shares left for looks at the full model, on small problems: the first, from nothing, from the best schedule."""
    first_repair_share: float = 0.1
    repair_share: float = 0.5  # for repair after ruin and recreate; the other before it
    fill_share: float = 0.4  # for ruin and recreate where it fills the plan of a large problem's cores
    slack_seconds: float = 1.5
    slack_share: float = 0.03
    slack_units: float = 0.1
    """What leaving slack gets at most, in the end: seconds and a share of the time, or deterministic units."""
    repair_growth: float = 1.1
    repair_shrinkage: float = 0.95
    """How the number of freed features changes after a repair that was solved to its end, and after another."""
    cores_shares: tuple[float, ...] = (0.13, 0.75)
    early_seconds: tuple[float, ...] = (10.0, 60.0)
    """What cores and first look get at most, small problems and large: who stops a search before has little of it."""
    fresh_seconds: float = 30.0  # where less is asked for, no look begins from nothing: it would not get far
    companion_least: float = 10.0
    companion_longest: float = 86400.0
    companion_beat: float = 0.25
    """The full model in a process of its own: where so many seconds are asked for, how long at most, seconds a beat."""
    strategies: int = 8
    """Strategies of the full model, at least: on two cores, too, eight find more than two."""
    bound_patience: float = 1.0  # seconds to wait for the bound to end once the plans are done
    repair_workers: int = 4
    """Workers of one repair, at most: small models gain less from many strategies than from speed."""
    repair_seconds: float = 2.0
    repair_units: float = 0.1
    """What one repair may use: seconds, or deterministic units where the work is limited."""
    repair_first_size: int = 26  # features freed in the first repair
    repair_smallest_size: int = 6

    # Cores
    core_shares: tuple[float, ...] = (0.5, 0.65, 0.8)
    """A core has the fewest deals, dearest first, that could earn this share of what all could."""
    core_large_shares: tuple[float, ...] = (0.85,)
    """On large problems there is one: not always solved in a minute, and yet a good plan to fill."""
    core_most_items: int = 700
    core_most_part: float = 0.5
    """On large problems cores are planned only where the first has at most so many work items and this part of all."""
    core_seconds: tuple[float, ...] = (5.0, 15.0)
    """Where less is asked for, on small problems and on large ones, cores would take too much of it."""
