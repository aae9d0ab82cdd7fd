"""Console sessions of a Markdown page: the commands after `$ `, going on after `> `, and the output shown for each.

In the output `...` stands for anything within a line, and `...` on a line of its own for any lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Command:
    """One command, the line of the page it stands on, and the lines the page shows as its output."""

    line: int
    text: str
    shown: list[str] = field(default_factory=list)


def sessions(page: str) -> list[Command]:
    """The commands of all fenced `console` blocks, in order. ValueError for output without a command."""
    found: list[Command] = []
    inside = began = False
    for number, line in enumerate(page.splitlines(), start=1):
        if line.startswith("```"):
            inside, began = line == "```console", False
        elif inside and line.startswith("$ "):
            found.append(Command(number, line[2:]))
            began = True
        elif inside and not began:
            raise ValueError(f"line {number}: output without a command")
        elif inside and line.startswith("> ") and not found[-1].shown:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line[2:]}")
        elif inside:
            found[-1].shown.append(line)
    return found


def agrees(shown: list[str], printed: str) -> bool:
    """Whether what was printed is what the page shows."""
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line.strip() == "..." else r"[^\n]*".join(map(re.escape, line.split("..."))) + r"\n"
        for line in shown
    )
    text = printed if not printed or printed.endswith("\n") else printed + "\n"
    return re.fullmatch(pattern, text) is not None
