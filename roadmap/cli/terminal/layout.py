"""How help looks: headings stand out on a terminal, plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterable

import click


class Formatter(click.HelpFormatter):
    """Click's formatter with bold headings and names; colours are dropped where output is no terminal."""

    def write_heading(self, heading: str) -> None:
        """A bold heading."""
        super().write_heading(click.style(heading, bold=True))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line with a bold program name."""
        super().write_usage(click.style(prog, bold=True), args, prefix)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of names and what they mean, the names in colour."""
        super().write_dl([(click.style(name, fg="cyan"), text) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """A context whose help is laid out by `Formatter`."""

    formatter_class = Formatter
