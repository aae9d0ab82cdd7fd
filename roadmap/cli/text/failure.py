"""Why planning a folder gave no plan, for people and for programs."""

from __future__ import annotations

from roadmap.cli.terminal.ending.error_reports import code_of
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.cli.text.clashes import clash_records, remark_clashes
from roadmap.errors import Contradiction, NoPlan, RoadmapError, SearchInterrupted, SolverDied, WorsePlan
from roadmap.operations.searching.contradiction import ExplainedContradiction

FAILURES = (Contradiction, NoPlan, SearchInterrupted, SolverDied, WorsePlan)
"""The ways in which a planning ends without a plan though the input has no errors."""


def tell_failure(error: RoadmapError, *, as_json: bool) -> ExitCode:
    """Say why there is no plan; returns how the command ends."""
    code = code_of(error)
    explained = error if isinstance(error, ExplainedContradiction) else None
    if as_json:
        pins = [] if explained is None else explained.pins
        records = [{"text": text, "place": str(place) if place else None} for text, place in pins]
        clashes = {} if explained is None else clash_records(explained.clashes)
        result_json(exit_code=int(code), saved=0, error=str(error), pins=records or None, began_with=None, **clashes)
        return code
    remark(f"roadmap: {error}", bold=True)
    if explained is not None and explained.clashes.lines:
        remark_clashes(explained.clashes)
    elif explained is not None:
        for text, place in explained.pins:
            remark(f"  {place}: {text}" if place else f"  {text}")
    return code
