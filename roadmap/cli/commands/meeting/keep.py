"""`roadmap keep`: the changes of a scenario become what the files of the folder say."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.findings import as_records, remark_findings
from roadmap.cli.terminal.options import Command, encoding_option, examples, folder_argument, json_option
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.operations.meeting.keep import KeptScenario, keep


@click.command(
    cls=Command,
    help=_(
        "Make the changes of a scenario in the files of the folder, as single edits: all of them, or none. SCENARIO is "
        "a scenario file, or the name of a meeting: meetings/NAME.yaml in the folder. The scenario is marked as kept, "
        "so that nothing is made twice. With --commit the edited files, and only they, are committed by git; nothing "
        "is ever pushed."
    ),
    epilog=examples(
        "roadmap keep my-plan autumn",
        "roadmap keep my-plan lean.yaml --dry-run",
        "roadmap keep my-plan autumn --commit -m 'Decisions of 4 May'",
    ),
)
@folder_argument
@click.argument("scenario", metavar="SCENARIO")
@click.option("--commit", is_flag=True, help=_("Commit the edited files with a message that says what changed."))
@click.option("-m", "--message", metavar="TEXT", help=_("First line of the message. Implies --commit."))
@click.option("--dry-run", is_flag=True, help=_("Print the difference, and write nothing."))
@encoding_option
@json_option
def command(
    *,
    directory: Path,
    scenario: str,
    commit: bool,
    message: str | None,
    dry_run: bool,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Make the changes of a scenario in the files of a folder."""
    wanted = commit or message is not None
    kept = keep(directory, scenario, commit=wanted, message=message, dry_run=dry_run, encoding=encoding)
    _tell(kept, as_json=as_json)


def _tell(kept: KeptScenario, *, as_json: bool) -> None:
    edits = kept.edits
    if as_json:
        result_json(
            changes=list(kept.sentences),
            files=list(edits.files),
            diff=edits.diff,
            findings=as_records(edits.findings),
            commit=kept.commit,
            written=edits.written,
        )
        return
    for line in edits.diff.splitlines():
        result(line)
    for sentence in kept.sentences:
        remark(sentence)
    remark_findings(edits.findings)
    if kept.commit is not None:
        remark(_("Committed as {commit}.").format(commit=kept.commit), bold=True)
    if not edits.written:
        remark(_("Nothing was written, because of --dry-run."), bold=True)
