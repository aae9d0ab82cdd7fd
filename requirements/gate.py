"""Gates and maturities: the days on which deals need things, and how finished those things must be."""

from __future__ import annotations

from requirements.fields import Word


class Gate(Word):
    """A day by which a deal needs capabilities. The order of the members is the order of the funnel."""

    EVALUATION = "evaluation"
    DESIGN_IN = "design_in"
    SIGNING = "signing"
    ACCEPTANCE = "acceptance"
    PAYMENT = "payment"

    @property
    def rank(self) -> int:
        """The gate's place in the funnel, from 0."""
        return _GATES[self]


_GATES = {gate: rank for rank, gate in enumerate(Gate)}


class Maturity(Word):
    """How mature a capability is. Each level includes the levels before it."""

    PREVIEW = "preview"
    GA = "ga"
    PROVEN = "proven"

    @property
    def rank(self) -> int:
        """The maturity's level, from 0; a higher one satisfies a need for a lower one."""
        return _MATURITIES[self]


_MATURITIES = {maturity: rank for rank, maturity in enumerate(Maturity)}


class Importance(Word):
    """The effect on a deal if a need is not met: the deal is lost, the win probability drops, or nothing happens."""

    BREAKER = "breaker"
    CHALLENGE = "challenge"
    NICE = "nice"


class Stage(Word):
    """The position of a deal in the funnel."""

    LEAD = "lead"
    OPPORTUNITY = "opportunity"
    EVALUATION = "evaluation"
    DESIGN_IN = "design_in"
    WON = "won"
    DELIVERY = "delivery"
    ACCEPTED = "accepted"
    PAID = "paid"
    LOST = "lost"
