"""The one tree of exceptions. Faults in input are values (`Finding`); an exception ends a command."""

from __future__ import annotations

import errno
from collections.abc import Callable

from requirements.finding import Finding
from requirements.language import SOURCE, _, language


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
    errno.EINVAL: lambda: _("Invalid argument"),
    errno.ENOMEM: lambda: _("Cannot allocate memory"),
    errno.ENXIO: lambda: _("No such device or address"),
    errno.EFBIG: lambda: _("File too large"),
    errno.EDQUOT: lambda: _("Disk quota exceeded"),
    errno.ENOTEMPTY: lambda: _("Directory not empty"),
    errno.ESTALE: lambda: _("Stale file handle"),
    errno.EADDRINUSE: lambda: _("Address already in use"),
    errno.EADDRNOTAVAIL: lambda: _("Cannot assign requested address"),
    errno.ETIMEDOUT: lambda: _("Connection timed out"),
    errno.ECONNREFUSED: lambda: _("Connection refused"),
}


def system_reason(error: OSError) -> str:
    """Why the system refused something, in the language in force. A rare reason is told as the system says it in
    English, and by its name, such as ENOTCONN, in any other language."""
    number = error.errno or 0
    worded = _REASONS.get(number)
    if worded is not None:
        return worded()
    if error.strerror and language() == SOURCE:
        return error.strerror
    name = errno.errorcode.get(number, type(error).__name__)
    return _("the system reports {name}").format(name=name)
