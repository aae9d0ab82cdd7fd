"""`roadmap import`: what another program exported becomes a file of the folder."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _, ngettext
from roadmap.cli.terminal.artifacts import OutputFile
from roadmap.cli.terminal.findings import as_records, remark_findings
from roadmap.cli.terminal.options import Command, examples, json_option
from roadmap.cli.terminal.paths import FolderPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.importing.imported import Imported
from roadmap.importing.mapping import Target
from roadmap.operations.importing import import_file
from roadmap.operations.suggesting import SuggestedMapping, suggest_mapping
from roadmap.outputs.kinds import FileKind

MOST_LINES = 50
"""Changes that are told one by one; --json tells all of them."""


@click.command(
    cls=Command,
    help=_(
        "Bring in what another program exported: a sheet or a CSV file of deals, by a mapping in the folder that says "
        "which column is which field. --suggest writes the mapping for a file; answer its questions once, and from "
        "then on one command brings in every export. The result is one table of the folder, sorted, so that the "
        "difference in version control is the report. Nothing is written unless every row is right."
    ),
    epilog=examples(
        "roadmap import --suggest export.csv --folder my-plan",
        "roadmap import my-plan/imports/export.yaml export.csv --dry-run",
        "roadmap import my-plan/imports/export.yaml export.csv",
    ),
)
@click.argument(
    "files", metavar="[MAPPING] FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1
)
@click.option(
    "--suggest", "suggested", is_flag=True, help=_("Write a mapping for FILE, with questions where it is unsure.")
)
@click.option("--sheet", metavar="NAME", help=_("With --suggest: the sheet of a workbook."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be added, changed and gone, and write nothing."))
@click.option(
    "--folder",
    metavar="DIR",
    type=FolderPath(),
    help=_("The folder to import into. Default: the one that MAPPING, or for --suggest FILE, lies in."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(FileKind.MAPPING, dash=False),
    help=_("With --suggest: the mapping to write. Default: imports/NAME.yaml in the folder."),
)
@json_option
def command(
    *,
    files: tuple[Path, ...],
    suggested: bool,
    sheet: str | None,
    dry_run: bool,
    folder: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Import a file, or suggest a mapping for one."""
    if suggested:
        if len(files) != 1:
            raise click.UsageError(_("name one FILE to suggest a mapping for."))
        _tell_suggested(suggest_mapping(files[0], folder=folder, output=output, sheet=sheet), files[0], as_json=as_json)
        return
    if len(files) != 2:
        raise click.UsageError(_("name a MAPPING and a FILE; `roadmap import --suggest FILE` writes a mapping."))
    if output is not None or sheet is not None:
        raise click.UsageError(_("-o and --sheet go with --suggest; for an import the mapping says both."))
    imported = import_file(files[0], files[1], folder=folder, dry_run=dry_run)
    if as_json:
        _tell_json(imported)
    else:
        _tell(imported, dry_run=dry_run)


def _tell_suggested(suggested: SuggestedMapping, file: Path, *, as_json: bool) -> None:
    if as_json:
        result_json(mapping=str(suggested.target), questions=suggested.questions)
        return
    count = suggested.questions
    asks = ngettext("It asks {count} question", "It asks {count} questions", count).format(count=count)
    asks = (
        f"{asks}: {_('write the answers instead of each ?.')}"
        if count
        else _("It has no open questions. Read it before you use it.")
    )
    result(_("Wrote {file}.").format(file=suggested.target) + " " + asks)
    result(_("Then: roadmap import {mapping} {file} --dry-run").format(mapping=suggested.target, file=file))


def _tell_json(imported: Imported) -> None:
    result_json(
        file=str(imported.target),
        written=imported.written,
        included=imported.included,
        into=imported.into,
        **{imported.into: len(imported.rows)},
        added=[{"ref": ref, "id": imported.rows[ref]} for ref in imported.added],
        changed=[
            {
                "ref": one.ref,
                "id": imported.rows[one.ref],
                "field": one.column,
                "before": one.before,
                "after": one.after,
            }
            for one in imported.changes
        ],
        gone=[{"ref": ref, "id": imported.rows[ref]} for ref in imported.gone],
        left_out=list(imported.left_out),
        dropped=list(imported.dropped),
        notes=list(imported.notes),
        open_deals={"before": imported.worth[0][0], "after": imported.worth[1][0]},
        open_value={"before": imported.worth[0][1], "after": imported.worth[1][1]},
        findings=as_records(imported.findings),
    )


def _tell(imported: Imported, *, dry_run: bool) -> None:
    changed = len({one.ref for one in imported.changes})
    counts = _("{added} added, {changed} changed, {gone} gone, {all} in all").format(
        added=len(imported.added), changed=changed, gone=len(imported.gone), all=len(imported.rows)
    )
    result(f"{imported.target}: {counts}.")
    lines = [
        *(f"  + {imported.rows[ref]}" for ref in imported.added),
        *(
            f"  ~ {imported.rows[one.ref]} {one.column}: {one.before or '-'} -> {one.after or '-'}"
            for one in imported.changes
        ),
        *(f"  - {imported.rows[ref]}" for ref in imported.gone),
    ]
    for line in lines[:MOST_LINES]:
        result(line)
    if len(lines) > MOST_LINES:
        result("  " + _("and {count} more; --json names them all").format(count=len(lines) - MOST_LINES))
    if imported.into == Target.DEALS:
        (deals, worth), (deals_now, worth_now) = imported.worth
        sentence = _("Open deals: {before} worth {worth} thousand before, {after} worth {worth_now} thousand now.")
        result(sentence.format(before=deals, worth=worth, after=deals_now, worth_now=worth_now))
    _tell_aside(imported, dry_run=dry_run)


def _tell_aside(imported: Imported, *, dry_run: bool) -> None:
    """What is worth knowing besides: what was left out, and what is to be done next."""
    remark_findings(imported.findings)
    if imported.left_out:
        lines = ", ".join(map(str, imported.left_out))
        remark(_("Left out as no deals: the lines {lines}.").format(lines=lines))
    if imported.dropped:
        remark(_("Columns that go nowhere: {names}.").format(names=", ".join(imported.dropped)))
    for note in imported.notes:
        remark(note)
    if dry_run:
        remark(_("Nothing was written."))
    elif not imported.written:
        remark(_("Nothing has changed; nothing was written."))
    if not imported.included:
        remark(_("roadmap.yaml does not read {file}: add it to `include`.").format(file=imported.target), bold=True)
    if imported.read_itself:
        remark(_("roadmap.yaml reads the imported file itself: take it out of `include`."), bold=True)
