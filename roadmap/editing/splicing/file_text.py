"""The text of a file as it lies on the disk: its bytes, its encoding, its line ends, so that it can be written back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LINE_END = re.compile(r"\r\n|\r|\n")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class NotTheSameBytes(Exception):
    """A file whose text does not say its bytes: it cannot be written back without changing some nobody meant."""


@dataclass(frozen=True, slots=True)
class FileText:
    """A file: its text with the line ends that it has, the encoding, and the byte order mark before it."""

    text: str
    charset: str
    mark: bytes = b""

    @classmethod
    def of(cls, content: bytes) -> FileText:
        """The text of a file that the readers read. Bytes that are not UTF-8 are GB18030, as for the readers.

        NotTheSameBytes where the text does not give back the bytes.
        """
        mark, charset = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
        body = content[len(mark) :]
        try:
            found = cls(body.decode(charset), charset, mark)
        except UnicodeDecodeError:
            found = cls(body.decode("gb18030", "replace"), "gb18030", mark)
        if found.content() != content:
            raise NotTheSameBytes
        return found

    def content(self, text: str | None = None) -> bytes:
        """The bytes of a text in place of this one."""
        return self.mark + (self.text if text is None else text).encode(self.charset)

    @property
    def newline(self) -> str:
        """The line end that the file uses most; a newline where it has none."""
        ends = LINE_END.findall(self.text)
        return max(dict.fromkeys(ends), key=ends.count, default="\n")


@dataclass(frozen=True, slots=True)
class Splice:
    """What takes the place of the characters from `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: list[Splice]) -> str:
    """A text with some of its parts replaced; no two of them overlap. Of those at one place the first comes first."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def are_apart(groups: Sequence[list[Splice]]) -> bool:
    """Whether what several steps change lies apart: between any two of them stands a character that stays, or both only
    put something in."""
    ordered = sorted((one.start, one.end, number) for number, group in enumerate(groups) for one in group)
    for (_start, end, number), (begin, stop, other) in pairwise(ordered):
        if number != other and (begin < end or (begin == end and (stop > begin or _start < end))):
            return False
    return True


def line_start(text: str, at: int) -> int:
    """Where the line begins in which a character stands."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the line ends that goes on at a character, before its line end; the end of the text in the last line."""
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Where the line after it begins; the end of the text after the last one."""
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)
