"""`roadmap track`: this quarter, planned, done, moved and learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from requirements.language import _
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, reading_options
from roadmap.cli.terminal.plan_paths import PlanPath
from roadmap.cli.terminal.printing import result, result_json
from roadmap.cli.text.learned import learned_lines
from roadmap.operations.following.track import track
from roadmap.outputs.writing.kinds import FileKind
from roadmap.tracking.promise_keeping import Crossed, Record
from roadmap.views.quarterly.kept_promises import KeepingView
from roadmap.views.quarterly.past import PastView
from roadmap.views.quarterly.tracking import TrackingView


@click.command(
    cls=Command,
    help=_(
        "Show the progress of a quarter: the work in the published plan, the part that is done, the promises "
        "that move, and the evidence from finished work and decided deals on estimates and rates, with its "
        "uncertainty. Progress is read from the folder, as YAML or as CSV exported from a tracker."
    ),
    epilog=examples(
        "roadmap track my-plan",
        "roadmap track my-plan --as-of 2026-06-30 -o quarter.html",
        "roadmap track my-plan --quarter 2026Q2 --json",
        "roadmap track my-plan --customer cloudlet -o record.html",
    ),
)
@folder_argument
@click.option(
    "--plan",
    "plan_file",
    metavar="PLAN.json",
    type=PlanPath(),
    help=_("The present plan, to find promises that move. Default: plan.json in DIR if it exists."),
)
@click.option("--quarter", metavar="2026Q2", help=_("The quarter. Default: the quarter that contains today."))
@page_option(_("Also write an HTML page. Use - for standard output."))
@click.option(
    "--learn",
    "learns",
    is_flag=True,
    help=_("Print what finished work and decided deals suggest, as lines for roadmap.yaml."),
)
@click.option(
    "--customer",
    metavar="DEAL",
    help=_(
        "Write the track record of the promises to this deal, as its customer may read it, as an HTML page to -o: "
        "no other customer, no amount."
    ),
)
@reading_options
@json_option
def command(
    *,
    directory: Path,
    plan_file: Path | None,
    quarter: str | None,
    learns: bool,
    customer: str | None,
    output: Path | None,
    encoding: str | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Track a folder."""
    if as_json and output == STDOUT:
        raise click.UsageError(_("Standard output cannot hold both --json and the page. Name a file with -o."))
    if customer is not None and (output is None or as_json or learns):
        raise click.UsageError(_("--customer writes a page: name its file with -o, without --json and --learn."))
    found = track(directory, plan=plan_file, quarter=quarter, as_of=as_of, encoding=encoding)
    if customer is not None and output is not None:
        write_artifact(found.customer_page(customer), output, kind=FileKind.PAGE, as_json=False)
        return
    if output is not None:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=False)
    if as_json:
        planned = None if found.work is None else asdict(found.work)
        moved = None if found.view.moved is None else asdict(found.view.moved)
        result_json(
            quarter=str(found.quarter),
            as_of=found.as_of,
            planned=planned,
            moved=moved,
            learned=asdict(found.learned),
            crossed=[_crossed(one) for one in found.crossed],
            record=None if found.record is None else _record(found.record),
            scores=[asdict(score) for score in found.scores],
        )
    elif output != STDOUT:
        for line in learned_lines(found.learned) if learns else _lines(found.view):
            result(line)


def _crossed(one: Crossed) -> dict[str, Any]:
    return {"promise": one.promise.model_dump(mode="json"), "tripwire": one.wire.model_dump(mode="json"),
            "done": one.done}  # fmt: skip


def _record(record: Record) -> dict[str, Any]:
    kept = [{"deal": one.promise.deal, "gate": one.promise.gate, "day": one.promise.day, "chance": one.promise.chance,
             "held": one.held, "announced": one.announced} for one in record.kept]  # fmt: skip
    steps = [asdict(step) for step in record.steps]
    return {"promises": kept, "steps": steps, "brier": record.brier, "error": record.error}


def _keeping(view: KeepingView) -> Iterator[str]:
    yield _("Promises kept")
    yield f"  {view.statement}"
    if view.announced:
        yield f"    {view.announced}"
    yield from (f"    {step}" for step in view.steps)
    if view.score:
        yield f"    {view.score}"
    for broken in view.broken:
        yield f"    ✗ {broken.deal}, {broken.promise}: {broken.announced}"
    for table in view.scores:
        yield f"  {table.heading}"
        for score in table.rows:
            yield f"    {score.name}: {score.held}, {score.share} ({score.range})"
    if view.about_scores:
        yield f"  {view.about_scores}"
    for row in view.crossed:
        yield f"  ⚠ {row.deal}, {row.promise}: {row.falls}"
        yield f"    {row.missing}"
        if row.owner:
            yield "    " + _("Owner: {owner}").format(owner=row.owner)
        yield "    " + _("Repairs: roadmap explain plan.json {deal}").format(deal=row.id)


def _lines(view: TrackingView) -> Iterator[str]:
    yield _("{quarter}, as of {day}").format(quarter=view.quarter, day=view.as_of)
    yield _("Planned and done")
    yield f"  {view.statement}"
    for row in view.planned:
        remark = f" ({row.remark})" if row.remark else ""
        yield f"    {row.badge.symbol} {row.badge.word}: {row.feature}, {row.work}, {row.planned}{remark}"
    for ship in view.releases:
        yield "  " + _("{release} ships on {day}: {done} of {features} features are done").format(
            release=ship.release, day=ship.ship, done=ship.done, features=ship.features
        )
        if ship.remark:
            yield f"    {ship.remark}"
    yield _("Moved")
    yield f"  {view.moved.statement if view.moved else view.moved_note}"
    for line in view.moved.lines if view.moved else ():
        yield f"    {line.customer}, {line.deal}, {line.gate}: {line.badge.symbol} {line.badge.word}"
    if view.keeping is not None:
        yield from _keeping(view.keeping)
    yield _("Lessons")
    yield f"  {view.learned.statement}"
    for estimate in view.learned.estimates:
        yield f"    {estimate.name}: {estimate.ratio} ({estimate.range}), {estimate.pieces}: {estimate.advice}"
    for rate in view.learned.rates:
        yield f"    {rate.segment}, {rate.rate}: {rate.stated}, {rate.seen} ({rate.range}): {rate.advice}"
    yield from _past(view.learned.past)


def _past(view: PastView) -> Iterator[str]:
    for moved in view.moved:
        text = _("{segment}: gates of {moved} of {deals} deals moved; stated {stated}, suggested {suggested}")
        yield "    " + text.format(
            segment=moved.segment, moved=moved.moved, deals=moved.deals, stated=moved.stated, suggested=moved.suggested
        )
    for reached in view.reached:
        yield f"    {reached.segment}, {reached.stage}: {reached.won} ({reached.range})"
    if view.lost:
        yield f"    {view.lost}"
