"""The command `roadmap`: init, check, plan, render, timeline, explain, schema, demo, completion.

Standard output is the result, standard error is for people. Commands are imported only when they are run.
"""

from __future__ import annotations

from roadmap.cli.program import program


def main() -> None:
    """Run the command line and end the process with its exit code."""
    program()
