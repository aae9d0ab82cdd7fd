"""The commands, one module each, in the rooms of `roadmap.operations`: what a command does is an operation there.

`program` names each command in one line and finds its module by its name, in whichever room it is.
"""

from __future__ import annotations

from pathlib import Path


def module_of(name: str) -> str:
    """The module of a command. LookupError if no room has one of this name."""
    for place in __path__:
        for file in Path(place).glob("*/*.py"):
            if file.stem == name:
                return f"{__name__}.{file.parent.name}.{name}"
    raise LookupError(name)
