"""Tuned constants of the bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BoundTuning:
    """The bound: prices, cuts, branches and conflicts."""

    wish_seconds: float = 0.3
    wish_units: float = 0.05
    """What one look at a set of wishes may use at first: seconds, and deterministic units where the work is limited."""
    stretch_rows: int = 10
    """Stretches of one pool that get a row in one round."""
    stretch_cells: int = 12_000_000
    """Cells of one pool's table; begins and ends are thinned to keep to it."""
    stretch_apart: int = 6
    """Slots in which the begins and ends of two stretches chosen together differ at least, in sum."""
    stretch_least: float = 0.001
    """The least share of the people-days by which a stretch is overfilled to be worth a row."""
    cover_least: float = 0.02
    """How far a point must break a row for it to be added."""
    price_recent: float = 0.05
    """The weight of one choice in the average of those before it."""
    price_memory: float = 0.7
    """How much of the direction so far is kept in the next."""
    price_patience: int = 15
    """So many steps without a lower bound, and the steps are shortened, from the best prices."""
    price_shortened: float = 0.7
    price_least_length: float = 0.02  # steps shorter than this share of Polyak's do no more
    price_bonus: float = 0.2
    """The first bonus for meeting a demand with several features, as a share of what its level is worth."""
    price_bonus_pace: float = 0.01
    """How fast bonuses move compared with prices of people, each measured by its own size."""
    price_share_pace: float = 0.05
    """How much of the cost of a release moves to those that land in it in one step."""
    branch_steps: int = 20
    branch_length: float = 0.5
    """Steps of the prices of one side, and the share of Polyak's that the first are long: prices are nearly right."""
    branch_least: float = 0.01
    """How unsure a level counts that is always reached or never; so the dearest is settled last."""
    branch_most_open: int = 2_000
    """With more open sides than this a new one keeps the prices that it began from, which take no room of their own."""
    wish_sure: float = 0.95
    """Wishes are put to the full model together while what they lack sums to less than this."""
    wish_alone: int = 12
    """So many of the dearest deals are looked at alone before sets of them, the others after."""
    wish_first: tuple[int, ...] = (2, 3, 5, 8, 13, 21)
    wish_dear: int = 60
    """So many of the dearest are looked at together before all; pairs among those the relaxation earns most from."""
    wish_reached: float = 0.3
    """A level counts as reached by the relaxation above this."""
    wish_pair: float = 1.05
    """Two deals are looked at together if the relaxation reaches more than this of both in sum."""
    wish_patience: float = 3.0
    """How much more a look may use when nothing more is found."""
    cuts_seconds: float = 2.0
    """Cuts are looked for at least so long between two looks at the relaxation."""
    cut_worthwhile: float = 0.0005
    """The least share by which a round must lower the bound for another to follow before deals are looked at."""
    integer_variables: int = 1_000
    """With no more variables than this integers are asked for at once, for a first bound."""
    integer_share: float = 0.3
    """The share of the time left that one solve with integers may use."""
    integer_units: float = 5.0
    """The same in deterministic units, where the work is limited."""
    price_share: float = 0.8
    """The share of the time left that prices may use."""
    price_kept_each: int = 20
    price_kept: int = 6
    """The prices after every so many steps are kept, the last so many of them: each is a row of the master problem."""
    price_steps: int = 600
    price_units: float = 0.002
    """At most so many steps of the prices, and what one of them counts where the work is limited."""
    relaxation_many_rows: int = 8_000
    """With more rows a first-order method solves the relaxation, roughly but three times as fast."""
