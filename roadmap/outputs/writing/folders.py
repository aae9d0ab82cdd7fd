"""Folders that roadmap writes as a whole: a site. It knows its own files again and touches no others.

`site.json` names the files of the last run. Whoever is interrupted finds whole files, some of them new; the next run
writes what is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from requirements.errors import RoadmapError, system_reason
from requirements.language import _
from roadmap.outputs.writing.files import write_quietly, write_whole
from roadmap.outputs.writing.kinds import SITE_KIND, FileKind, NotOurs

MANIFEST = "site.json"
INTERNAL = "internal"
"""For whom a site is unless it says otherwise: for colleagues."""
_OWN_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
"""Names that roadmap gives; no other name in a list of files is believed."""


@dataclass(frozen=True, slots=True)
class WrittenFolder:
    """What was written: how many files there are, how many of them are new or other than before, how many were removed,
    and the size of all in bytes."""

    folder: Path
    files: int
    changed: int
    removed: int
    size: int


def write_folder(folder: Path, files: Iterable[tuple[str, str]], *, reader: str = INTERNAL) -> WrittenFolder:
    """Write files (name with `/`, text) into a folder of their own, which is made if it is not there. `reader` says for
    whom they are.

    Raises NotOurs with one sentence where the folder holds something that no site of roadmap is, or a site that is for
    other readers, whom its server may let in; RoadmapError where
    it cannot be written. Files of an earlier site that are not among these are removed.
    """
    before = own_files(folder)
    _refuse_other_readers(folder, reader)
    contents = dict(files)
    _refuse_strangers(folder, contents, before)
    manifest = folder / MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(manifest, _manifest({*before, *contents}, reader), kind=FileKind.SITE)  # now it is ours to go on
        for name in sorted({name.partition("/")[0] for name in contents if "/" in name}):
            (folder / name).mkdir(exist_ok=True)
        changed = sum(write_quietly(folder / name, text) for name, text in contents.items())
        gone = [name for name in before if name not in contents]
        for name in gone:
            (folder / name).unlink(missing_ok=True)
        write_whole(manifest, _manifest(contents, reader), kind=FileKind.SITE)
    except OSError as error:
        sentence = _("{folder} was not written: {reason}.")
        raise RoadmapError(sentence.format(folder=folder, reason=system_reason(error))) from error
    size = sum(len(text.encode()) for text in contents.values())
    return WrittenFolder(folder, len(contents), changed, len(gone), size)


def own_files(folder: Path) -> frozenset[str]:
    """The files of the site that was written to a folder before; none for a folder that is empty or not there.

    Raises NotOurs for anything else.
    """
    try:
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return frozenset()
    except OSError:
        pass
    document = _listed(folder)
    if (
        not isinstance(document, dict)
        or document.get("kind") != SITE_KIND
        or not isinstance(document.get("files"), list)
    ):
        sentence = _(
            "{folder} holds files and is not a site that roadmap wrote; nothing is written. Name another folder."
        )
        raise NotOurs(sentence.format(folder=folder))
    return frozenset(name for name in document["files"] if isinstance(name, str) and _OWN_NAME.fullmatch(name))


def _listed(folder: Path) -> Any:
    """What the list of files of a folder says; None where there is none that can be read."""
    try:
        return json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def _refuse_other_readers(folder: Path, reader: str) -> None:
    """A folder is for the readers it was first written for: whoever reads it there would get what is for others."""
    document = _listed(folder)
    before = document.get("reader", INTERNAL) if isinstance(document, dict) else reader
    if before != reader:
        sentence = _("{folder} holds a site for other readers ({before}); it is not overwritten. Name another folder.")
        raise NotOurs(sentence.format(folder=folder, before=before))


def _refuse_strangers(folder: Path, contents: Iterable[str], before: frozenset[str]) -> None:
    """Files that somebody else put where the site has its own, and folders that lead elsewhere."""
    for name in contents:
        target = folder / name
        is_strange = name not in before and (target.exists() or target.is_symlink())
        if is_strange or target.parent.is_symlink():
            sentence = _("{file} was not written by roadmap; it is not overwritten. Move it, or name another folder.")
            raise NotOurs(sentence.format(file=target))


def _manifest(names: Iterable[str], reader: str) -> str:
    return json.dumps({"kind": SITE_KIND, "reader": reader, "files": sorted(names)}, indent=0) + "\n"
