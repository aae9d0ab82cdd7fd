"""Tuned constants of processes and processor time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProcessTuning:
    """Processes of a search, and the processor time that they use."""

    # Processor time
    effort_cores: float = 2.0
    effort_patience: float = 20.0
    """So many seconds of it are one of the search; a search that gets next to none ends after so many times its own."""
    busy_rate: float = 1.7
    busy_least_seconds: float = 3.0
    """What a search gets each second on two free cores; searches shorter than this say nothing about the machine."""

    # Processes
    child_beat: float = 0.25  # seconds between two signs of life
    orphan_grace: float = 5.0
    """Seconds that a process of its own gets to end by itself once its parent is gone."""
    question_grace: float = 2.0
    """Seconds beyond those of a question after which its child counts as hanging."""
    solver_loading: float = 30.0
    """Seconds that a child may take to load the solver, at most; a busy machine makes it slow."""
    child_margin: float = 0.25
    """Seconds before the limit at which the child ends by itself, to leave time for its last record."""
    child_grace: float = 0.4
    """Seconds after the limit, or after a wish to stop, at which a child that has not ended is killed."""
    child_silence: float = 5.0
    """Seconds without a sign of life after which a child that overran its limit counts as hanging."""
    child_longest_pause: float = 300.0
    """Seconds that do not count, at most."""
