"""The single steps of an edit: which parts of a file get another value, come in or go, by their place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from requirements.reading.nodes import Path
from roadmap.editing.splicing.yaml_values import same


class StepKind(StrEnum):
    """What a step does with the part at its place."""

    PUT = "put"
    """Give it another value; where nothing stands, let it come in."""
    INSERT = "insert"
    """Let a member of a list come in before the one that stands there."""
    REMOVE = "remove"
    """Take it out."""


@dataclass(frozen=True, slots=True)
class TextStep:
    """One step: a place within a file (keys, and positions from 0) and the node that is put there."""

    kind: StepKind
    location: Path
    value: Any = None


def steps_between(old: Any, new: Any, at: Path = ()) -> Iterator[TextStep]:
    """The fewest steps that make one node say what another says, in an order in which each place is right."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        for key, part in new.items():
            if key in old:
                yield from steps_between(old[key], part, (*at, key))
            else:
                yield TextStep(StepKind.PUT, (*at, key), part)
        for key in old:
            if key not in new:
                yield TextStep(StepKind.REMOVE, (*at, key))
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _list_steps(old, new, at)
    else:
        yield TextStep(StepKind.PUT, at, new)


def _list_steps(old: list[Any], new: list[Any], at: Path) -> Iterator[TextStep]:
    """What is alike at the beginning and at the end stays; what lies between is changed one by one."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if not same(old[n], new[n])), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if not same(old[-1 - n], new[-1 - n])), rest)
    here, there = len(old) - head - tail, len(new) - head - tail
    for n in range(head, head + min(here, there)):
        yield from steps_between(old[n], new[n], (*at, n))
    for n in range(head + there, head + here)[::-1]:
        yield TextStep(StepKind.REMOVE, (*at, n))
    for n in range(head + here, head + there):
        yield TextStep(StepKind.INSERT if tail else StepKind.PUT, (*at, n), new[n])


def stepped(node: Any, step: TextStep) -> Any:
    """What a node says after a step; the node itself stays as it is."""
    if not step.location:
        return step.value
    first, rest = step.location[0], TextStep(step.kind, step.location[1:], step.value)
    if isinstance(first, str):
        changed = dict(node) if isinstance(node, dict) else {}
        if not rest.location and step.kind is StepKind.REMOVE:
            changed.pop(first, None)
        else:
            changed[first] = stepped(changed.get(first), rest)
        return changed
    members = list(node) if isinstance(node, list) else []
    if not rest.location and step.kind is StepKind.REMOVE:
        del members[first]
    elif not rest.location and step.kind is StepKind.INSERT:
        members.insert(first, step.value)
    elif first < len(members):
        members[first] = stepped(members[first], rest)
    else:
        members.append(stepped(None, rest))
    return members
