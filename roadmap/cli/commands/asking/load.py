"""`roadmap load`: the people that the support cases of a plan take, month by month."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.chinese import places
from requirements.language import _, labelled
from roadmap.cli.terminal.artifacts import STDOUT, page_option
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.cli.terminal.printing import remark, result, result_json, result_text
from roadmap.cli.terminal.text_columns import left, right
from roadmap.operations.asking.workload import workload
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.plans.document import Plan
from roadmap.views.delivery.delivery_page import DeliveryView
from roadmap.views.roadmap.second_lines import move_sentence

MOST_GAPS = 5


@click.command(
    cls=Command,
    help=_(
        "Show the workload of the support cases in a plan: people by skill and month, the peak compared with "
        "the average (unplanned and as planned), three scenarios, the rules of the year, second lines, and "
        "uncovered work. With -o, also write an HTML page. It names customers and is for colleagues only."
    ),
    epilog=examples(
        "roadmap load my-plan/plan.json",
        "roadmap load plan.json -o load.html",
        "roadmap load plan.json --json | jq '.rules[] | select(.holds | not)'",
    ),
)
@plan_argument
@page_option(_("The file of the page. Use - for standard output. If omitted, no page is written."))
@json_option
def command(*, plan_file: Path, output: Path | None, as_json: bool) -> None:
    """Print the load of a plan, and write its page."""
    if output == STDOUT and as_json:
        raise click.UsageError(_("--json describes a file. Name one with -o."))
    found = workload(plan_file)
    if output == STDOUT:
        result_text(found.page())
        return
    if output is not None:
        write_whole(output, found.page(), kind=FileKind.PAGE)
    if as_json:
        result_json(file=None if output is None else str(output), **found.record())
        return
    _print(found.plan, found.view)
    if output is not None:
        remark(_("Wrote {file}.").format(file=output))


def _print(plan: Plan, view: DeliveryView) -> None:
    """The page in a few lines."""
    result(view.statement, bold=True)
    if view.scenarios:
        result()
        heads = (_("cases"), _("person-days"), _("unplanned"), _("as planned"), _("uncovered"))
        label = max(26, *(places(row.name) for row in view.scenarios))
        result((left("", label) + "".join(right(head, 14) for head in heads)).rstrip())
        for row in view.scenarios:
            cells = (row.cases, row.person_days, row.unplanned_ratio, row.planned_ratio, row.uncovered)
            result((left(row.name, label) + "".join(right(cell, 14) for cell in cells)).rstrip())
    if view.answers:
        result()
    for answer in view.answers:
        result(labelled(answer.badge.word, labelled(answer.rule, answer.figure)))
        for line in answer.breaches if answer.badge.tone == "lost" else ():
            result(f"  {line}")
    for peak in view.peaks:
        text = _(
            "Peak: {skill}, {month}: {people} people ({ratio} the average) if every deal is won. Most "
            "person-days: {deals}"
        )
        result(text.format(skill=peak.skill, month=peak.month, people=peak.people, ratio=peak.ratio, deals=peak.deals))
    for move in plan.moves:
        result(_("Second line: {move}").format(move=move_sentence(move)))
    for gap in view.gaps[:MOST_GAPS]:
        text = _("Uncovered: {skill}, {days}: {person_days} person-days, short by at most {people} people")
        result(text.format(skill=gap.skill, days=gap.days, person_days=gap.person_days, people=gap.people))
