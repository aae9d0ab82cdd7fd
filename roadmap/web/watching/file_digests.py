"""The files of a folder by their contents: looked at often, read only where they may be others than before."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from roadmap.folder.texts.files import KINDS

OTHERS = (".json", ".jsonl")
MOST = 5_000
DEEPEST = 12
YOUNG = 2.0
"""Seconds in which a file can change again without its time telling."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is read to see whether it has changed."""
_Seen = tuple[int, int, int]
"""When a file was changed last, its bytes, and its number on the disk."""


class FileDigests:
    """The digests of a folder's files: what roadmap reads in it, and what it writes beside that. Folders whose name
    begins with a dot are not looked into, links to other folders are not followed, and pipes and devices, whose end may
    never come, are not read."""

    def __init__(self, root: Path, *, also: tuple[Path, ...] = ()) -> None:
        self._root, self._also = root, also
        self._known: dict[str, tuple[_Seen, str]] = {}
        self._young: set[str] = set()

    def look(self) -> dict[str, str]:
        """The digests by name within the folder, in order; files that cannot be read are left out."""
        found: dict[str, tuple[_Seen, str]] = {}
        young: set[str] = set()
        now = time.time()
        for name, path in self._files():
            try:
                state = path.stat()
                if not stat.S_ISREG(state.st_mode):
                    continue
                seen = (state.st_mtime_ns, state.st_size, state.st_ino)
                before = self._known.get(name)
                if before is None or before[0] != seen or name in self._young:
                    found[name] = seen, _digest(path, seen)
                else:
                    found[name] = before
            except OSError:
                continue
            if now - state.st_mtime < YOUNG:
                young.add(name)
        self._known, self._young = found, young
        return {name: digest for name, (_seen, digest) in sorted(found.items())}

    def _files(self) -> Iterator[tuple[str, Path]]:
        listed = set()
        for path in islice(_walk(self._root, DEEPEST), MOST):
            listed.add(path)
            yield self.name_of(path), path
        for path in self._also:
            if path not in listed:
                yield self.name_of(path), path

    def name_of(self, path: Path) -> str:
        """What a file is called here: by its place in the folder, or in full where it lies elsewhere."""
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else str(path)


def _digest(path: Path, seen: _Seen) -> str:
    """The digest of what a file holds; of one that is too large to be read again and again, of its time and size."""
    if seen[1] > LARGEST:
        return hashlib.sha256(repr(seen).encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth:
                yield from _walk(Path(entry.path), depth - 1)
        elif Path(entry.name).suffix.lower() in (*KINDS, *OTHERS):
            yield Path(entry.path)
