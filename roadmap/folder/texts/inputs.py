"""Which folder a file is input of, or would be once it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from requirements.reading.limits import LARGEST_FILE
from requirements.reading.whole_file import Unreadable, read_whole
from roadmap.folder.texts.files import DECISIONS, KINDS, ROADMAP


def input_folder(path: Path) -> Path | None:
    """The folder of whose input this file is or would be, by its name: its roadmap.yaml, or a file that this includes.

    `path` is absolute and without links. Where a roadmap.yaml cannot be read, every file that could be input is taken
    for it. None if no folder reads it.
    """
    if path.suffix.casefold() not in KINDS:
        return None
    return next((folder for folder in path.parents if _reads(folder, path)), None)


def _reads(folder: Path, path: Path) -> bool:
    header = folder / ROADMAP
    if not header.is_file():
        return False
    if path.parent == folder and path.name.casefold() in (ROADMAP, DECISIONS):
        return True
    patterns = _patterns(header)
    name = path.relative_to(folder).as_posix()
    return patterns is None or any(_matches(pattern, name) or _is_same(folder / pattern, path) for pattern in patterns)


def _patterns(header: Path) -> list[str] | None:
    from requirements.reading.yaml.yaml_reader import read_yaml_file  # noqa: PLC0415 - most outputs cannot be input

    try:
        document, _findings = read_yaml_file(read_whole(header, largest=LARGEST_FILE), ROADMAP, expected=ROADMAP)
    except Unreadable:
        return None
    if document is None:
        return None
    listed = document.root.get("include") or []
    return [str(member) for member in listed if isinstance(member, str)] if isinstance(listed, list) else None


def _is_same(named: Path, path: Path) -> bool:
    """Whether a pattern that is a name leads to the file itself, by whatever links."""
    try:
        return named.samefile(path)
    except (OSError, ValueError):
        return False


def _matches(pattern: str, name: str) -> bool:
    """Whether a pattern of roadmap.yaml would find a file of this name, in any case."""
    return re.fullmatch("".join(_translated(pattern)), name, re.IGNORECASE) is not None


def _translated(pattern: str) -> Iterator[str]:
    """The pattern as a regular expression, piece by piece; `**` stands for any folders, `*` and `?` stay within one."""
    for piece in re.findall(r"\*\*/|\*|\?|\[[^]]+\]|[^*?\[]+|\[", pattern.removeprefix("./")):
        if piece == "**/":
            yield "(?:.*/)?"
        elif piece in ("*", "?"):
            yield f"[^/]{piece}" if piece == "*" else "[^/]"
        elif len(piece) > 1 and piece.startswith("["):
            yield piece.replace("[!", "[^").replace("\\", "\\\\")
        else:
            yield re.escape(piece)
