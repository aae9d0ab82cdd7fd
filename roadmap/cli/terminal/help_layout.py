"""How help looks: headings stand out on a terminal, plain text in a pipe. Chinese is wrapped by the places it takes."""

from __future__ import annotations

from collections.abc import Iterable

import click

from requirements.chinese import places
from requirements.language import _, is_chinese
from roadmap.cli.terminal.text_columns import wrapped


class Formatter(click.HelpFormatter):
    """Click's formatter with bold headings and names; colours are dropped where output is no terminal.

    Click counts characters. Where a language has characters that take two places, lines are wrapped here.
    """

    def write_heading(self, heading: str) -> None:
        """A bold heading."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=click.style(heading, bold=True)) + "\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line with a bold program name."""
        super().write_usage(click.style(prog, bold=True), args, prefix)

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped and indented."""
        indent = " " * self.current_indent
        if is_chinese():
            paragraphs = [wrapped(" ".join(part.split()), self.width - len(indent)) for part in text.split("\n\n")]
            shown = "\n\n".join("\n".join(indent + line for line in lines) for lines in paragraphs)
        else:
            shown = click.wrap_text(text, self.width, indent, indent, preserve_paragraphs=True)
        self.write(shown + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of names and what they mean, the names in colour."""
        named = list(rows)
        if not is_chinese():
            super().write_dl([(click.style(name, fg="cyan"), text) for name, text in named], col_max, col_spacing)
            return
        column = min(max((places(name) for name, _text in named), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, text in named:
            first, *more = wrapped(text, max(10, self.width - self.current_indent - column)) or [""]
            gap = " " * (column - places(name)) if places(name) + col_spacing <= column else f"\n{indent}{' ' * column}"
            self.write(f"{indent}{click.style(name, fg='cyan')}{gap}{first}\n")
            for line in more:
                self.write(f"{indent}{' ' * column}{line}\n")


class Context(click.Context):
    """A context whose help is laid out by `Formatter`."""

    formatter_class = Formatter
