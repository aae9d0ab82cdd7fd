"""Random steps over texts in every style that people write: what the property tests of editing try."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roadmap.editing.splicing.splices import StepKind, TextStep
from roadmap.editing.splicing.yaml_values import as_node

ROOT = Path(__file__).parents[2]
ODD = [
    """\
# head
a: 1 # one
b:
  c: 'it''s' # q
  d: "x\\ty"
  e: |
    one

    two
  # between
  f: >-
    folded
    text

  g: [t: ga, u, {v: w}]
  h: {}
  i:
  j: # empty
  k: []
l:
- 1
- m: 1
  n: 2
- - x
  - y
# tail
""",
    "a: {b: 1, c: {d: [1, 2, 3], e}, f: , 'g h': \"i\",\n  # c\n  j: 2,\n  k: 3 # last\n  }\nz: |+\n  keep\n\n\n",
    """\
deals:
    x:
        name: N
        needs:
            design_in:
            -   t: ga
            -   u
    y: {name: M, gates: {design_in: 2026-01-01}}
""",
    "a:\n  - b: 1\n    # why\n    c: 2\n  - # note\n    d: 3\n  -\n  - e:\n      - 1\n\n  - f",
    '名称: 芯片 # 注释\n商机:\n  一号: {客户: "港湾", 金额: 200万}\n',
]
VALUES: list[Any] = [
    "x", "two words", "it's", "a: b", "# no", "- d", "yes", "null", "", "~", "多 字", "line1\nline2", "line1\nline2\n",
    " lead", "{a}", "[", "&a", "*b", "!t", "%x", "@y", "`z", "a #b", "a,b", "x:", "?", "? q", "-", "'q'", '"dq"', "12",
    "2026-01-01", "<<", "a\\b", "a: |", "é\tx", "\n\nx", "a\n\n b\n", None, True, 3, 1.5, [1, 2], {"k": "v"},
    {"k": {"l": ["m", "n o"]}}, [], {}, [{"a": 1, "b": "two\nlines"}], list(range(60)),
    {"long": "x" * 90, "b": ["y" * 50, "z: " + "w" * 50]},
]  # fmt: skip


def texts() -> list[str]:
    """Odd texts, the shipped examples, and both with the line ends of another system."""
    shipped = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.yaml"))]
    small = [text for text in shipped if len(text) < 12_000]
    return [*ODD, *small, *(text.replace("\n", "\r\n") for text in (*ODD, *small[:3]))]


def places(node: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every part of a node below its root, with its place."""
    steps: Any = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for step, part in ((step, node[step]) for step in steps):
        yield (*at, step), part
        yield from places(part, (*at, step))


def random_step(choice: random.Random, node: Any) -> TextStep:
    """A step that can be made on a node."""
    location, part = choice.choice(list(places(node)))
    kind, value = choice.choice(["put", "put", "remove", "add", "insert"]), as_node(choice.choice(VALUES))
    if kind == "remove":
        return TextStep(StepKind.REMOVE, location)
    if kind == "insert" and isinstance(location[-1], int):
        return TextStep(StepKind.INSERT, location, value)
    if kind == "add" and isinstance(part, dict):
        return TextStep(StepKind.PUT, (*location, choice.choice(["new", "new key", "k:1", "中"])), value)
    if kind == "add" and isinstance(part, list):
        return TextStep(StepKind.PUT, (*location, len(part)), value)
    if kind == "add" and part is None:
        further: str | int = "new" if choice.random() < 0.5 else 0
        return TextStep(StepKind.PUT, (*location, further), value)
    return TextStep(StepKind.PUT, location, value)
