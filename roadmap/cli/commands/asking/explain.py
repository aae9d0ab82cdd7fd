"""`roadmap explain`: why a deal, a feature, a release, a skill or a week is as it is; or more about a finding code."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path

import click

from requirements.language import _, either, follow_on
from roadmap.cli.terminal import command_clock
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.options import (
    Command,
    Seconds,
    cluster_option,
    effort_option,
    examples,
    folder_option,
    json_option,
)
from roadmap.cli.terminal.plan_paths import PlanPath
from roadmap.cli.terminal.printing import result, result_json
from roadmap.cli.terminal.replan_progress import showing_tried
from roadmap.cli.terminal.text_columns import left, wrapped
from roadmap.cli.text.codes import explanations
from roadmap.operations.asking.explain import SECONDS, Explained, explain
from roadmap.operations.sources.asked_subject import plan_asked
from roadmap.operations.sources.plan_input import some

__all__ = ["command", "explanations"]

WIDTH = 100
ENDING = 0.5
"""Seconds in which an answer is written and the processes end."""
MOST_STARTING = 4.0
"""Seconds that starting takes at most; a process that is older does more than this command."""


@click.command(
    cls=Command,
    help=_(
        "Explain a part of a plan. Name PLAN.json and the id of a deal, feature, release or skill, or a week "
        "such as 2026-W20. For a deal, roadmap shows when each need is ready, which need decides, the work "
        "and waiting behind it, which work used the people, and which changes would serve the deal in time, "
        "each with its price. With a finding code, roadmap explains the code. Without arguments, roadmap "
        "lists all codes."
    ),
    epilog=examples(
        "roadmap explain my-plan/plan.json first-deal",
        "roadmap explain my-plan/plan.json 2026-W20",
        "roadmap explain plan.json skill:serving --folder my-plan --time 30",
        "roadmap explain dependency-cycle",
    ),
)
@click.argument("what", metavar="[PLAN.json | CODE]", required=False)
@click.argument("subject", metavar="[ID | WEEK]", required=False)
@click.option(
    "--time",
    "seconds",
    type=Seconds(),
    metavar="S",
    default=SECONDS,
    show_default=True,
    help=_("Seconds for the whole answer, including start-up. More time finds better repairs and prices."),
)
@effort_option()
@folder_option
@cluster_option
@json_option
def command(
    *,
    what: str | None,
    subject: str | None,
    seconds: float,
    effort: float | None,
    folder: Path | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Explain a part of a plan, or one code, or list the codes."""
    if what is not None and _is_file(what, subject):
        path = PlanPath().convert(what, None, None) if Path(what).is_dir() else Path(what)
        if subject is None:
            raise click.UsageError(
                follow_on(
                    _("Name what to explain: a deal, a feature, a release, a skill or a week."), _first_deals(path)
                )
            )
        _explain(path, subject, folder=folder, seconds=seconds, effort=effort, cluster=cluster, as_json=as_json)
        return
    known = explanations()
    if what is None:
        _list(known, as_json=as_json)
        return
    _explain_code(what, known, as_json=as_json)


def _explain(
    path: Path,
    subject: str,
    *,
    folder: Path | None,
    seconds: float,
    effort: float | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Explain a part of a plan within so many seconds: the plan's own reasons are printed at once."""
    left = command_clock.seconds_left(seconds, starting=MOST_STARTING, ending=ENDING)
    with interruptible() as interruption, showing_tried() as show:

        def tell(first: Explained) -> None:
            interruption.searching = True
            for line in () if as_json else first.reasons:
                result(line)

        found = explain(
            path, subject, folder=folder, seconds=left, effort=effort, cluster=cluster, starting=command_clock.age,
            on_reasons=tell, on_progress=show, stop=interruption.stop,
        )  # fmt: skip
    if as_json:
        result_json(kind=found.kind, id=found.id, sentences=list(found.sentences), **found.record)
        return
    for line in ("", *found.found) if found.found else ():
        result(line)


def _is_file(what: str, subject: str | None) -> bool:
    """Whether the first word is a plan: an existing path, or said to be one by what follows or by how it is written."""
    return Path(what).exists() or subject is not None or what.endswith(".json") or os.sep in what


def _first_deals(path: Path) -> str:
    """The deals of a plan that one could ask about."""
    return _("The deals of this plan include {names}.").format(
        names=some(line.id for line in plan_asked(path).plan.deals)
    )


def _explain_code(code: str, known: dict[str, str], *, as_json: bool) -> None:
    if code not in known:
        near = get_close_matches(code.lower(), known, n=3)
        message = _("There is no finding code {code}.").format(code=code)
        hint = (
            _("Did you mean {names}?").format(names=either(near)) if near else _("`roadmap explain` lists all codes.")
        )
        raise click.UsageError(follow_on(message, hint))
    if as_json:
        result_json(code=code, explanation=known[code])
        return
    result(code, bold=True)
    for line in wrapped(known[code], WIDTH - 2):
        result(f"  {line}")


def _list(known: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        result_json(codes=known)
        return
    width = max(map(len, known))
    for code, text in known.items():
        result(f"{code:{width}}  {left(text, WIDTH - width - 2).rstrip()}")
