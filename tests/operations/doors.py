"""Both doors to an operation, opened on the same folder."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from roadmap.changes.quoting.quote_search import Improver
from roadmap.changes.scenarios.scenario_plans import plan_variants
from roadmap.operations.asking import explain, quote, whatif
from roadmap.operations.planning import plan
from roadmap.operations.searching import answerers
from roadmap.planner import make_plan
from tests.cli.command import answer, run
from tests.explain.executors import Here
from tests.simulate.test_plans import inside


def told(*arguments: object) -> dict[str, Any]:
    """What a command says to programs, without its own envelope."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return {name: value for name, value in answer(result).items() if name not in ("schema_version", "exit_code")}


def plain(value: object) -> Any:
    """A value as programs get it."""
    return json.loads(json.dumps(value, default=str))


def search_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search and answer questions in this process, by both doors: what is proved does not depend on time."""

    @contextlib.contextmanager
    def open_here(**_: Any) -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr(plan, "make_plan", partial(make_plan, solver=inside))
    monkeypatch.setattr(whatif, "plan_variants", partial(plan_variants, solver=inside))
    monkeypatch.setattr(quote, "Improver", partial(Improver, solver=inside))
    monkeypatch.setattr(explain, "open_pool", open_here)
    monkeypatch.setattr(answerers, "open_pool", open_here)


def copied(folder: Path, to: Path) -> Path:
    """The same folder elsewhere."""
    to.mkdir()
    for file in folder.iterdir():
        if not file.name.startswith("."):
            (to / file.name).write_bytes(file.read_bytes())
    return to
