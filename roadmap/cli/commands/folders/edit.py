"""`roadmap edit`: single values of a folder, changed where they stand in their files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.findings import as_records, remark_findings
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, reading_options
from roadmap.cli.terminal.path_help import PATHS
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.editing.edits import AppliedEdits, EntryText
from roadmap.operations.folders.edit import edit, read_entries


@click.command(
    cls=Command,
    help=_(
        "Change values in the files of a folder. Only the characters that say a value are replaced: comments, order, "
        "quotation marks and line ends stay. All edits are made, or none: they are checked before anything is written, "
        "and an edit that brings an error is refused. The difference is printed. A PATH without a value prints its "
        "entry with the hash for --if-match."
    )
    + "\n\n"
    + PATHS,
    epilog=examples(
        "roadmap edit my-plan deals.D07.gates.design_in=2026-09-01",
        "roadmap edit my-plan people.lin.team=compiler --remove pins.2 --dry-run",
        "roadmap edit my-plan 'deals.D07.needs.design_in.+=kserve : ga'",
        "roadmap edit my-plan deals.D07",
    ),
)
@folder_argument
@click.argument("changes", metavar="PATH=VALUE...", nargs=-1)
@click.option(
    "--remove", "removed", metavar="PATH", multiple=True, help=_("Take out an entry or field. Can be repeated.")
)
@click.option("--if-match", metavar="HASH", help=_("Refuse if the entry has changed since it had this hash."))
@click.option("--dry-run", is_flag=True, help=_("Print the difference, and write nothing."))
@reading_options
@json_option
def command(
    *,
    directory: Path,
    changes: tuple[str, ...],
    removed: tuple[str, ...],
    if_match: str | None,
    dry_run: bool,
    encoding: str | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Change values in the files of a folder, or show entries."""
    if changes and not removed and not any("=" in change for change in changes):
        _show(read_entries(directory, changes, encoding=encoding), as_json=as_json)
        return
    made = edit(directory, changes, remove=removed, if_match=if_match, dry_run=dry_run, encoding=encoding, as_of=as_of)
    _tell(made, as_json=as_json)


def _show(entries: list[EntryText], *, as_json: bool) -> None:
    if as_json:
        result_json(
            entries=[
                {"path": one.path, "file": one.file, "line": one.line, "hash": one.hash, "text": one.text}
                for one in entries
            ]
        )
        return
    for one in entries:
        result(f"{one.file}:{one.line}: {one.path} {one.hash}")
        _print(one.text)


def _print(text: str) -> None:
    for line in text.splitlines():
        result(line)


def _tell(made: AppliedEdits, *, as_json: bool) -> None:
    if as_json:
        result_json(
            made=[{"path": one.path, "file": one.file, "sentence": one.sentence} for one in made.made],
            files=list(made.files),
            diff=made.diff,
            findings=as_records(made.findings),
            hashes=dict(made.hashes),
            written=made.written and bool(made.files),
        )
        return
    _print(made.diff or _("The files say this already."))
    for one in made.made:
        remark(one.sentence)
    remark_findings(made.findings)
    if not made.written:
        remark(_("Nothing was written, because of --dry-run."), bold=True)
