"""Decoding: from the bytes of a file to its text, by what the bytes say and never by guessing."""

from __future__ import annotations

import codecs
import re

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.characters import find_forbidden, forbidden
from requirements.reading.limits import LARGEST_FILE

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
GB18030 = "gb18030"


def decode(
    content: bytes, file: str, *, encoding: str | None = None, largest: int = LARGEST_FILE
) -> tuple[str | None, list[Finding]]:
    """The text of a file with newlines as single line ends, or the reasons why it has none.

    UTF-8, with or without its mark, and UTF-16 with its mark are read; GB18030 only when `encoding` says so.
    """
    if len(content) > largest:
        message = _("the file is larger than {limit} MiB").format(limit=largest // 1024**2)
        return None, [Finding("file-too-large", Place(file), message, _("Split the file into several files."))]
    try:
        text = _decoded(content, encoding)
    except UnicodeDecodeError as error:
        return None, [_undecodable(content, file, error)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings = find_forbidden(text, file) or _unmerged(text, file)
    return (None, findings) if findings else (text, [])


def _unmerged(text: str, file: str) -> list[Finding]:
    """A finding for each place where version control left two versions, which somebody must still choose from."""
    if "\n>>>>>>> " not in text or "\n=======\n" not in text:
        return []
    message = _("two versions of these lines wait for somebody to choose: a merge is not finished")
    hint = _("Choose one of the versions and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")
    return [
        Finding("merge-conflict", Place(file, text.count("\n", 0, match.start()) + 1, 1), message, hint)
        for match in _CONFLICT.finditer(text)
    ]


def _decoded(content: bytes, encoding: str | None) -> str:
    if content.startswith(_UTF_16):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if encoding != GB18030:
            raise
        return content.decode(GB18030)


def _undecodable(content: bytes, file: str, error: UnicodeDecodeError) -> Finding:
    if error.encoding.startswith("utf-16"):
        return Finding("encoding", Place(file), _("the file begins like UTF-16 text, but it is not UTF-16"))
    line_start = content.rfind(b"\n", 0, error.start) + 1
    column = len(content[line_start : error.start].decode("utf-8", "replace")) + 1
    place = Place(file, content.count(b"\n", 0, error.start) + 1, column)
    surrogate = _SURROGATE.match(content, error.start)
    if surrogate:
        return forbidden(surrogate.group().decode("utf-8", "surrogatepass"), place)
    message = _("the file is not {encoding} text").format(encoding=error.encoding.upper())
    hint = _("Save the file as UTF-8. If a Chinese program wrote the file, give --encoding gb18030.")
    return Finding("encoding", place, message, hint)
