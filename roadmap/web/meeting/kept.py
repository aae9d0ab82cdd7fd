"""What a meeting came to when it was kept: from then on the folder has its changes, so that nobody can ask any more."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from roadmap.meeting.steps import STEPS, begin_steps
from roadmap.operations.session.session_answers import SessionAnswer
from roadmap.outputs.writing.files import write_quietly

SUFFIX = ".kept.json"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The last answer before a meeting was kept, and what each of its lines brought, by its id, in thousands."""

    answer: SessionAnswer
    prices: Mapping[str, int | None]


_KEPT = TypeAdapter(KeptAnswer)


def keep_answer(scenario: Path, kept: KeptAnswer) -> None:
    """Write it beside the steps of the scenario. Where that cannot be written it is told no more after a restart."""
    with contextlib.suppress(OSError):
        begin_steps(_file(scenario).parent)
        write_quietly(_file(scenario), _KEPT.dump_json(kept).decode())


def kept_answer(scenario: Path, lines: Collection[str]) -> KeptAnswer | None:
    """What was written of a scenario with these lines; None where nothing was, or it says something else by now."""
    with contextlib.suppress(OSError, ValidationError):
        found = _KEPT.validate_json(_file(scenario).read_bytes())
        return found if set(found.prices) == set(lines) else None
    return None


def _file(scenario: Path) -> Path:
    return scenario.parent / STEPS / f"{scenario.name}{SUFFIX}"
