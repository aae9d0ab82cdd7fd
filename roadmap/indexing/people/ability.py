"""Ability: what one person can do, and when they are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Ability:
    """What one person can do, as speeds above 0 by skill, and in which slots they are there (half-open intervals).

    The speed of 1 is somebody who knows the skill fully and keeps no time for support.
    """

    speeds: Mapping[str, Fraction]
    present: tuple[tuple[int, int], ...]
    away: tuple[tuple[int, int], ...] = ()
    """When they are absent, in the same way, and come back; at no other time are they there."""
