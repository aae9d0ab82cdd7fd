"""One writer at a time: a second command that would write the same file waits or is told who is writing it.

The operating system holds the lock and drops it when its owner dies, however it dies, so that no lock outlives its
owner; the lock file only tells people who that is.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from requirements.errors import RoadmapError, system_reason
from requirements.language import _, ngettext
from roadmap.outputs.writing.descriptors import is_stream, write_all

BETWEEN_TRIES = 0.1  # seconds
LONGEST_NAME, LONGEST_LOCK = 255, 4096  # bytes


@contextlib.contextmanager
def sole_writer(target: Path, *, wait: float = 0.0, between: float = BETWEEN_TRIES) -> Iterator[None]:
    """Hold the right to write `target`; waits up to `wait` seconds for the present writer to end, looking again every
    `between` seconds.

    The lock file is `.NAME.lock` beside the target. Raises RoadmapError, naming the owner's process, machine and
    for how long it has been writing; and when the folder cannot be written.
    """
    real = Path(os.path.realpath(target))
    if is_stream(target):  # a device or a pipe is nobody's
        yield
        return
    lock = lock_of(real)
    handle = _acquire(lock, target, wait, between)
    try:
        _sign(handle, target)
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)


def lock_of(target: Path) -> Path:
    """The lock file of a file: beside it, hidden, and no longer than a name may be."""
    name = f".{target.name}.lock"
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()}.lock"
    return target.with_name(name)


def _sign(handle: int, target: Path) -> None:
    """Write into the lock file who holds it."""
    try:
        os.ftruncate(handle, 0)
        write_all(handle, json.dumps({"process": os.getpid(), "machine": socket.gethostname()}).encode())
    except OSError as error:
        raise RoadmapError(_cannot_lock(target, error)) from error


def _acquire(lock: Path, target: Path, wait: float, between: float) -> int:
    until = time.monotonic() + wait
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY, 0o666)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
                raise RoadmapError(_in_the_way(lock, target)) from error
            raise RoadmapError(_cannot_lock(target, error)) from error
        if not _is_lock(handle):
            os.close(handle)
            raise RoadmapError(_in_the_way(lock, target))
        if _seize(handle) and _still_named(handle, lock):
            return handle
        os.close(handle)
        if time.monotonic() >= until:
            raise RoadmapError(_owner(lock, target))
        time.sleep(between)


def _is_lock(handle: int) -> bool:
    """Whether an open file is a lock of ours: a regular file, empty or with an owner in it."""
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        return False
    content = os.pread(handle, LONGEST_LOCK + 1, 0)
    try:
        return not content or set(json.loads(content)) == {"process", "machine"}
    except (ValueError, TypeError):
        return False


def _in_the_way(lock: Path, target: Path) -> str:
    sentence = _("{file} was not written: {lock} is not a lock file of roadmap. Move it away.")
    return sentence.format(file=target, lock=lock)


def _still_named(handle: int, lock: Path) -> bool:
    """Whether the file that was locked still has its name: its last owner may have removed it in between."""
    try:
        return os.path.samestat(os.fstat(handle), lock.stat())
    except OSError:
        return False


def _seize(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: better one writer unguarded than none
        return True
    return True


def _cannot_lock(target: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("{file} was not written: the folder {folder} does not exist.").format(
            file=target, folder=target.parent
        )
    if isinstance(error, PermissionError):
        return _("{file} was not written: you have no permission. An existing file is unchanged.").format(file=target)
    return _("{file} was not written: {reason}. An existing file is unchanged.").format(
        file=target, reason=system_reason(error)
    )


def _owner(lock: Path, target: Path) -> str:
    try:
        owner = json.loads(lock.read_bytes())
        process, machine = str(owner["process"]), str(owner["machine"])
        minutes = int(max(0.0, time.time() - lock.stat().st_mtime) // 60)
    except (OSError, ValueError, KeyError, TypeError):
        return _("Another command is writing {file}. Try again when it has ended, or use --wait.").format(file=target)
    text = ngettext(
        "Process {process} on {machine} has been writing {file} for {count} minute. "
        "Try again when it has ended, write another file with -o, or use --wait.",
        "Process {process} on {machine} has been writing {file} for {count} minutes. "
        "Try again when it has ended, write another file with -o, or use --wait.",
        minutes,
    )
    return text.format(file=target, count=minutes, process=process, machine=machine)
