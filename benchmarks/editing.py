"""How long edits and gestures of a meeting take, in CPU seconds of this process, on a copy of a folder.

    python -m benchmarks.editing FOLDER --edits 40

Gates of random deals are moved in the files and taken back, and moved in a meeting.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from requirements.gate import Gate
from requirements.market import CLOSED
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit
from roadmap.folder.load import load_project
from roadmap.meeting.gestures import MoveGate
from roadmap.meeting.meeting import MeetingChange, PlanningMeeting

Made = TypeVar("Made")


def main() -> None:
    """Read the command line, and print a line for each kind of step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        shutil.copytree(options.folder, folder)
        run(folder, options.edits)


def run(folder: Path, edits: int) -> None:
    """Move gates of a folder, take the moves back, and move them in a meeting."""
    project = load_project(folder).project
    if project is None:
        raise SystemExit("the folder has errors")
    choice = random.Random(0)  # noqa: S311 - the same deals every time
    last = [
        (key, list(deal.gates)[-1], deal.gates[list(deal.gates)[-1]])
        for key, deal in project.market.deals.items()
        if deal.gates and deal.stage not in CLOSED
    ]
    moved = [choice.choice(last) for _number in range(edits)]
    editor, meeting = FolderEditor(folder), PlanningMeeting(folder, "measured")
    told: dict[str, list[float]] = {"read an entry": [], "edit": [], "take back": [], "gesture": []}
    for number, (deal, gate, day) in enumerate(moved):
        path = f"deals.{deal}"
        entry = timed(told["read an entry"], partial(editor.entry, path))
        edit = Edit(f"{path}.gates.{gate.value}", day + timedelta(days=1 + number), if_match=entry.hash)
        made = timed(told["edit"], partial(editor.apply, [edit]))
        if isinstance(made, AppliedEdits):
            timed(told["take back"], partial(editor.undo, made.undo))
        gesture = MoveGate(deal, Gate(gate), day + timedelta(days=1 + number))
        answer = timed(told["gesture"], partial(meeting.make, gesture))
        if not isinstance(answer, MeetingChange):
            raise SystemExit(f"not made: {answer}")
    for name, seconds in told.items():
        middle, most = statistics.median(seconds), max(seconds)
        print(f"{name}: {len(seconds)} times, median {middle:.3f} s, at most {most:.3f} s CPU")


def timed(seconds: list[float], call: Callable[[], Made]) -> Made:
    """What a call gives; its CPU seconds are noted."""
    began = time.process_time()
    found = call()
    seconds.append(time.process_time() - began)
    return found


if __name__ == "__main__":
    main()
