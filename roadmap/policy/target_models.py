"""Target models: the agreed list of models, and the share of the people who adapt models that it is to get."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from requirements.fields import Id, Share
from requirements.model import Model


class TargetModels(Model):
    """The agreed list. What customers bring beside it is ad hoc; it is planned like other work, and counted."""

    models: list[Id] = Field(min_length=1)
    """The capabilities of kind model that were agreed."""
    share: Share = Fraction(7, 10)
    """The share of the person-days on hand that the list is to get, at least, in each quarter."""
    skills: list[Id] = Field(default=[])
    """The skills whose people are counted. Default: those of the teams that answer for features which provide
    models."""
