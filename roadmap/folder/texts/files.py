"""The files of an input folder: found, held inside the folder, and read as bytes."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.limits import LARGEST_FILE
from roadmap.folder.texts.remembered import RememberedDocuments
from roadmap.folder.unfinished import finding_of, unfinished_edit

ROADMAP = "roadmap.yaml"
DECISIONS = "decisions.yaml"
"""A file that is read wherever it lies beside roadmap.yaml, included or not."""
MOST_FILES = 1_000
KINDS = (".yaml", ".yml", ".csv")


@dataclass(slots=True)
class FileSet:
    """The files read so far, by their names within the folder, and what could not be read.

    `shipped` are files of the product that the folder refers to: the catalogue. `drafts` are what files of these names
    would say, in place of what they say on the disk. `remembered` are documents that were read before. `unfinished` is
    what files are going to say that an edit has not reached yet, whose writer was killed: they are read like that.
    """

    root: Path
    contents: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    shipped: dict[str, bytes] = field(default_factory=dict)
    drafts: Mapping[str, bytes] = field(default_factory=dict)
    remembered: RememberedDocuments = field(default_factory=RememberedDocuments)
    unfinished: dict[str, bytes] = field(default_factory=dict, init=False)
    _states: dict[str, object] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.unfinished = unfinished_edit(self.root)

    def has_moved(self) -> bool:
        """Whether a file was written since it was read, or an edit of several files has begun or ended: what was read
        may then belong to no one moment."""
        moved = any(_state_of(self.root / name) != state for name, state in self._states.items())
        return moved or unfinished_edit(self.root) != self.unfinished

    def forget(self) -> None:
        """Begin again, as if nothing had been read."""
        self.contents.clear()
        self.findings.clear()
        self._states.clear()
        self.unfinished = unfinished_edit(self.root)

    def note_unfinished(self) -> None:
        """Note an edit that is unfinished, where it has not reached a file that was read."""
        names = sorted(name for name in self.unfinished if name in self.contents)
        if names:
            self.findings.append(finding_of(shown(name) for name in names))

    def digest(self) -> str:
        """SHA-256 over names and contents, in order of the names; of the shipped files only where they are used."""
        total = sha256()
        for name, content in [*sorted(self.contents.items()), *sorted(self.shipped.items())]:
            total.update(sha256(name.encode("utf-8", "surrogateescape")).digest() + sha256(content).digest())
        return total.hexdigest()

    def digests(self) -> dict[str, str]:
        """SHA-256 of each file, in order of the names; those of the shipped files begin with `catalogue:`."""
        named = sorted(self.contents.items()) + [
            (f"catalogue:{name}", text) for name, text in sorted(self.shipped.items())
        ]
        return {shown(name): sha256(content).hexdigest() for name, content in named}

    def read(self, path: Path, place: Place) -> bytes | None:
        """Read one file of the folder; a finding at `place` if it cannot be read."""
        name = path.relative_to(self.root).as_posix()
        try:
            resolved = path.resolve()
            if not resolved.is_relative_to(self.root.resolve()):
                self._note("include-outside", place, _("the file {file} is outside the folder"), file=shown(name))
            elif not stat.S_ISREG(resolved.stat().st_mode):
                self._note("not-a-file", place, _("{file} is not a regular file"), file=shown(name))
            else:
                self._states[name] = _state_of(path)
                ahead = self.drafts if name in self.drafts else self.unfinished
                content = ahead[name] if name in ahead else _head_of(resolved)
                self.contents[name] = self.remembered.shared(name, content)
        except FileNotFoundError:
            self._note("file-missing", place, _("the file {file} does not exist"), file=shown(name))
        except (OSError, RuntimeError):
            self._note("unreadable", place, _("the file {file} cannot be read"), file=shown(name))
        return self.contents.get(name)

    def include(self, pattern: str, place: Place) -> list[str]:
        """Read the files that a pattern names; their names, in order, without those that were read before."""
        if leads_out(pattern):
            message = _("only files inside the folder can be included, named by a relative path")
            self.findings.append(Finding("include-outside", place, message))
            return []
        try:
            matches = [path for path in sorted(self.root.glob(pattern)) if not path.is_dir()]
        except (ValueError, NotImplementedError, OSError, RuntimeError):
            self._note("include-form", place, _("this is not a valid path or pattern"))
            return []
        if not matches:
            message = _("no file matches this path or pattern")
            self.findings.append(
                Finding("include-missing", place, message, _("Paths begin at the folder that holds roadmap.yaml."))
            )
        return [name for path in matches if (name := self._include_one(path, place)) is not None]

    def beside(self, name: str) -> list[str]:
        """Read a file beside roadmap.yaml that nothing needs to include; its name, unless it is not there or was read
        before."""
        path = self.root / name
        found = self._include_one(path, Place(name)) if path.is_file() else None
        return [] if found is None else [found]

    def _include_one(self, path: Path, place: Place) -> str | None:
        name = path.relative_to(self.root).as_posix()
        if name in self.contents:
            return None
        if path.suffix.lower() not in KINDS:
            self._note("include-kind", place, _("{file} is neither YAML nor CSV"), file=shown(name))
            return None
        if len(self.contents) >= MOST_FILES:
            self._note("too-large", place, _("more than {limit} files are included"), limit=str(MOST_FILES))
            return None
        return name if self.read(path, place) is not None else None

    def _note(self, code: str, place: Place, template: str, **words: str) -> None:
        finding = Finding(code, place, template.format(**words))
        if finding not in self.findings:
            self.findings.append(finding)


def _state_of(path: Path) -> object:
    """By what it shows that a file was written: its number on the disk, its size and its time; None if it is gone."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def _head_of(path: Path) -> bytes:
    """What a file holds, one byte beyond the limit at most."""
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def shown(name: str) -> str:
    """A file name as it can be printed: control characters and bytes that are no text are escaped."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def leads_out(pattern: str) -> bool:
    """Whether a path or pattern may lead out of the folder, on any system."""
    windows = PureWindowsPath(pattern)
    parts = {*PurePosixPath(pattern).parts, *windows.parts}
    return "://" in pattern or pattern.startswith("/") or bool(windows.drive or windows.root) or ".." in parts
