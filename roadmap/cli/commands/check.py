"""`roadmap check`: every fault of a folder, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from requirements.finding import Finding, Place, Severity, in_order
from requirements.language import _, ngettext
from roadmap.cli.probing import probe_findings
from roadmap.cli.reading import load_folder
from roadmap.cli.terminal.errors import ExitCode
from roadmap.cli.terminal.findings import as_records, counted, result_findings
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, reading_options
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.folder.load import Loaded
from roadmap.indexing.people.staff import staff_of


@click.command(
    cls=Command,
    help=_(
        "Find every fault of a folder: `file:line:column: code: message`, and what to do about it. "
        "Ends with 3 if there are errors, and with 0 if there are only warnings and hints."
    ),
    epilog=examples(
        "roadmap check my-plan",
        "roadmap check my-plan --strict",
        "roadmap check my-plan --deep",
        "roadmap check my-plan --json",
    ),
)
@folder_argument
@click.option("--strict", is_flag=True, help=_("Count warnings as errors."))
@click.option(
    "--deep", is_flag=True, help=_("Ask of each deal, for a minute at most, whether any plan serves it alone.")
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
    loaded = _with_narrowing(load_folder(directory, encoding=encoding, as_of=as_of))
    if deep and loaded.project is not None:
        findings = in_order([*loaded.findings, *probe_findings(loaded.project)])
        loaded = replace(loaded, findings=tuple(findings))
    code = _code(loaded.findings, strict=strict)
    if as_json:
        result_json(exit_code=int(code), findings=as_records(loaded.findings), counts=dict(loaded.counts))
    else:
        result_findings(loaded.findings)
        remark(_summary(directory, loaded), bold=True)
    context.exit(int(code))


def _with_narrowing(loaded: Loaded) -> Loaded:
    """The same with a warning where people share so many skills that the planner takes some to know less."""
    project = loaded.project
    if project is None:
        return loaded
    horizon = max(0, project.calendar.limit(project.header.horizon, project.as_of))
    if not staff_of(project, origin=project.as_of, horizon=horizon).narrowed:
        return loaded
    message = _("people share so many skills, at so many speeds, that the plan takes some of them to know less")
    hint = _("Leave out the skills that somebody is hardly ever asked for, or state fewer different percentages.")
    finding = Finding("skills-narrowed", Place("roadmap.yaml"), message, hint, Severity.WARNING)
    return replace(loaded, findings=tuple(in_order([*loaded.findings, finding])))


def _code(findings: Sequence[Finding], *, strict: bool) -> ExitCode:
    severities = {finding.severity for finding in findings}
    faulty = Severity.ERROR in severities or (strict and Severity.WARNING in severities)
    return ExitCode.INPUT if faulty else ExitCode.GOOD


def _summary(directory: Path, loaded: Loaded) -> str:
    deals, features, files = (loaded.counts.get(kind, 0) for kind in ("deals", "features", "files"))
    summary = _("{folder}: {faults}; {deals}, {features}, {files}.").format(
        folder=directory,
        faults=counted(loaded.findings) or _("no faults"),
        deals=ngettext("{count} deal", "{count} deals", deals).format(count=deals),
        features=ngettext("{count} feature", "{count} features", features).format(count=features),
        files=ngettext("{count} file", "{count} files", files).format(count=files),
    )
    return summary + " " + _("`roadmap explain CODE` tells more.") if loaded.findings else summary
