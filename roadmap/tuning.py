"""Tuned constants: every share, patience and step count that was chosen by measuring, in one place.

A field is named after the part that uses it. Its text says the unit and the effect. Values were chosen by the ablation
`python -m benchmarks.without` (parts, and fields by name) and by the runs in `docs/measurements.md` and
`docs/engine.md`. Numbers that machine code needs stay in `solver/local/compiled`, as a part of that code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """Shares are of the time or value named, seconds are of wall time, units are the deterministic ones of CP-SAT."""

    # The first plan: orders of deals
    order_share: float = 0.1
    """The share of the time that the order search gets where no first order holds every pin."""
    order_item_steps: int = 2500
    """In reproducible mode, where time does not count: steps of that search times items of work, per second asked."""
    order_most_steps: int = 3000
    """And at most so many."""
    order_kinds: tuple[float, ...] = (0.12, 0.18, 0.24, 0.28)
    """How often a new order changes thrift, rotation, patience or the required features, summed up; else its deals."""
    order_move_share: float = 0.5
    order_swap_share: float = 0.8
    """How often a deal moves, and, summed up, two change places; else a block of deals moves."""
    order_memory: int = 60
    order_stale: int = 20  # the search ends after so many steps, times deals and features, without a better plan
    slipping_rounds: int = 4
    late_rounds: int = 3
    """How often useless work is left out and the rest placed anew, and how often late work and the rest make room."""

    # Sizes
    tiny_features: int = 12
    """With no more features than this the full model alone is quicker."""
    quick_items: int = 400
    """With more items the first look at the full model is skipped, because it finds and proves nothing that soon."""
    units_per_second: float = 1 / 20
    """Deterministic units per second of the wall limit in reproducible mode, unless the search states them."""

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

    # Ruin and recreate
    ruin_shares: tuple[float, ...] = (0.12, 0.85)
    """The shares of the time left that ruin and recreate gets, on small problems and on large ones."""
    ruin_patiences: tuple[float, ...] = (0.5, 0.6)
    """The shares of the time left that the compiled search is waited for, while it is compiled."""
    ruin_steps_per_second: int = 300000
    """Where the work is limited, not the time: steps times items of work, for each second asked."""
    slack_steps: int = 100000
    """And steps times items of work for leaving slack."""
    ruin_least_seconds: float = 4.0
    """The compiled search is loaded where at least so many seconds are left."""
    compile_seconds: float = 5.0
    """Where less is asked for, nobody waits for the search to be compiled first."""
    longest_compiling: float = 60.0
    """Seconds that are waited for it, at most."""
    chains_seconds: float = 5.0
    """The compiled chains are waited for at most so long, once; loading them takes one to two seconds."""
    seeds_apart: int = 1000
    """How far the seeds of two searches beside each other are apart."""
    race_trial: float = 0.12
    """The share of the time, or of the steps, that the run of each way gets."""
    dear_share: float = 0.8
    dear_time: float = 0.8
    """At first only the dearest deals are served, which could earn this share, for this share of the search."""
    ruin_heat: float = 0.006
    """The first temperature as a share of the value, unless less is asked for; it falls to nothing over the search."""
    ruin_stale: int = 1000
    """The search ends after so many steps, times deals and features, without a better plan."""
    ruin_meetings: int = 10
    """So often at most searches beside each other meet."""
    ruin_first_steps: int = 20
    ruin_look: float = 0.05
    """Seconds between two looks at the clock and the stop signal, about."""

    # The bound
    wish_seconds: float = 0.3
    wish_units: float = 0.05
    """What one look at a set of wishes may use at first: seconds, and deterministic units where the work is limited."""
    stretch_rows: int = 10
    """Stretches of one pool that get a row in one round."""
    stretch_cells: int = 12000000
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
    branch_most_open: int = 2000
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
    integer_variables: int = 1000
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
    relaxation_many_rows: int = 8000
    """With more rows a first-order method solves the relaxation, roughly but three times as fast."""

    # Problems of one kind
    list_share: float = 0.3
    """The share of the time that the search over lists gets."""
    list_most: int = 6000
    list_stale: int = 400
    """And at most so many lists, or so many without a shorter schedule."""
    lists_per_second: int = 30
    """In reproducible mode: lists for each second asked."""
    list_population: int = 40
    list_large_population: int = 120
    """Lists that are kept: few for a quick start, more for the search beside the solver."""
    list_swaps: float = 0.05  # how often neighbours of a new list change places
    list_close: int = 48
    """Slots in which a place is looked for first; only tasks that find none look at all slots."""
    selection_spare: float = 0.2
    """Seconds before the board's deadline at which the solve ends by itself, so that what it found is kept."""
    goal_units_per_second: float = 1 / 20
    """Deterministic units for each second asked in reproducible mode, unless the search states them."""

    # Processor time
    effort_cores: float = 2.0
    effort_patience: float = 20.0
    """So many seconds of it are one of the search; a search that gets next to none ends after so many times its own."""
    busy_rate: float = 1.7
    busy_least_seconds: float = 3.0
    """What a search gets each second on two free cores; searches shorter than this say nothing about the machine."""

    # Processes
    child_beat: float = 0.25  # seconds between two signs of life
    orphan_grace: float = 5.0
    """Seconds that a process of its own gets to end by itself once its parent is gone."""
    question_grace: float = 2.0
    """Seconds beyond those of a question after which its child counts as hanging."""
    solver_loading: float = 30.0
    """Seconds that a child may take to load the solver, at most; a busy machine makes it slow."""
    child_margin: float = 0.25
    """Seconds before the limit at which the child ends by itself, to leave time for its last record."""
    child_grace: float = 0.4
    """Seconds after the limit, or after a wish to stop, at which a child that has not ended is killed."""
    child_silence: float = 5.0
    """Seconds without a sign of life after which a child that overran its limit counts as hanging."""
    child_longest_pause: float = 300.0
    """Seconds that do not count, at most."""

    # Questions
    question_setup: float = 0.2
    """Seconds that a question of a large plan takes besides its search, at least."""
    question_dearer: float = 1.8
    """How much more that is than without any change, where much is to be worked out anew."""
    question_short_share: float = 0.15
    """The share for short answers where the full model answers next."""
    base_seconds: float = 1.5  # of one turn of improving the plan itself
    agenda_spare: float = 0.8
    """The share of the time left that a further round is planned for."""
    first_promises: int = 8
    """Promises that are asked about first; what others are worth at most is known without."""
    first_slip: int = 20  # working days of the slip that is asked about first
    forcing_shares: tuple[float, ...] = (0.9, 0.6, 0.3, 0.0)
    """How much of the work is tried to be kept, the most first."""
    forcing_dear: float = 0.02
    """The share of the present value that may be lost before another way to make room is tried."""
    least_model: float = 2.0
    """Seconds in which a model of some hundred items is built and says more than other parts of the search would."""
    good_model: float = 6.0
    """Seconds in which it mostly proves one."""
    compiled_patience: float = 5.0
    """Seconds to wait for the compiled search before the first question."""
    first_here: int = 2
    """Questions that are answered here before any other is asked, while the processes are still loading."""
    answer_on_the_way: float = 0.1
    """Seconds before the end at which an answer must be ready, so that it is still heard."""
    answer_too_short: float = 0.2
    """Seconds in which nothing is answered any more."""
    round_spare: float = 0.9
    """The share of the time left that questions share: one that comes too late is lost."""
    least_solving: float = 1.2
    """Seconds below which no solver is used: loading its model alone takes long at the size of a company."""
    question_heats: tuple[float, ...] = (0.001, 0.003)
    """How hot searches around a good plan begin, by turns: hotter, a short one would not even come back."""
    clash_finding_share: float = 0.55
    """The share of the time for finding sets and ways; the rest is for prices."""
    clash_question: float = 2.0
    """Seconds that one question may take, at most."""
    way_least_seconds: float = 0.05
    """A plan that could be searched for no longer than this is not priced."""
    price_short_seconds: float = 0.3
    """Seconds per question of the first round, which needs no solver."""
    price_spare: float = 0.7
    """The share of the time left that a round is planned for: an answer that comes too late is lost."""
    price_base_share: float = 0.25
    """The share of the time in which the present plan alone is improved, which every price begins from."""
    probe_question: float = 2.0
    """Seconds that one question may take, at most."""
    repair_question: float = 0.1
    """Seconds per repair in the first round, besides what sets it up; each further round at least doubles them."""
    offers_first: float = 0.5
    """The share of the time in which every change that might serve a deal is asked about shortly, deal after deal."""
    offers_longest: float = 3.2
    """Seconds of one further question about a trade, at most; each round doubles them from those of the first."""
    repair_turns: int = 3
    """Rounds in which a repair is tried that is not found to serve the deal."""


TUNING = Tuning()
"""The values in force, for the whole process."""
