"""The one tree of exceptions. Faults in input are values (`Finding`); an exception ends a command."""

from __future__ import annotations

import errno
from collections.abc import Callable

from requirements.finding import Finding
from requirements.language import _


class RoadmapError(Exception):
    """Anything that ends a command; its text is one plain sentence for people."""


class InputFault(RoadmapError):
    """The input has errors: all of them, in order of their places."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


_REASONS: dict[int, Callable[[], str]] = {
    errno.EACCES: lambda: _("Permission denied"),
    errno.EPERM: lambda: _("Operation not permitted"),
    errno.ENOENT: lambda: _("No such file or directory"),
    errno.ENOTDIR: lambda: _("Not a directory"),
    errno.EISDIR: lambda: _("Is a directory"),
    errno.EEXIST: lambda: _("File exists"),
    errno.ENOSPC: lambda: _("No space left on device"),
    errno.EROFS: lambda: _("Read-only file system"),
    errno.ENAMETOOLONG: lambda: _("File name too long"),
    errno.ELOOP: lambda: _("Too many levels of symbolic links"),
    errno.EIO: lambda: _("Input/output error"),
    errno.EBUSY: lambda: _("Device or resource busy"),
    errno.EMFILE: lambda: _("Too many open files"),
    errno.EPIPE: lambda: _("Broken pipe"),
    errno.EBADF: lambda: _("Bad file descriptor"),
}


def system_reason(error: OSError) -> str:
    """Why the system refused something, as it says itself, in the language in force; rare reasons in English."""
    worded = _REASONS.get(error.errno or 0)
    return worded() if worded else error.strerror or type(error).__name__
