"""`roadmap agenda`: the questions whose answers would change the plan most."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _, ngettext
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.whole_file import content_of
from roadmap.cli.terminal import command_clock
from roadmap.cli.terminal.artifacts import STDOUT, own_target, page_option, write_artifact
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.options import (
    Command,
    cluster_option,
    effort_option,
    examples,
    folder_option,
    json_option,
    plan_argument,
    processes_option,
    quiet_option,
    time_option,
)
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.terminal.replan_progress import showing, time_left
from roadmap.cli.text.meeting.agenda import agenda_text
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.operations.meeting.agenda import LONGEST_MEETING, MINUTES, SECONDS, MeetingAgenda, Preparing, agenda
from roadmap.operations.meeting.kept_agenda import agenda_file
from roadmap.operations.sources.stored_plans import plan_file_of
from roadmap.outputs.writing.kinds import FileKind

MOST_STARTING = 2.0
"""Seconds that starting takes at most."""


@click.command(
    cls=Command,
    help=_(
        "List the questions whose answers would change the plan most, with the value of each answer, who knows it, "
        "and until when it matters. They come from effort ranges, estimated gates, needs, substitutes, win "
        "probabilities and wishes without a price. The answers are planned by short searches. On the page, tick an "
        "answer to rank the rest again. Press Ctrl-C to stop early and keep what was found so far."
    ),
    epilog=examples(
        "roadmap agenda my-plan/plan.json",
        "roadmap agenda my-plan/plan.json --minutes 30 --time 300 -o agenda.html",
        "roadmap agenda my-plan/plan.json --effort 600 --keep",
        "roadmap agenda my-plan/plan.json --answer win:north-harbour=won --markdown",
        "roadmap agenda my-plan/plan.json --answers ticked.txt --json",
    ),
)
@plan_argument
@click.option(
    "--minutes",
    type=click.IntRange(1, LONGEST_MEETING),
    metavar="N",
    default=MINUTES,
    show_default=True,
    help=_("Length of the meeting. Questions are chosen that fit into it."),
)
@click.option(
    "--answer", "ticked", metavar="Q=ANSWER", multiple=True, help=_("The answer to a question. Can be repeated.")
)
@click.option(
    "--answers",
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A text file with one Q=ANSWER on each line. Lines that start with # are left out."),
)
@time_option(SECONDS, _("Seconds for planning the answers. More time looks at more questions, more closely."))
@effort_option()
@processes_option(PROCESSES)
@page_option(_("Also write an HTML page. Use - for standard output."))
@folder_option
@cluster_option
@click.option(
    "--keep", is_flag=True, help=_("Keep the agenda beside the plan, as plan.agenda.json. The workbench then shows it.")
)
@click.option("--markdown", is_flag=True, help=_("Print Markdown instead of text."))
@quiet_option(_("Print no progress on standard error."))
@json_option
def command(
    *,
    plan_file: Path,
    minutes: int,
    ticked: tuple[str, ...],
    file: Path | None,
    seconds: float,
    effort: float | None,
    processes: int,
    output: Path | None,
    folder: Path | None,
    cluster: str | None,
    keep: bool,
    markdown: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Make an agenda."""
    if markdown and as_json:
        raise click.UsageError(_("--markdown and --json exclude each other."))
    if keep:
        own_target(agenda_file(plan_file_of(plan_file)), FileKind.AGENDA)
    answers, left = _answers(ticked, file), command_clock.seconds_left(seconds, starting=MOST_STARTING)
    with interruptible() as interruption, showing(_progress, quiet=quiet) as show:

        def start() -> None:
            interruption.searching = True

        found = agenda(
            plan_file, minutes=minutes, answers=answers, folder=folder, seconds=left, effort=effort,
            processes=processes, cluster=cluster, on_progress=show, on_start=start, stop=interruption.stop,
        )  # fmt: skip
        interruption.searching = False
    if interruption.received and not quiet:
        remark(_("Interrupted. These are the questions planned so far."))
    _tell(found, output, markdown=markdown, as_json=as_json)
    if keep:
        file = found.save(plan_file)
        if not quiet:
            remark(_("Wrote {file}.").format(file=file))


def _progress(preparing: Preparing) -> str:
    sentence = ngettext(
        "Planning the answers: {done} of {count} question planned.",
        "Planning the answers: {done} of {count} questions planned.",
        preparing.raised,
    )
    return time_left(sentence.format(done=preparing.planned, count=preparing.raised), preparing.left)


def _answers(ticked: tuple[str, ...], file: Path | None) -> dict[str, str]:
    """The answers by question, those of the file first. A usage error for a line of another form."""
    lines = [] if file is None else content_of(file, LARGEST_FILE).decode("utf-8-sig", "replace").splitlines()
    told = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    found = {}
    for line in (*told, *ticked):
        question, equals, answer = line.rpartition("=")
        if not equals or not question.strip() or not answer.strip():
            raise click.UsageError(_("expected Q=ANSWER such as win:D07=won, and found {line}").format(line=line))
        found[question.strip()] = answer.strip()
    return found


def _tell(found: MeetingAgenda, output: Path | None, *, markdown: bool, as_json: bool) -> None:
    if output == STDOUT:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=as_json)
        return
    if as_json:
        currency = found.plan.currency
        result_json(
            currency=currency, unit=f"thousand {currency}", minutes=found.minutes, answered=dict(found.answered),
            left=found.left, questions=found.records(),
        )  # fmt: skip
    elif markdown:
        for line in found.markdown().splitlines():
            result(line)
    else:
        for line in agenda_text(found.view):
            result(line)
    if output is not None:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=False)
