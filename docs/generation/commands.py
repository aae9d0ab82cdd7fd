"""The reference page of the command line: the help of every command, as it is printed."""

from __future__ import annotations

import click

from roadmap.cli.program import program

WIDTH = 96


def command_pages() -> str:
    """The help of the program and of each command, in the order of their use."""
    root = program.make_context("roadmap", [], resilient_parsing=True, terminal_width=WIDTH)
    sections = [_section("roadmap", program, root)]
    for name in program.list_commands(root):
        command = program.get_command(root, name)
        if command is None:
            raise LookupError(name)
        context = command.make_context(name, [], parent=root, resilient_parsing=True, terminal_width=WIDTH)
        sections.append(_section(f"roadmap {name}", command, context))
    return "\n\n".join(sections)


def _section(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{click.unstyle(command.get_help(context)).rstrip()}\n```"
