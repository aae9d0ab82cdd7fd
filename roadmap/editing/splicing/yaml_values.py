"""Values as YAML text: written plain where reading it gives the same again, else in quotes; in braces or in lines."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import ScalarEvent, StreamEndEvent

from requirements.fields import Plain, write_share
from requirements.reading.nodes import Path
from roadmap.editing.splicing.tree import EMPTY

LONGEST_INLINE = 88
"""Characters of a list or mapping that is written in one line."""
STEP = 2
"""Blanks by which a part stands further right than what holds it, where the file does not show it."""


def as_node(value: object) -> Any:
    """A value as the reader would read it: mappings, lists, `Plain` for what is no text, text, None."""
    if isinstance(value, dict):
        return {str(as_node(key)): as_node(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_node(part) for part in value]
    if isinstance(value, str) and not isinstance(value, Plain | Enum):
        return value
    text = "" if value is None else _plain_text(value)
    return None if text in EMPTY else Plain(text)


def _plain_text(value: object) -> str:
    """What is no text, as a file states it without quotes. TypeError for what no file can state."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return write_share(value)
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, Plain | Enum):
        return str(value.value if isinstance(value, Enum) else value)
    raise TypeError(type(value).__name__)


def same(one: object, other: object) -> bool:
    """Whether two nodes say the same, however they are quoted."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(part, other[key]) for key, part in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    return (None if one is None else str(one)) == (None if other is None else str(other)) and not (
        isinstance(one, dict | list) or isinstance(other, dict | list)
    )


def nested(steps: Path, value: object) -> Any:
    """A value inside the mappings and lists of one that lead to it."""
    for step in reversed(steps):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def scalar_text(value: str | None, *, style: str = "", is_key: bool = False) -> str:
    """A scalar in one line, for any place: plain if that gives the same text again, or as `style` quotes it."""
    if value is None:
        return "null"
    quoted = style in ("'", '"') and not isinstance(value, Plain)
    if not quoted and _is_plain(value, is_key=is_key):
        return str(value)
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(str(value), ensure_ascii=False)


def _is_plain(value: str, *, is_key: bool) -> bool:
    """Whether a text without quotes reads as itself, in lines and in brackets alike."""
    if value in EMPTY or value == "<<" or "\n" in value:
        return False
    frames = ("{}: x\n", "{{{}: x}}\n") if is_key else ("k: {}\n", "[{}]\n", "{{k: {}}}\n")
    return all(_scalars(frame.format(value)) == _expected(frame, value) for frame in frames)


def _expected(frame: str, value: str) -> list[str]:
    after = ["x"] if frame.endswith((": x\n", ": x}}\n")) else []
    before = ["k"] if "k: " in frame else []
    return [*before, value, *after]


def _scalars(text: str) -> list[str] | None:
    """The plain scalars of a text; None where it holds anything else than scalars in one mapping or list."""
    found: list[str] = []
    holders = 0
    parser = CParser(text)
    try:
        while True:
            event = parser.get_event()
            if isinstance(event, StreamEndEvent):
                return found
            if isinstance(event, ScalarEvent):
                if event.style or event.tag or event.anchor:
                    return None
                found.append(event.value)
            elif type(event).__name__ == "AliasEvent":
                return None
            elif type(event).__name__ in ("MappingStartEvent", "SequenceStartEvent"):
                holders += 1
                if holders > 1:
                    return None
    except YAMLError:
        return None


def inline_text(value: Any) -> str:
    """A node in one line, its lists in brackets and its mappings in braces."""
    if isinstance(value, dict):
        entries = (f"{scalar_text(key, is_key=True)}: {inline_text(part)}" for key, part in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline_text(part) for part in value) + "]"
    return scalar_text(value)


def fits_inline(value: Any, *, longest: int = LONGEST_INLINE) -> bool:
    """Whether a list or mapping is short enough for one line."""
    return not value or (len(inline_text(value)) <= longest and not _has_lines(value))


def _has_lines(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(_has_lines(part) for part in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and "\n" in value


def block_lines(value: Any, column: int, *, step: int = STEP) -> list[str]:
    """A mapping or list that is not empty in lines of its own, which begin at a column (from 0)."""
    lines: list[str] = []
    if isinstance(value, dict):
        for key, part in value.items():
            lines += value_lines(" " * column + scalar_text(key, is_key=True) + ":", part, column, step=step)
        return lines
    for part in value:
        if isinstance(part, dict) and part and not fits_inline(part):
            inner = block_lines(part, column + 2, step=step)
            lines += [" " * column + "- " + inner[0].lstrip(" "), *inner[1:]]
        else:
            lines += value_lines(" " * column + "-", part, column, step=step)
    return lines


def value_lines(head: str, value: Any, column: int, *, step: int = STEP, inline: bool = True) -> list[str]:
    """A head such as `name:` with its value behind it, or below it where that is too long for one line."""
    if isinstance(value, dict | list):
        if not value or (inline and fits_inline(value)):
            return [f"{head} {inline_text(value)}"]
        return [head, *block_lines(value, column + step, step=step)]
    if isinstance(value, str) and (lines := literal_lines(value, column + step)):
        return [f"{head} {lines[0]}", *lines[1:]]
    return [f"{head} {scalar_text(value)}"]


def literal_lines(value: str, column: int) -> list[str]:
    """A text of several lines as a block that keeps them: its header, and its lines at a column. Empty if it cannot be
    written so."""
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    lines = body.split("\n")
    if len(lines) < 2 or ends > 1 or lines[0][:1] in (" ", "\t", "") or any(line != line.rstrip() for line in lines):
        return []
    return ["|" if ends else "|-", *((" " * column + line) if line else "" for line in lines)]
