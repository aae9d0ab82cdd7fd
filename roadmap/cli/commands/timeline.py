"""`roadmap timeline`: what sales needs to know, per deal and gate."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.errors import InputFault
from requirements.language import _
from roadmap.cli.before import before_file
from roadmap.cli.terminal.artifacts import STDOUT, OutputFile, write_artifact
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.folder.baseline import BASELINE
from roadmap.outputs.feed import Feed, feed_of, read_feed, write_ics
from roadmap.outputs.kinds import FileKind
from roadmap.outputs.timeline import write_csv, write_json
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from roadmap.views.sales_timeline import build_timeline

KINDS = {"csv": FileKind.TABLE, "json": FileKind.TIMELINE, "ics": FileKind.CALENDAR}
CALENDAR = b"BEGIN:VCALENDAR"


@click.command(
    cls=Command,
    help=_(
        "Write the sales timeline: for every deal and gate the customer, the gate day, how the deal stands and why, "
        "the day that may be promised, the slack and what is still missing. Values are in thousands of the currency. "
        "It is for colleagues, not for customers. A calendar follows the one it replaces: events that moved are "
        "marked as newer, and what is gone is cancelled."
    ),
    epilog=examples(
        "roadmap timeline plan.json > timeline.csv",
        "roadmap timeline plan.json --format ics -o gates.ics",
        "roadmap timeline plan.json --format json | jq '.gates[] | select(.status == \"late\")'",
    ),
)
@plan_argument
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(KINDS)),
    default="csv",
    show_default=True,
    is_eager=True,  # it says of which kind the output is
    help=_("A table, JSON, or a calendar."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(lambda context: KINDS[context.params["kind"]]),
    default=STDOUT,
    help=_("Where it goes; left out or -, standard output."),
)
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_(
        "For a calendar: the calendar or the plan that its readers have. Left out, the file of -o if it is there, "
        "else the plans before this one that lie beside it (baseline.json, plan.before.json)."
    ),
)
@json_option
def command(*, plan_file: Path, kind: str, output: Path, since: Path | None, as_json: bool) -> None:
    """Write a timeline."""
    if since is not None and kind != "ics":
        raise click.UsageError(_("--since is for calendars: add --format ics."))
    plan = read_plan(plan_file)
    content = timeline_text(plan, kind, beside=plan_file, target=output, since=since)
    gates = len(build_timeline(plan).gates)
    write_artifact(content, output, kind=KINDS[kind], as_json=as_json, format=kind, gates=gates)


def timeline_text(plan: Plan, kind: str, *, beside: Path, target: Path, since: Path | None = None) -> str | bytes:
    """The timeline of a plan, which lies in the file `beside`, as it goes to `target`."""
    view = build_timeline(plan)
    if kind == "ics":
        return write_ics(view, _feed_before(plan, beside=beside, target=target, since=since))
    return write_csv(view) if kind == "csv" else write_json(view)


def _feed_before(plan: Plan, *, beside: Path, target: Path, since: Path | None) -> Feed | None:
    """The feed that readers have; None where there is none."""
    if since is not None:
        return _read(since)
    if target != STDOUT and target.is_file():
        return read_feed(target)
    feed = None
    for earlier in sorted(_plans_before(plan, beside), key=lambda one: one.as_of):
        feed = _feed_of_plan(earlier, feed)
    return feed


def _read(file: Path) -> Feed:
    """A feed, or what the feed of a plan says."""
    with file.open("rb") as stream:
        is_calendar = stream.read(len(CALENDAR)).upper() == CALENDAR
    return read_feed(file) if is_calendar else _feed_of_plan(read_plan(file), None)


def _feed_of_plan(plan: Plan, before: Feed | None) -> Feed:
    return feed_of(write_ics(build_timeline(plan), before), name=plan.name)


def _plans_before(plan: Plan, beside: Path) -> list[Plan]:
    """The plans of the same or an earlier day that lie beside a plan's file: the published one first."""
    found = []
    for file in (beside.with_name(BASELINE), before_file(beside)):
        if file.is_file() and not file.samefile(beside):
            try:
                found.append(read_plan(file))
            except InputFault:  # the plan is told all the same; its readers then have a calendar of their own
                continue
    return [earlier for earlier in found if earlier.as_of <= plan.as_of]
