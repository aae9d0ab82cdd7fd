"""`roadmap import`: what another program exported becomes a file of the folder."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _, enumerated, follow_on, ngettext
from roadmap.cli.terminal.artifacts import OutputFile
from roadmap.cli.terminal.findings import as_records, remark_findings
from roadmap.cli.terminal.options import Command, examples, json_option
from roadmap.cli.terminal.plan_paths import FolderPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.importing.imported import Imported
from roadmap.importing.mapping import Target
from roadmap.importing.surroundings import folder_above
from roadmap.operations.importing.import_book import ImportedBook, import_book, is_book_of_input
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import SuggestedMapping, suggest_mapping
from roadmap.outputs.writing.kinds import FileKind

MOST_LINES = 50
"""Changes that are told one by one; --json tells all of them."""


@click.command(
    cls=Command,
    help=_(
        "Import a file that another program exported. A mapping in the folder says which column is which field. "
        "--suggest writes a mapping for a file. Answer its questions once; afterwards one command imports every "
        "new export. The result is one sorted table in the folder, so the difference in version control is the "
        "report. Nothing is written unless every row is valid. A workbook that `roadmap export DIR --format input` "
        "wrote needs no mapping: edits in it become edits of the files of the folder."
    ),
    epilog=examples(
        "roadmap import --suggest export.csv --folder my-plan",
        "roadmap import my-plan/imports/export.yaml export.csv --dry-run",
        "roadmap import my-plan/imports/export.yaml export.csv",
        "roadmap import input.xlsx --folder my-plan --dry-run",
    ),
)
@click.argument(
    "files", metavar="[MAPPING] FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1
)
@click.option(
    "--suggest", "suggested", is_flag=True, help=_("Write a mapping for FILE. Unclear columns become questions.")
)
@click.option("--sheet", metavar="NAME", help=_("With --suggest: the sheet of the workbook."))
@click.option(
    "--into",
    type=click.Choice([target.value for target in Target]),
    help=_("With --suggest: what the rows of FILE are. Default: what the file looks like."),
)
@click.option("--dry-run", is_flag=True, help=_("Show which rows would be added, changed or removed. Write nothing."))
@click.option(
    "--folder",
    metavar="DIR",
    type=FolderPath(),
    help=_("The folder to import into. Default: the folder of MAPPING, or with --suggest the folder of FILE."),
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
    into: str | None,
    dry_run: bool,
    folder: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Import a file, or suggest a mapping for one."""
    if suggested:
        if len(files) != 1:
            raise click.UsageError(_("Name one FILE for which to suggest a mapping."))
        _tell_suggested(
            suggest_mapping(files[0], folder=folder, output=output, sheet=sheet, into=into), files[0], as_json=as_json
        )
        return
    if len(files) == 1 and is_book_of_input(files[0]):
        if folder is None:
            raise click.UsageError(_("Name the folder to bring the workbook back into: --folder DIR."))
        _tell_book(import_book(files[0], folder=folder, dry_run=dry_run), dry_run=dry_run, as_json=as_json)
        return
    if len(files) != 2:
        raise click.UsageError(_("Name a MAPPING and a FILE. `roadmap import --suggest FILE` writes a mapping."))
    if output is not None or sheet is not None or into is not None:
        raise click.UsageError(_("-o, --sheet and --into need --suggest. For an import, the mapping states them."))
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
    if count:
        asks = ngettext(
            "The mapping has {count} open question: replace the ? with the answer.",
            "The mapping has {count} open questions: replace each ? with the answer.",
            count,
        ).format(count=count)
    else:
        asks = _("The mapping has no open questions. Read it before you use it.")
    result(follow_on(_("Wrote {file}.").format(file=suggested.target), asks))
    result(_("Next: roadmap import {mapping} {file} --dry-run").format(mapping=suggested.target, file=file))


def _tell_book(imported: ImportedBook, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        result_json(
            changes=list(imported.sentences),
            files=list(imported.files),
            diff=imported.diff,
            written=imported.written,
            findings=as_records(imported.findings),
        )
        return
    for sentence in imported.sentences[:MOST_LINES]:
        result(sentence)
    if len(imported.sentences) > MOST_LINES:
        result("  " + _("and {count} more (--json lists all)").format(count=len(imported.sentences) - MOST_LINES))
    for line in imported.diff.splitlines():
        result(line)
    remark_findings(imported.findings)
    if dry_run:
        remark(_("Nothing was written."))
    elif not imported.written:
        remark(_("Nothing has changed. Nothing was written."))


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
    sentence = _("{file}: {added} added, {changed} changed, {gone} removed, {all} in all.")
    result(
        sentence.format(
            file=imported.target,
            added=len(imported.added),
            changed=changed,
            gone=len(imported.gone),
            all=len(imported.rows),
        )
    )
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
        result("  " + _("and {count} more (--json lists all)").format(count=len(lines) - MOST_LINES))
    if imported.into == Target.DEALS:
        (deals, worth), (deals_now, worth_now) = imported.worth
        sentence = _("Open deals: {before} worth {worth} thousand before, {after} worth {worth_now} thousand now.")
        result(sentence.format(before=deals, worth=worth, after=deals_now, worth_now=worth_now))
    _tell_aside(imported, dry_run=dry_run)


def _tell_aside(imported: Imported, *, dry_run: bool) -> None:
    """What is worth knowing besides: what was left out, and what is to be done next."""
    remark_findings(imported.findings)
    if imported.left_out:
        lines = enumerated(map(str, imported.left_out))
        remark(_("These lines are not deals and were left out: {lines}.").format(lines=lines))
    if imported.dropped:
        remark(_("These columns are not imported: {names}.").format(names=enumerated(imported.dropped)))
    for note in imported.notes:
        remark(note)
    if dry_run:
        remark(_("Nothing was written."))
    elif not imported.written:
        remark(_("Nothing has changed. Nothing was written."))
    if not imported.included:
        remark(_("roadmap.yaml does not include {file}. Add it to `include`.").format(file=imported.target), bold=True)
        folder = folder_above(imported.target)
        if folder is not None:
            remark(f"  - {imported.target.resolve().relative_to(folder.resolve()).as_posix()}")
    if imported.read_itself:
        remark(_("roadmap.yaml includes the imported file directly. Remove that file from `include`."), bold=True)
