"""Three walks through the house, by the functions that hand over what is carried: python -m benchmarks.walks [ROOT].

A stay is a function that returns what is carried (documents, a project, a problem, a schedule, a plan, a deal of a
page), told once, in the order in which they return first. A room is the module of a stay. A climb is a step to a stay
on a higher floor, by the layers that imports obey. The commands themselves make the walks, for a small company. ROOT is
another tree of this project, such as an older one, whose classes have the same names.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
import threading
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import FrameType

FOLDER = """\
name: One deal
start: 2026-01-05
horizon: 2026-03-27
segments:
  isv: {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
capabilities:
  api: {name: API, kind: serving}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 15}]}
releases:
  R1: {freeze: 2026-02-04, ship: 2026-02-06}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: opportunity, value: 400, gates: {design_in: 2026-02-27},
     needs: {design_in: [api]}}
"""
OURS = ("roadmap", "requirements")
READ = frozenset({"Document", "Collected", "Loaded", "LoadedFolder", "Project", "Indexed", "Problem", "Search"})
FOUND = frozenset({"Schedule", "Plan"})
SHOWN = frozenset({"Plan", "GateCell", "DealRow", "DealGroup", "DealsView", "PageView"})


@dataclass
class Walk:
    """One walk: its name, the command that makes it, what is carried, and the functions that begin and end it."""

    name: str
    command: tuple[str, ...]
    carried: frozenset[str]
    begins: str
    ends: str
    stays: list[tuple[str, str]] = field(default_factory=list)
    on: bool = False
    over: bool = False

    def hear(self, frame: FrameType, event: str, value: object) -> None:
        """What the interpreter tells of a call or a return."""
        module, function = str(frame.f_globals.get("__name__")), frame.f_code.co_name
        if self.over or event not in ("call", "return") or module.partition(".")[0] not in OURS:
            return
        self.on = self.on or function == self.begins
        first = value[0] if isinstance(value, tuple | list) and value else value
        carries = event == "return" and type(first).__name__ in self.carried
        entered = event == "call" and module.startswith("roadmap.solver.process")  # of a search only the door counts
        ending = function == self.ends and (carries or entered)
        if self.on and (carries or ending) and function.isidentifier() and (module, function) not in self.stays:
            self.stays.append((module, function))
        self.over = self.on and ending


def walks(folder: Path) -> list[Walk]:
    """The three walks, as the commands make them in a folder."""
    once, again, page = folder / "once", folder / "again", folder / "page.html"
    for one in (once, again):
        one.mkdir()
        (one / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    plans = [("plan", str(one), "--time", "3", "-o", str(one / "plan.json")) for one in (once, again)]
    shown = ("render", str(once / "plan.json"), "-o", str(page))
    return [
        Walk("a folder's path to the search", plans[0], READ, "read_yaml", "solve"),
        Walk("a deal's gate to the page", shown, SHOWN, "read_plan", "build_page"),
        Walk("a schedule to PLAN.json", plans[1], FOUND, "levelled", "sealed"),
    ]


def make(walk: Walk) -> None:
    """Make a walk, in all threads of this process."""
    program = import_module("roadmap.cli.program").program
    threading.setprofile(walk.hear)
    sys.setprofile(walk.hear)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            program(list(walk.command))
    except SystemExit as ended:
        if ended.code:
            raise
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def floors(root: Path) -> dict[str, int]:
    """The floor of each layer, from below."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    return {name: floor for floor, names in enumerate(reversed(layers)) for name in re.findall(r"\w+", names)}


def climbs(stays: Sequence[tuple[str, str]], floor: dict[str, int]) -> int:
    """The steps to a stay on a higher floor; the market is below all of them."""
    heights = [floor.get(module.split(".")[1], -1) if module.startswith("roadmap.") else -1 for module, _ in stays]
    return sum(after > before for before, after in pairwise(heights))


def main(arguments: list[str]) -> int:
    """Make the walks in a tree and print them."""
    root = Path(arguments[0] if arguments else ".").resolve()
    sys.path.insert(0, str(root))
    os.environ["PYTHONPATH"] = str(root)
    with tempfile.TemporaryDirectory() as scratch:
        for walk in walks(Path(scratch)):
            make(walk)
            rooms = len({module for module, _ in walk.stays})
            print(f"{walk.name}: {len(walk.stays)} stays, {rooms} rooms, {climbs(walk.stays, floors(root))} climbs")
            print("".join(f"  {module}.{function}\n" for module, function in walk.stays), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
