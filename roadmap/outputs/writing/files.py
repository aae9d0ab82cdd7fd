"""Files are written whole or not at all, and by one writer at a time.

Plain writing leaves torn files when the process is killed. Here the content goes to a temporary file in the same
folder, is flushed to the disk, and then takes the target's name in one step; a reader sees the old file or the new one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import socket
import stat
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from requirements.errors import RoadmapError, system_reason
from requirements.language import _
from roadmap.outputs.writing.descriptors import descriptor_of, is_stream, write_all
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign
from roadmap.outputs.writing.written import note_written

PREFIX, SUFFIX = ".roadmap-", ".part"
OUTLIVED = 24 * 3600  # seconds after which a temporary file of another machine has no writer any more
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}


def write_whole(path: Path, content: str | bytes, *, kind: FileKind) -> None:
    """Put content into a file, whole or not at all; text is written as UTF-8 with the line ends it has.

    What is there already must be of this kind and roadmap's own (`refuse_foreign`).

    A symbolic link stays and its target is replaced; an existing file keeps its mode, and its owner and group as far
    as whoever writes may give them; a device or pipe is written to
    directly. Temporary files that dead writers left in the folder are removed first. Raises RoadmapError with one
    sentence; the old file is then as it was.
    """
    refuse_foreign(path, kind)
    body = content.encode() if isinstance(content, str) else content
    try:
        if is_stream(path):
            _write_through(path, body)
            return
        target = Path(os.path.realpath(path))
        remove_leftovers(target.parent)
        _replace(target, body, named=path)
    except OSError as error:
        raise RoadmapError(_refusal(path, error)) from error
    _confirm_name(path, target)


def write_together(contents: Mapping[Path, tuple[bytes, FileKind]], *, ready: Callable[[], None]) -> None:
    """Put content into several files, each whole or not at all. All of it is on the disk before the first file has its
    name, so that a disk that is full changes none; `ready` is called in between. Raises as `write_whole` does."""
    parts: dict[Path, Path] = {}
    try:
        for path, (body, kind) in contents.items():
            refuse_foreign(path, kind)
            target = Path(os.path.realpath(path))
            try:
                remove_leftovers(target.parent)
                _fill(parts.setdefault(path, _part_in(target.parent)), target, body, is_forced=True)
            except OSError as error:
                raise RoadmapError(_refusal(path, error)) from error
        ready()
        for path, part in parts.items():
            target = Path(os.path.realpath(path))
            try:
                _name(part, target, named=path)
            except OSError as error:
                raise RoadmapError(_refusal(path, error)) from error
            _confirm_name(path, target)
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink()


def write_quietly(path: Path, text: str) -> bool:
    """Put text into a file of a folder that is roadmap's own, whole or not at all; returns whether it said something
    else before. It is not forced onto the disk: thousands of pages would take minutes. Raises OSError."""
    body = text.encode()
    try:
        if path.stat().st_size == len(body) and path.read_bytes() == body:
            return False
    except FileNotFoundError:
        pass
    _replace(path, body, named=path, is_forced=False)
    return True


def _confirm_name(path: Path, target: Path) -> None:
    try:
        _sync_folder(target.parent)
    except OSError as error:
        sentence = _("{file} was written, but the disk did not confirm its name: {reason}. Check the disk.")
        raise RoadmapError(sentence.format(file=path, reason=system_reason(error))) from error


def _refusal(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("{file} was not written: the folder {folder} does not exist.").format(file=path, folder=path.parent)
    if isinstance(error, IsADirectoryError):
        return _("{file} was not written: it is a folder. Name a file in it.").format(file=path)
    if isinstance(error, PermissionError):
        return _("{file} was not written: you have no permission. An existing file is unchanged.").format(file=path)
    return _("{file} was not written: {reason}. An existing file is unchanged.").format(
        file=path, reason=system_reason(error)
    )


def _write_through(path: Path, body: bytes) -> None:
    """Write to a device, a pipe, or what is open already, at its place and behind what was written to it before."""
    open_already = descriptor_of(path)
    if open_already is not None:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        write_all(open_already, body)
        return
    handle = os.open(path, os.O_WRONLY | os.O_NOCTTY)
    try:
        write_all(handle, body)
    finally:
        os.close(handle)


def _replace(target: Path, body: bytes, *, named: Path, is_forced: bool = True) -> None:
    part = _part_in(target.parent)
    try:
        _fill(part, target, body, is_forced=is_forced)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _name(part, target, named=named)


def _part_in(folder: Path) -> Path:
    return folder / f"{PREFIX}{_machine()}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"


def _fill(part: Path, target: Path, body: bytes, *, is_forced: bool) -> None:
    """Write the content of a target to a temporary file beside it."""
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as stream:  # noqa: PTH123 - O_EXCL
        if target.exists():
            _make_like(part, target.stat())
        stream.write(body)
        stream.flush()
        if is_forced:
            os.fsync(stream.fileno())


def _name(part: Path, target: Path, *, named: Path) -> None:
    """Let a temporary file take its target's name."""
    try:
        part.replace(target)
        note_written(named)
    except BaseException as trouble:
        try:
            part.unlink()
        except FileNotFoundError:
            if not isinstance(trouble, Exception):  # interrupted when it had taken the target's name
                note_written(named)
        except OSError:
            pass
        raise


def _make_like(part: Path, state: os.stat_result) -> None:
    """Give a file the owner, group and mode of another one: a program that runs as root, such as one in a container,
    must not take a user's file away."""
    if hasattr(os, "chown") and (state.st_uid, state.st_gid) != (part.stat().st_uid, part.stat().st_gid):
        for owner, group in ((state.st_uid, -1), (-1, state.st_gid)):
            with contextlib.suppress(PermissionError):
                os.chown(part, owner, group)
    part.chmod(stat.S_IMODE(state.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the file system can; the file itself is whole either way."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder may be writable but not readable
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def remove_leftovers(folder: Path) -> int:
    """Remove the temporary files that writers which are dead left in a folder; returns how many.

    A writer is dead when it ran on this machine and its process is gone, or when its file is a day old.
    """
    removed = 0
    for part in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            if _is_dead(part):
                part.unlink()
                removed += 1
    return removed


def _is_dead(part: Path) -> bool:
    machine, _dash, rest = part.name.removeprefix(PREFIX).partition("-")
    writer = rest.partition("-")[0]
    if machine == _machine() and writer.isdecimal() and not _runs(int(writer)):
        return True
    return time.time() - part.stat().st_mtime > OUTLIVED


def _machine() -> str:
    """A short name for this machine that is safe in a file name."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True
