"""The stage history of a folder, for operations that play plans: how far gates move where no segment says."""

from __future__ import annotations

from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import in_order
from roadmap.folder.project import Project
from roadmap.folder.texts.tables.history_table import read_history
from roadmap.tracking.history.past_spreads import Taught, taught


def taught_by_history(project: Project, directory: Path) -> Taught:
    """A project with the spreads of gates that the history beside it teaches. InputFault if a table of the history has
    faults."""
    history = read_history(directory)
    if history.findings:
        raise InputFault(in_order(history.findings))
    return taught(project, history.lines) if history.lines else Taught(project)
