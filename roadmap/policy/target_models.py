"""Target models: the agreed list of models, and the share of the people who adapt models that it is to get."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from requirements.fields import Id, Share
from requirements.model import Model


class TargetModels(Model):
    """The agreed list of models. Models that customers ask for beside the list are ad hoc: they are planned like
    other work, and counted."""

    models: list[Id] = Field(min_length=1)
    """The agreed capabilities, all of the kind model."""
    share: Share = Fraction(7, 10)
    """The minimum share of the available person-days that the list should get in each quarter."""
    skills: list[Id] = Field(default=[])
    """The skills whose people are counted. Default: the skills of the teams that are responsible for features with
    models."""
