"""What ends a search other than a plan. The layers above turn these into sentences for people."""

from __future__ import annotations


class SolverError(Exception):
    """The solver cannot or may not answer; the text says why, in positions and numbers only."""


class ModelRefused(SolverError):
    """The problem's numbers are too large for an exact answer, so no model is solved."""


class ModelInvalid(SolverError):
    """The solver refused the model that was built; a defect."""


class SolverDisagreement(SolverError):
    """One solve called the problem infeasible and another did not; neither is believed."""


class SearchFailed(SolverError):
    """The search ended by an error of its own; the text is its last words."""
