"""What a chart may tell its readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartTold:
    """Whether a chart tells what deals are worth, and of deals that nobody has yet. What it does not tell is not looked
    at: of a plan as an audience sees it, that is not there."""

    money: bool = True
    forecast: bool = True


EVERYTHING = ChartTold()
