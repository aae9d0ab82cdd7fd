"""Shapes: the beta-PERT distribution of an effort as a table over a normal variable.

Sources: Malcolm et al. (1959) and Clark (1962) for the distribution; a Gaussian copula ties the errors together.
"""

from __future__ import annotations

from functools import cache
from math import erf, sqrt

import numpy as np
import numpy.typing as npt

from roadmap.futures.network import Range

Floats = npt.NDArray[np.float64]
FARTHEST = 6.0
"""Standard deviations at which the tables end."""
STEPS = 4096
"""Steps of a table from one end to the other."""
GRID = np.linspace(-FARTHEST, FARTHEST, STEPS + 1)
FINE = 20001
"""Points at which the density is added up."""


@cache
def normal_chance() -> Floats:
    """The chance that the normal variable lies below each point of `GRID`."""
    return np.array([(1 + erf(z / sqrt(2))) / 2 for z in GRID])


@cache
def table_of(spread: Range) -> Floats:
    """The effort, as a share of what is planned, at each point of `GRID`.

    A beta distribution from low to high whose parameters are 1 + 4 x (likely - low) / (high - low) and 6 less that
    first; by its quantiles at the chances that the normal distribution gives to the points.
    """
    low, likely, high = spread
    if low == high:
        return np.full(STEPS + 1, likely)
    first = 1 + 4 * (likely - low) / (high - low)
    second = 6 - first
    edges = np.linspace(0.0, 1.0, FINE)
    middle = (edges[1:] + edges[:-1]) / 2
    weight = middle ** (first - 1) * (1 - middle) ** (second - 1)
    chance = np.concatenate(([0.0], np.cumsum(weight)))
    return low + (high - low) * np.interp(normal_chance(), chance / chance[-1], edges)


def looked_up(tables: Floats, shape: npt.NDArray[np.intp], normal: Floats) -> Floats:
    """The effort of each row at its normal variable: `tables[shape]` at the nearest point; as many rows and columns as
    `normal` has."""
    points = np.clip(np.rint((normal + FARTHEST) * (STEPS / (2 * FARTHEST))), 0, STEPS).astype(np.intp)
    return tables[shape[:, None], points]
