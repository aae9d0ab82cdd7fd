"""The table of exit codes in README.md."""

from __future__ import annotations

import re

from roadmap.cli.terminal.ending.exit_codes import exit_codes

TABLE = re.compile(r"(?<=<!-- exit codes: written by `python -m docs.generate` -->\n)(?:\|.*\n)*")


def exit_code_table() -> str:
    """Every exit code and what it means, a row each."""
    rows = [f"| {code} | {meaning} |\n" for code, meaning in exit_codes().items()]
    return "".join(["| code | meaning |\n", "| --- | --- |\n", *rows])


def with_exit_codes(page: str) -> str:
    """The page with its table of exit codes as it should be. LookupError for a page that has no place for it."""
    found, count = TABLE.subn(lambda _old: exit_code_table(), page)
    if count != 1:
        raise LookupError("the page has no place for the table of exit codes")
    return found
