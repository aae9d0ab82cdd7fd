"""`roadmap quote`: when a new deal can be promised, and what it costs to take it as it is wished."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from requirements.chinese import places
from requirements.language import _
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.options import (
    Command,
    effort_option,
    examples,
    folder_argument,
    json_option,
    present_plan_option,
    quiet_option,
    reading_options,
    time_option,
    workers_option,
)
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.terminal.text_columns import left
from roadmap.operations.asking.quote import SECONDS, WORKERS, QuotedDeal, quote
from roadmap.operations.hearing import unheard
from roadmap.views.answers.quote import QuoteView


@click.command(
    cls=Command,
    help=_(
        "Find the earliest day that can be promised to a new deal at each gate. Published promises are kept; "
        "if none are published, no deal of the plan is made worse. roadmap also shows which deals lose, and "
        "how much, if the new deal is served on its requested days. The first answer inserts the deal into "
        "the present plan and takes about a second. Short searches then improve it. Nothing is written to "
        "the folder."
    ),
    epilog=examples(
        "roadmap quote my-plan --deal new-deal.yaml",
        "roadmap quote my-plan --deal new-deal.yaml --first",
        "roadmap quote my-plan --deal new-deal.yaml --plan july.json --time 60 --json",
    ),
)
@folder_argument
@click.option(
    "--deal",
    "deal_file",
    metavar="NEW.yaml",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A file with the new deal under `deals`, in the format of the folder."),
)
@present_plan_option(_("The present plan. Default: plan.json in DIR."))
@click.option("--first", is_flag=True, help=_("Give only the first answer, without a search."))
@time_option(SECONDS, _("Seconds to search after the first answer."))
@effort_option()
@workers_option(WORKERS)
@reading_options
@quiet_option(_("Print no remarks on standard error."))
@json_option
def command(
    *,
    directory: Path,
    deal_file: Path,
    plan_file: Path | None,
    first: bool,
    seconds: float,
    effort: float | None,
    workers: int,
    encoding: str | None,
    as_of: date | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Quote a new deal."""
    begun = time.monotonic()
    with interruptible() as interruption:

        def tell_first(first: QuotedDeal) -> None:
            interruption.searching = True
            if not quiet:
                _tell_first(first, time.monotonic() - begun)

        found = quote(
            directory, deal_file, plan=plan_file, seconds=seconds, effort=effort, workers=workers, first=first,
            as_of=as_of, encoding=encoding, on_first=tell_first, on_findings=unheard if quiet else remark_findings,
            stop=interruption.stop,
        )  # fmt: skip
    if first and not quiet:
        _tell_outdated(found)
    if as_json:
        result_json(**found.quote.model_dump(mode="json"))
        return
    for line in quote_text(found.view):
        result(line)


def _tell_first(first: QuotedDeal, took: float) -> None:
    _tell_outdated(first)
    remark(_("First answer after {seconds} s. Searching for a better one.").format(seconds=f"{took:.1f}"), bold=True)
    for line in quote_text(first.view):
        remark(f"  {line}")


def _tell_outdated(found: QuotedDeal) -> None:
    if not found.fresh:
        remark(
            _(
                "roadmap: The folder has changed since the plan was made. The comparison uses the parts of the plan "
                "that still hold."
            )
        )


def quote_text(view: QuoteView) -> Iterator[str]:
    """A quote in lines for a terminal."""
    yield view.title
    rows = [(_("gate"), _("requested"), _("earliest"), _("release"), _("slack"), "")]
    rows += [(row.gate, row.wished, row.earliest, row.release, row.slack, row.sure) for row in view.gates]
    widths = [max(places(row[column]) for row in rows) + 2 for column in range(6)]
    for row in rows:
        yield "  " + "".join(left(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield view.rule
    if view.cases:
        yield view.cases
    yield view.taken
    yield from (f"  {fact}" for fact in view.facts)
    for displaced in view.displaced:
        yield _("  {deal} loses {amount}").format(deal=displaced.deal, amount=displaced.loses)
        yield from (f"    {move}" for move in displaced.moves)
