"""The messages that Python sources write out, read from their syntax trees.

A message is what stands written out as a string at a call of `_`, `ngettext` or `fault`, or as its `hint`, also inside
an f-string and whatever the version of Python. Anything else at these places could not be translated, and is an error
here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

CALLS = {"_": (0,), "ngettext": (0, 1), "fault": (1,)}
"""The functions whose arguments at these positions are messages."""
MARK = "# Translators:"


@dataclass(frozen=True)
class Message:
    """A message as it is written in a source: one form, or the two of one and of many; and a note for translators."""

    forms: tuple[str, ...]
    note: str


def python_messages(source: str) -> Iterator[Message]:
    """The messages in a source, in the order of its tree; ValueError names the line of one that is not written out."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            forms = tuple(_written_out(node, position) for position in CALLS[node.func.id])
            yield Message(forms, _note(lines[: node.lineno - 1]))
            yield from _hints(node)


def _hints(call: ast.Call) -> Iterator[Message]:
    """What to do about a fault, where a call of `fault` says it."""
    for keyword in call.keywords:
        if isinstance(call.func, ast.Name) and call.func.id == "fault" and keyword.arg == "hint":
            if not (isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)):
                raise ValueError(f"line {call.lineno}: {ast.unparse(call)[:80]}: expected a hint written out")
            yield Message((keyword.value.value,), "")


def _written_out(call: ast.Call, position: int) -> str:
    argument = call.args[position] if position < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise ValueError(
        f"line {call.lineno}: {ast.unparse(call)[:80]}: expected a string written out, which the catalogue can hold; "
        "translate words that are written elsewhere with `translated`"
    )


def _note(above: list[str]) -> str:
    """The comment for translators that ends right above a call, without its mark; or nothing."""
    note: list[str] = []
    for line in reversed(above):
        text = line.strip()
        if not text.startswith("#"):
            return ""
        note.insert(0, text.removeprefix("#").strip())
        if text.startswith(MARK):
            return " ".join(note).removeprefix("Translators:").strip()
    return ""
