"""Mutated input folders: loading ends with findings or a project, never with an exception, and soon."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from requirements.finding import Severity
from roadmap.folder.load import load_project
from tests.faults.test_mutations import mutate
from tests.folder.folders import write

SECONDS = 10.0
"""What loading one small folder may take before it counts as a hang."""


def check(seed: int) -> list[str]:
    """What is wrong with how one mutated folder is loaded."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    files = mutate(chance)
    with tempfile.TemporaryDirectory() as scratch:
        folder = write(Path(scratch), files)
        began = time.monotonic()
        loaded = load_project(folder, encoding=chance.choice([None, "gb18030"]))
        took = time.monotonic() - began
    errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    wrong = [] if took < SECONDS else [f"took {took:.1f} s"]
    if (loaded.project is None) != bool(errors):
        wrong.append(f"{len(errors)} errors, and {'no ' if loaded.project is None else 'a '}project")
    if not all(finding.message and str(finding.place) for finding in loaded.findings):
        wrong.append("a finding without place or message")
    return wrong
