"""What a file states, as one text for each path: to say what is different between two states of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from requirements.reading.limits import LARGEST_FILE
from requirements.reading.yaml.yaml_reader import read_yaml_file

TextPath = tuple[str, ...]
"""A section or the head of a table's first column, an id or position, and fields."""
DELIMITERS = ",;\t"
MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class StatedChange:
    """One value that a file states otherwise behind a commit: None where it did not or does not state it."""

    file: str
    path: TextPath
    before: str | None
    after: str | None


def stated_texts(content: bytes, file: str) -> Mapping[TextPath, str] | None:
    """Every scalar of a YAML file or cell of a table by its path, in the order of the file; None where it cannot be
    read."""
    if not file.lower().endswith(".csv"):
        document, _findings = read_yaml_file(content, file, expected="")
        return None if document is None else dict(_scalars(document.root, ()))
    if len(content) > LARGEST_FILE:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    return dict(_cells(text))


def _scalars(node: Any, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    if isinstance(node, dict):
        for key, part in node.items():
            yield from _scalars(part, (*path, key))
    elif isinstance(node, list):
        for position, part in enumerate(node, start=1):
            yield from _scalars(part, (*path, str(position)))
    else:
        yield path, str(node) if isinstance(node, str) else ""


def _cells(text: str) -> Iterator[tuple[TextPath, str]]:
    """The cells of a table by the first cell of their row and the head of their column."""
    head, _newline, _rest = text.partition("\n")
    delimiter = max(DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    names = next(rows, [])
    count = 0
    for row in rows:
        count += len(row)
        if count > MOST_CELLS or not row:
            continue
        for name, cell in zip(names[1:], row[1:], strict=False):
            if cell:
                yield (row[0], name), cell
