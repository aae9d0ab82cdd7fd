"""`roadmap check`: every fault of a folder, all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from requirements.language import _, follow_on, ngettext
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.findings import as_records, counted, result_findings
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, reading_options
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.operations.folders.check import Checked, check


@click.command(
    cls=Command,
    help=_(
        "Find every fault in a folder. Each fault is printed as `file:line:column: code: message`, with "
        "advice on what to do. Exit with code 3 if there are errors, and with 0 if there are only warnings "
        "and hints."
    ),
    epilog=examples(
        "roadmap check my-plan",
        "roadmap check my-plan --strict",
        "roadmap check my-plan --deep",
        "roadmap check my-plan --json",
    ),
)
@folder_argument
@click.option("--strict", is_flag=True, help=_("Treat warnings as errors."))
@click.option(
    "--deep",
    is_flag=True,
    help=_("Check for each deal whether any plan can serve it, even alone. Takes at most one minute."),
)
@reading_options
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    directory: Path,
    strict: bool,
    deep: bool,
    encoding: str | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Read a folder and print its findings."""
    checked = check(directory, as_of=as_of, encoding=encoding, deep=deep)
    code = ExitCode.GOOD if checked.is_good(strict=strict) else ExitCode.INPUT
    if as_json:
        result_json(exit_code=int(code), findings=as_records(checked.findings), counts=dict(checked.counts))
    else:
        result_findings(checked.findings)
        remark(_summary(directory, checked), bold=True)
    context.exit(int(code))


def _summary(directory: Path, checked: Checked) -> str:
    deals, features, files = (checked.counts.get(kind, 0) for kind in ("deals", "features", "files"))
    summary = _("{folder}: {faults}; {deals}, {features}, {files}.").format(
        folder=directory,
        faults=counted(checked.findings) or _("no faults"),
        deals=ngettext("{count} deal", "{count} deals", deals).format(count=deals),
        features=ngettext("{count} feature", "{count} features", features).format(count=features),
        files=ngettext("{count} file", "{count} files", files).format(count=files),
    )
    return follow_on(summary, _("`roadmap explain CODE` explains a code.")) if checked.findings else summary
