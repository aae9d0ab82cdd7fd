"""Tuned constants of questions about a plan: prices, repairs, quotes, sessions and meetings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionTuning:
    """Questions about a plan, answered by planning again."""

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
    pairs: int = 5
    pairs_least: int = 4
    """How many pairs of searches price one change, and how many are too few to say what such searches find."""
    pair_setup: float = 0.05
    """Seconds that each search of a pair takes besides."""
    pairs_shares: tuple[float, ...] = (0.6, 0.85)
    """The share of the time left that pairs for people get: beside other prices, and where people alone are priced."""
    pair_least: float = 0.1
    """Seconds of one search of a pair, at least."""
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
    repair_turns: int = 3
    """Rounds in which a repair is tried that is not found to serve the deal."""

    quote_taken_share: float = 0.5
    """The share of the time for the plan with the new deal at its wished days; the rest is for sooner days."""
    quote_shortest: float = 0.3
    """Seconds below which no search for a quote is begun."""
    taken_moment: float = 0.4
    """Seconds at most in which a first plan with a new deal is improved, without the solver."""
    taken_shortest: float = 0.1
    """Seconds below which that is not begun."""
    price_first_base: float = 0.15
    price_first_share: float = 0.6
    price_dear_share: float = 0.35
    """The shares of the time left for improving the plan itself, then for short answers, then for other slips."""
    price_first_least: float = 0.2
    price_first_most: float = 1.5
    price_again_least: float = 0.8
    """Seconds of search: the fewest and the most of a first answer, and the fewest of a further one."""
    proof_at_once: float = 0.3
    """The second solve that must claim that nothing is worth more follows at once where the first took no more than
    this share of the time."""
    compiled_items: int = 200
    many_solving: float = 20.0
    """From so many items of work on the compiled search finds more in a second or two. Of problems that are too large
    for the full model, it finds more in two seconds than the solver in ten, which overruns them by five and proves
    nothing that the plan has not proved: that waits until so many seconds are there."""
    explain_rich: float = 3.0
    explain_poor: float = 1.5
    """How much time must be left, in what starting takes, to load the compiled search, which takes about as long: to
    do so at once, and to do so at all."""
    explain_patience: float = 3.0
    """How long to wait for it at most where it must be compiled first, in the same."""
    confidence_price_least: float = 1.0
    """Seconds that the price of confidence gets at least."""
    confidence_price_share: float = 0.3
    """The share of the time that the price of confidence gets beside the others."""
    quote_first: float = 1.0
    """Seconds after which the first answer of a quote is no longer improved: with start-up it is there within two."""
    agenda_base_share: float = 0.2
    """The share of the time for improving the plan itself, so that what would be found anyway is no merit of an
    answer."""
    trade_swap: float = 0.4
    """Seconds of the question what it costs to serve a deal without any change: all others about it begin from that."""
    trade_swap_share: float = 0.3
    """The share of the time for that question about deal after deal."""
    trade_first_share: float = 0.3
    """The share of the time in which changes that might serve a deal are asked about shortly."""
    trade_helpful: int = 3
    """Changes of each deal that are asked about before the others."""
    trade_again: float = 0.8
    """Seconds of each question about a trade that is asked again; each further round doubles them."""
    trade_longest: float = 3.2
    """Seconds of one further question about a trade, at most; each round doubles them from those of the first."""
    loading_share: float = 0.2
    """The share of the time that loading the compiled search may take."""
    branch_first_seconds: float = 0.2
    branch_longest: float = 10.0
    """Seconds of search under each answer in the first round, once; further rounds search twice, and each has double
    the seconds of the one before, up to so many."""
    branch_first_share: float = 0.5
    """The share of the time for the first round; questions that it does not reach are left out."""
    branch_fewest: int = 4
    branch_plans: int = 3
    """Questions that a further round takes at least, and plans that go with one."""
    contradiction_seconds: float = 7.0
    """Seconds for finding sets that clash and pricing ways out, so that a search that has just failed ends soon."""
    contradiction_workers: int = 4
    """Search strategies at work at once; more find nothing sooner in questions as small as these."""
    session_serving: float = 0.5
    """Seconds of search for a plan that serves a deal which must be served."""
    session_first: float = 5.0
    """Seconds for a first plan where nothing quicker holds every pin."""
    session_quote: float = 0.15
    """CPU seconds after which the first quote of a session is no longer improved."""
    session_quote_workers: int = 2
    """Search strategies at work at once for it."""
    target_runs: int = 2_000
    """Futures of each plan of an answer: the same for both, so that what differs is the plan."""
    session_slice: float = 0.25
    """CPU seconds of one search on one side of a question."""
    session_easing: float = 0.15
    """CPU seconds of the search before the first answer, where the repaired plan loses much."""
    session_model: float = 2.0
    """Seconds of the first look by the full model, at most; each later one takes as much more."""
    session_remembered: int = 64
    """Questions whose best plan is remembered, so that going back to one finds it again."""
