"""What an agenda assumes where the input states no chance."""

from __future__ import annotations

from fractions import Fraction

from requirements.fields import Share
from requirements.model import Model


class AgendaPolicy(Model):
    """What `roadmap agenda` assumes where the input states no chance."""

    gives_way: Share = Fraction(1, 4)
    """The chance that a customer does without a need, takes something else, or decides later; and that a wish turns
    out to be worth money. 0: such questions are not asked."""
    wish_drop: Share = Fraction(1, 10)
    """A wish that turns out to be worth money and is not met lowers the win probability by this share."""
