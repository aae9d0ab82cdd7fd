"""`roadmap quote`: when a new deal can be promised, and what it costs to take it as it is wished."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Severity
from requirements.language import _
from roadmap.cli.reading import load_folder
from roadmap.cli.terminal.columns import left
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.interruption import interruptible
from roadmap.cli.terminal.options import (
    Command,
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
from roadmap.folder.texts.revision import revised_digest
from roadmap.plan.file import read_plan
from roadmap.planner import Options
from roadmap.simulate.present import PresentWithDeal, present_plan
from roadmap.simulate.quoting.first_quote import first_quote
from roadmap.simulate.quoting.new_deal import read_new_deal
from roadmap.simulate.quoting.quote import Quote
from roadmap.simulate.quoting.quote_search import Improver
from roadmap.views.answers.quote import QuoteView, build_quote

_DEFAULTS = Options(seconds=10.0, workers=4)
_FIRST = 1.0
"""Seconds after which the first answer is no longer improved: with start-up it is then there within two."""


@click.command(
    cls=Command,
    help=_(
        "Say when a new deal can be promised, gate by gate, without breaking a published promise, or where nothing is "
        "published without harm to any deal that the plan serves; and what it displaces, for how much, if it is taken "
        "on its wished days. A first answer comes at once, from the deal inserted into the present plan; short "
        "searches then improve it. Nothing is written to the folder."
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
    help=_("A file with the new deal under `deals`, written as in the folder."),
)
@present_plan_option(_("The present plan; left out, plan.json in DIR."))
@click.option("--first", is_flag=True, help=_("The first answer only, without a search."))
@time_option(_DEFAULTS.seconds, _("Seconds for searches after the first answer."))
@workers_option(_DEFAULTS.workers)
@reading_options
@quiet_option(_("No remarks on standard error."))
@json_option
def command(
    *,
    directory: Path,
    deal_file: Path,
    plan_file: Path | None,
    first: bool,
    seconds: float,
    workers: int,
    encoding: str | None,
    as_of: date | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Quote a new deal."""
    begun = time.monotonic()
    present, source = read_present(directory, deal_file, plan_file, encoding=encoding, as_of=as_of, quiet=quiet)
    if not present.fresh and not quiet:
        remark(_("roadmap: the folder has changed since the plan was made; what still holds of it is compared with."))
    quote = first_quote(present, plan=source.name, until=begun + _FIRST)
    if not first:
        if not quiet:
            took = f"{time.monotonic() - begun:.1f}"
            remark(_("First answer after {seconds} s; searching for a better one.").format(seconds=took), bold=True)
            for line in quote_text(build_quote(quote)):
                remark(f"  {line}")
        quote = _improved(present, quote, seconds=seconds, workers=workers)
    if as_json:
        result_json(**quote.model_dump(mode="json"))
        return
    for line in quote_text(build_quote(quote)):
        result(line)


def read_present(
    directory: Path,
    deal_file: Path,
    plan_file: Path | None,
    *,
    encoding: str | None,
    as_of: date | None,
    quiet: bool,
) -> tuple[PresentWithDeal, Path]:
    """The present plan beside the new deal, and the file of that plan.

    InputFault with all that is wrong with the folder, the deal or the plan; RoadmapError where there is no plan.
    """
    new, findings = read_new_deal(deal_file, encoding=encoding)
    if new is None:
        raise InputFault(findings)
    loaded = load_folder(directory, encoding=encoding, as_of=as_of, revision=new)
    if loaded.project is None:
        raise InputFault(list(loaded.findings))
    if not quiet:
        remark_findings(finding for finding in loaded.findings if finding.severity is not Severity.HINT)
    source = plan_file or directory / "plan.json"
    if not source.is_file():
        raise RoadmapError(
            _("there is no plan to quote from: `roadmap plan {folder}` makes one, or name one with --plan.").format(
                folder=directory
            )
        )
    plan = read_plan(source)
    digest = revised_digest(plan.made_from.digest, new)
    return present_plan(loaded.project, new.key, plan, digest=digest), source


def _improved(present: PresentWithDeal, quote: Quote, *, seconds: float, workers: int) -> Quote:
    with interruptible() as interruption:
        interruption.searching = True
        deadline = time.monotonic() + seconds
        improver = Improver(present, deadline, workers=workers, seed=_DEFAULTS.seed, stop=interruption.stop)
        return improver.improve(quote)


def quote_text(view: QuoteView) -> Iterator[str]:
    """A quote in lines for a terminal."""
    yield view.title
    rows = [(_("gate"), _("wished"), _("earliest"), _("release"), _("slack"), "")]
    rows += [(row.gate, row.wished, row.earliest, row.release, row.slack, row.sure) for row in view.gates]
    widths = [max(len(row[column]) for row in rows) + 2 for column in range(6)]
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
