"""Tuned constants of simulated futures: surer plans, tripwires, and what is worth knowing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FutureTuning:
    """Futures that are played, and plans with a wanted confidence."""

    staircase_ending: float = 0.15
    """The share of the time of the price of confidence for playing the plans of all steps anew."""
    tripwire_most: int = 5
    """Tripwires of a promise."""
    tripwire_wrong: float = 0.16
    """The share of the runs in which a tripwire warns alone and the promise is kept all the same, at most."""
    tripwire_early: int = 30
    """Working days before the release ships beyond which warning earlier is worth no more."""
    tripwire_fewest: int = 30
    """Runs from which a chance is told."""
    tripwire_rarest: float = 0.02
    """The share of the runs that break of which another tripwire must warn at least."""
    removing_features: int = 8
    removing_skills: int = 10
    """How many features and skills are tried as what to know better or to have more of: those whose work is worth most
    days."""
    sure_runs: int = 1_000
    """Futures in which each plan is weighed, the same for all of them."""
    sure_pool_runs: int = 64
    """And by which the good plans of the search before are ranked."""
    sure_pool_kept: int = 2
    sure_pool_share: float = 0.15
    """How many of these are weighed fully, and the share of the time that ranking them gets."""
    sure_fresh_runs: int = 4_000
    """Futures, of another seed, by which the chances of the chosen plan are stated."""
    sure_margin: float = 1.5
    """By how many standard errors of a chance more is asked for while plans are chosen."""
    sure_widths: tuple[float, ...] = (0.5, 0.8, 1.0)
    """Room for all work that is tried first, between the least and the most that a group gets: for 80 %, what lasts in
    89, 94 and 98 % of the futures."""
    sure_rounds: int = 3
    sure_bisect_share: float = 0.8
    """How often what is open of each group is halved, and the share of the time that this gets."""
    sure_round_effort: float = 6.0
    """Seconds of processor time that a round gets at least, where there are several: a busy machine makes fewer."""
    sure_solving: float = 0.75
    """Of what is left for a round, the share for planning; the rest is for playing what was planned."""
    sure_endings: float = 15.0
    """Playing the chosen plan and the other anew, their people named thoroughly, and writing it takes so many times
    what playing one took."""
    sure_most_ending: float = 0.6
    """And at most this share of the time."""
    sure_least_seconds: float = 0.5
    """What planning with more room gets at least, each time: seconds."""
    sure_buffers: int = 40
    """Buffers of single features that are tried, at most."""
