"""kill -9 while planning and while writing: no torn file, and what was saved is kept."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from roadmap.cli.files.examples import examples_folder
from roadmap.outputs.writing.files import PREFIX, remove_leftovers, write_whole
from roadmap.outputs.writing.kinds import PAGE_MARK, FileKind
from roadmap.plans.plan_file import read_plan

PLANNING = (0.3, 4.0)
WRITING = (0.15, 0.6)
"""Seconds after its start at which a process is killed: between these."""
WRITER = """
import sys
from pathlib import Path
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import PAGE_MARK, FileKind
bodies = [PAGE_MARK + letter * 2_000_000 for letter in "ab"]
while True:
    for body in bodies:
        write_whole(Path(sys.argv[1]), body, kind=FileKind.PAGE)
"""


def check(seed: int) -> list[str]:
    """What one kill broke: of a planning on even seeds, of a writing on odd ones."""
    with tempfile.TemporaryDirectory() as scratch:
        case = _writing if seed % 2 else _planning
        return case(Path(scratch), random.Random(seed))  # noqa: S311 - repeatable cases, no secrets


def _writing(folder: Path, chance: random.Random) -> list[str]:
    path = folder / "page.html"
    bodies = [PAGE_MARK + letter * 2_000_000 for letter in "ab"]
    write_whole(path, bodies[0], kind=FileKind.PAGE)
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)])
    _kill(process, chance.uniform(*WRITING))
    found = path.read_text(encoding="ascii")
    wrong = [] if found in bodies else [f"torn: {len(found)} bytes"]
    return wrong + _leftovers(folder)


def _planning(folder: Path, chance: random.Random) -> list[str]:
    """A company is planned twice; the second run is killed, and must leave the first plan or a better one."""
    company = folder / "company"
    shutil.copytree(examples_folder() / "chip-stack", company)
    command = [sys.executable, "-m", "roadmap", "plan", str(company), "--workers", "1", "--seed", "1"]
    if chance.random() < 0.5:
        subprocess.run([*command, "--time", "1", "--quiet"], capture_output=True, check=False)
    before = (company / "plan.json").read_bytes() if (company / "plan.json").exists() else None
    said = (folder / "said").open("w+", encoding="utf-8")
    process = subprocess.Popen([*command, "--time", "60"], stdout=subprocess.DEVNULL, stderr=said)
    _kill(process, chance.uniform(*PLANNING))
    said.seek(0)
    saved = re.search(r"[1-9]\d* plans? saved", said.read()) is not None
    said.close()
    if not (company / "plan.json").exists():
        return ["a plan was saved and is gone"] if saved or before else []
    wrong = [] if read_plan(company / "plan.json").deals else ["a plan without deals"]
    return wrong + _leftovers(company)


def _kill(process: subprocess.Popen[bytes], seconds: float) -> None:
    time.sleep(seconds)
    process.kill()
    process.wait()


def _leftovers(folder: Path) -> list[str]:
    """Temporary files that the next start does not remove."""
    remove_leftovers(folder)
    left = [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]
    return [f"left over: {left}"] if left else []
