"""The words of a TaskJuggler project: texts in quotes, brackets, and everything between blanks, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+)
    |(?P<line>\n)
    |(?P<comment>\#[^\n]*|//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|-8<-.*?->8-)
    |(?P<macro>macro\s+\w+\s*\[)
    |(?P<call>\$\{[^}\n]*\}|\$\([^)\n]*\))
    |(?P<sign>[{},])
    |(?P<word>[^\s{},"'\#]+)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind (text, macro, call, sign or word), what it says, and its line."""

    kind: str
    text: str
    line: int


class UnreadableText(Exception):
    """A text that ends within quotes, or holds what begins no word; it carries the line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def tokens(text: str) -> Iterator[Token]:
    """The words of a project in their order, without comments; the body of a macro is passed over."""
    at, line = 0, 1
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnreadableText(line)
        kind, said = found.lastgroup, found.group()
        at = found.end()
        if kind == "macro":
            end = _end_of_macro(text, at)
            yield Token(kind, said.split()[1].rstrip("["), line)
            said, at = said + text[at:end], end
        elif kind in ("text", "call", "sign", "word"):
            yield Token(kind, _unquoted(said) if kind == "text" else said, line)
        line += said.count("\n")


def _end_of_macro(text: str, at: int) -> int:
    depth = 1
    while at < len(text) and depth:
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        at += 1
    return at


def _unquoted(said: str) -> str:
    if said.startswith("-8<-"):
        return " ".join(said[4:-4].split())
    return re.sub(r"\\(.)", r"\1", said[1:-1])
