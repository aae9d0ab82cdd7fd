"""Parts of entries as the text of one cell, and back."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from requirements.fields import Plain
from requirements.reading.characters import FORBIDDEN
from requirements.reading.nodes import FAULTY
from requirements.reading.yaml.yaml_reader import read_yaml_file

LONGEST_TEXT = 32_000
"""Characters of a cell; a spreadsheet program holds 32,767."""
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,9})?")
_SAFE = re.compile(r"[^\s\[\]{},:;#&*!|>'\"%@`?-][^\[\]{},:;#\n\"]*")
_PARTED = re.compile(r"[;\n\[\]{}]")


def text_of(node: object) -> str:
    """A part of an entry in one cell: a list as `a; b`, a mapping as `a: x; b: y`, what is deeper in brackets; empty
    for a part that could not be read."""
    if node is None or node is FAULTY:
        return ""
    if isinstance(node, list) and node and all(_is_line(member) for member in node):
        return "; ".join(_line(member) for member in node)
    if isinstance(node, dict) and node and all(_is_scalar(key) and _is_scalar(part) for key, part in node.items()):
        return "; ".join(f"{key}: {part}" for key, part in node.items())
    return _flow(node) if isinstance(node, dict | list) else str(node)


def _is_scalar(node: object) -> bool:
    return isinstance(node, str) and bool(node) and not _PARTED.search(node) and not re.search(r": |:$", node)


def _is_line(node: object) -> bool:
    """Whether a member of a list is a text, or a short form that YAML reads as a mapping of one entry."""
    if isinstance(node, dict):
        return len(node) == 1 and all(_is_scalar(key) and _is_scalar(part) for key, part in node.items())
    return _is_scalar(node) or (isinstance(node, str) and bool(node) and not _PARTED.search(node))


def _line(node: Any) -> str:
    return "".join(f"{key}: {part}" for key, part in node.items()) if isinstance(node, dict) else str(node)


def _flow(node: object) -> str:
    """A part in one line, lists in brackets and mappings in braces."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(part)}" for key, part in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(_flow, node)) + "]"
    if node is None or node is FAULTY:
        return "null"
    text = str(node)
    return (
        text
        if isinstance(node, Plain) or (_SAFE.fullmatch(text) and text == text.strip())
        else json.dumps(text, ensure_ascii=False)
    )


def canonical(text: str) -> str:
    """A text as it is compared: without what a cell cannot hold, and numbers without zeros that say nothing."""
    held = FORBIDDEN.sub("", text.replace("\r\n", "\n")).strip()[:LONGEST_TEXT].strip()
    if _NUMBER.fullmatch(held):
        return f"{Decimal(held).normalize():f}"
    return re.sub(r"[ \t]+", " ", held)


def is_number(text: str) -> bool:
    """Whether a text is written as a number cell without losing anything."""
    return _NUMBER.fullmatch(text) is not None


def node_of_text(text: str, old: object, shape: str) -> Any:
    """What a cell says: `shape` is list, mapping, scalar or either (a scalar or a list of some), `old` the part that
    stood there, whose members stay as they are written where their text is the same."""
    if text[:1] in "[{" and (read := _read_flow(text)) is not None:
        return read
    if shape == "list" or (shape == "either" and (isinstance(old, list) or ";" in text)):
        former = {_line(member): member for member in old if _is_line(member)} if isinstance(old, list) else {}
        members = [former.get(part, Plain(part)) for part in map(str.strip, re.split(r"[;；\n]", text)) if part]
        return members[0] if shape == "either" and len(members) == 1 else members
    if shape == "mapping" or isinstance(old, dict):
        pairs = [part.partition(":") for part in map(str.strip, re.split(r"[;；\n]", text)) if part]
        if all(colon for _key, colon, _value in pairs):
            return {key.strip(): Plain(value.strip()) for key, _colon, value in pairs}
    return Plain(text)


def _read_flow(text: str) -> Any:
    """What a text in brackets says; None where it is none."""
    document, findings = read_yaml_file(f"x: {text}".encode(), "cell", expected="x")
    return None if document is None or findings else document.root.get("x")
