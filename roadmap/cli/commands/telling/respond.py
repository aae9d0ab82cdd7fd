"""`roadmap respond`: a customer's list of requirements, answered line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from requirements.language import _, enumerated, ngettext
from roadmap.cli.terminal.artifacts import OutputFile
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.operations.telling.respond import RespondedList, respond
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.responding.choices import NONE
from roadmap.responding.matching import RequirementMatch


@click.command(
    cls=Command,
    help=_(
        "Answer a customer's list of requirements: each line of the .xlsx workbook is matched to a capability by "
        "ids, names and synonyms, and answered as the customer's edition would: complies, complies in part, "
        "planned for a quarter and a release, does not comply. For a line without a sure match, the command asks "
        "at the terminal and keeps the answer in a file of choices. Until somebody answers, the response to the "
        "line is “to be clarified”. The formatting of the workbook is kept."
    ),
    epilog=examples(
        "roadmap respond plan.json requirements.xlsx --deal acme-vision -o response.xlsx",
        "roadmap respond plan.json 需求.xlsx --deal acme-vision --column 技术要求 -o 应答.xlsx --lang zh_CN",
    ),
)
@plan_argument
@click.argument("requirements", metavar="LIST.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--deal", metavar="ID", required=True, help=_("The customer's deal, by its id, name or customer."))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(FileKind.WORKBOOK, dash=False),
    required=True,
    help=_("Where the workbook with the responses goes."),
)
@click.option(
    "--choices",
    metavar="FILE",
    type=OutputFile(FileKind.CHOICES, dash=False),
    help=_("The file of choices, read and written. Default: beside the list, LIST.choices.yaml."),
)
@click.option("--sheet", metavar="NAME", help=_("The sheet of the list. Default: the only visible one."))
@click.option("--column", metavar="HEADING", help=_("The heading of the column with the requirements."))
@json_option
def command(
    *, plan_file: Path, requirements: Path, output: Path, choices: Path | None, as_json: bool, **asked: Any
) -> None:
    """Respond to a list."""
    file = choices or requirements.with_name(f"{requirements.stem}.choices.yaml")
    ask = _ask if sys.stdin is not None and sys.stdin.isatty() and not as_json else None
    found = respond(plan_file, requirements, choices=file, ask=ask, **asked)
    write_whole(output, found.workbook, kind=FileKind.WORKBOOK)
    if "\n  " in found.choices:
        write_whole(file, found.choices, kind=FileKind.CHOICES)
    if as_json:
        result_json(
            file=str(output),
            choices=str(file),
            lines=found.lines.records(),
            unsure=found.unsure,
            to_add=list(found.to_add),
            findings=[str(finding) for finding in found.findings],
        )
        return
    remark_findings(found.findings)
    _summarise(found, output, file)


def _summarise(found: RespondedList, output: Path, file: Path) -> None:
    count = len(found.rows)
    written = ngettext("Answered {n} line in {file}.", "Answered {n} lines in {file}.", count)
    remark(written.format(n=count, file=output))
    if found.unsure:
        asked = ngettext(
            "{n} line is to be clarified: say in {file} which capability it asks for, and respond again.",
            "{n} lines are to be clarified: say in {file} which capabilities they ask for, and respond again.",
            found.unsure,
        )
        remark(asked.format(n=found.unsure, file=file))
    if found.to_add:
        offer = _("The list asks for what the deal does not state. Add it to the needs of the deal: {names}.")
        remark(offer.format(names=enumerated(found.to_add)))


def _ask(text: str, match: RequirementMatch) -> str | None:
    """Ask at the terminal which capability a line means."""
    click.echo(f"\n{text}", err=True)
    for number, candidate in enumerate(match.candidates, start=1):
        click.echo(f"  {number}  {candidate.name} ({candidate.id}, {candidate.score} %)", err=True)
    choice = click.prompt(
        _("Which one? Enter a number, an id or none; press Enter to leave it open"),
        default="",
        show_default=False,
        err=True,
    ).strip()
    if choice.isdecimal() and 1 <= int(choice) <= len(match.candidates):
        return match.candidates[int(choice) - 1].id
    known = {candidate.id for candidate in match.candidates} | {NONE}
    return choice if choice in known else None
