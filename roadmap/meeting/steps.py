"""The steps of a meeting that can be taken back: kept beside the scenario, so that they outlive whoever writes it.

They lie in `meetings/.steps/NAME.jsonl`, one step a line, in a folder that git leaves alone. Losing them loses nothing
but the way back, so a folder in which they cannot be written has them as long as the program runs.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from roadmap.outputs.writing.descriptors import write_all
from roadmap.outputs.writing.files import write_quietly

STEPS = ".steps"
"""The folder of steps, beside the scenarios."""
MARK = '{"kind": "roadmap-steps"}'
MOST_STEPS = 1_000
"""Steps that can be taken back."""
MOST_KEPT = 200
"""Of these, those that are read again after an end."""
Step = tuple[bytes, bytes]
"""What the scenario said before, and what it said after."""


class MeetingSteps:
    """What was done, and what was taken back, the last one last."""

    def __init__(self, scenario: Path) -> None:
        self._file = scenario.parent / STEPS / f"{scenario.name}.jsonl"
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._is_stale = not scenario.exists()  # steps of a scenario that is gone are not those of the next of its name
        lines = self._lines()
        self._is_foreign = lines is not None and lines[:1] != [MARK]
        if lines is not None and not self._is_stale and not self._is_foreign:
            self._read(lines[1:])

    def make(self, step: Step) -> None:
        """A step was made: what was taken back before cannot be made again."""
        self._note("made", step)

    def undo(self, step: Step) -> None:
        """The last step was taken back, which was a step itself."""
        self._note("undone", step)

    def redo(self, step: Step) -> None:
        """What was taken back last was made again."""
        self._note("redone", step)

    def drop(self, step: Step, *, undone: bool) -> None:
        """The last step cannot be taken back (`undone`: made again) any more."""
        self._note("dropped" if undone else "lost", step)

    def _note(self, what: str, step: Step) -> None:
        self._take(what, step)
        if self._is_foreign:
            return
        with contextlib.suppress(OSError):
            if self._is_stale:
                self._write_anew()
            else:
                self._append([_line(what, step)])

    def _take(self, what: str, step: Step) -> None:
        if what == "made":
            self.done.append(step)
            del self.done[:-MOST_STEPS]
            self.undone.clear()
            return
        of, onto = (self.done, self.undone) if what in ("undone", "lost") else (self.undone, self.done)
        if of:
            of.pop()
        if what in ("undone", "redone"):
            onto.append(step)

    def _append(self, lines: list[str]) -> None:
        """Write lines behind the others; the first also says what the file is, and that git leaves it alone."""
        begin_steps(self._file.parent)
        fresh = not self._file.exists()
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        try:
            write_all(handle, "".join(f"{line}\n" for line in ([MARK, *lines] if fresh else lines)).encode())
        finally:
            os.close(handle)

    def _lines(self) -> list[str] | None:
        """The lines of the file; None where there is none."""
        try:
            return self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return None
        except OSError:
            return []

    def _read(self, lines: list[str]) -> None:
        """The steps that were kept; a line that was not written to its end is none."""
        for line in lines:
            with contextlib.suppress(ValueError, TypeError, KeyError):
                told = json.loads(line)
                self._take(told["what"], (_bytes(told["before"]), _bytes(told["after"])))
        self._is_stale = len(lines) > 2 * MOST_KEPT

    def _write_anew(self) -> None:
        """Write the steps as they are now: all are made, and those that were taken back are taken back again."""
        taken = self.undone[-MOST_KEPT:]
        made = [_line("made", step) for step in (*self.done[-MOST_KEPT:], *taken)]
        self._file.unlink(missing_ok=True)
        self._append([*made, *(_line("undone", step) for step in taken)])
        self._is_stale = False


def begin_steps(folder: Path) -> None:
    """Make the folder of steps, which git leaves alone, unless it is there."""
    if not folder.exists():
        folder.mkdir()
        write_quietly(folder / ".gitignore", "*\n")


def _line(what: str, step: Step) -> str:
    before, after = (part.decode("utf-8", "surrogateescape") for part in step)
    return json.dumps({"what": what, "before": before, "after": after})


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
