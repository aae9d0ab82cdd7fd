"""Options that several commands share, and the types of their values."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from requirements.language import _
from roadmap.cli.language.speaking import in_language, language_option
from roadmap.cli.terminal.help_layout import Context
from roadmap.cli.terminal.plan_paths import FolderPath, PlanPath
from roadmap.errors import UsageFault
from roadmap.operations.asked_limits import LARGEST_SEED, MOST_WORKERS, require_seconds
from roadmap.views.own_fields import read_where

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Command(click.Command):
    """A command whose help is laid out like the program's, in the language in force, and ends with examples.

    `epilog` holds the examples, as `examples` writes them.
    """

    context_class = Context

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.params = [*self.params, language_option()]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; refuse a time beside an effort."""
        rest = super().parse_args(ctx, args)
        timed = ctx.get_parameter_source("seconds") is ParameterSource.COMMANDLINE
        if timed and ctx.get_parameter_source("effort") is ParameterSource.COMMANDLINE:
            raise click.UsageError(
                _("--time and --effort exclude each other: one counts by the clock, the other does not."), ctx
            )
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, in the language in force."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language in force."""
        super(Command, in_language(self)).format_help(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Examples to copy, each on a line of its own."""
        with formatter.section(_("Examples")):
            formatter.write(textwrap.indent(self.epilog or "", " " * formatter.current_indent) + "\n")


class Day(click.ParamType[date]):
    """A day such as 2026-07-01."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; fails for anything that is not written YYYY-MM-DD or that no calendar has."""
        if isinstance(value, date):
            return value
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.fail(_("There is no day {value}.").format(value=value), param, ctx)
        return self.fail(_("expected a day such as 2026-07-01"), param, ctx)


class Seconds(click.ParamType[float]):
    """A time in seconds, more than 0 and at most a week."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds; fails for 0, less, NaN, and more than a week."""
        try:
            return require_seconds(float(value))
        except ValueError:
            return self.convert(math.nan, param, ctx)
        except UsageFault as fault:
            self.fail(str(fault), param, ctx)


def json_option(function: Decorated) -> Decorated:
    """`--json`: one JSON object on standard output instead of text for people."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object instead of text."))(function)


def folder_argument(function: Decorated) -> Decorated:
    """`DIR`: the input folder, the one with roadmap.yaml, or a plan made from it."""
    return click.argument("directory", metavar="DIR", type=FolderPath())(function)


def plan_argument(function: Decorated) -> Decorated:
    """`PLAN.json`: the file that `roadmap plan` wrote, or the folder it lies in."""
    return click.argument("plan_file", metavar="PLAN.json", type=PlanPath())(function)


def where_option(function: Decorated) -> Decorated:
    """`--where`: only deals that say so in fields of the company's own."""
    return click.option(
        "--where",
        metavar="NAME=VALUE",
        multiple=True,
        callback=lambda _context, _parameter, stated: dict(read_where(stated)),
        help=_("Only deals with this value in a field of your own, such as Region=North. Several must all hold."),
    )(function)


def present_plan_option(text: str) -> Callable[[Decorated], Decorated]:
    """`--plan`: the present plan of a folder, where that is not its plan.json."""
    return click.option("--plan", "plan_file", metavar="PLAN.json", type=PlanPath(), help=text)


def encoding_option(function: Decorated) -> Decorated:
    """`--encoding`: that of files that are not UTF-8."""
    return click.option(
        "--encoding",
        type=click.Choice(["utf-8", "gb18030"]),
        help=_("Encoding of files that are not UTF-8."),
    )(function)


def reading_options(function: Decorated) -> Decorated:
    """`--encoding` and `--as-of`: how the folder is read."""
    as_of = click.option(
        "--as-of",
        type=Day(),
        metavar="DAY",
        help=_("The day that counts as today. Overrides as_of in roadmap.yaml."),
    )
    return encoding_option(as_of(function))


def strict_option(function: Decorated) -> Decorated:
    """`--strict`: refuse what would otherwise be left out."""
    text = _(
        "Refuse a folder that cannot be planned completely, for example if nobody can do some work or a pin "
        "cannot hold."
    )
    return click.option("--strict", is_flag=True, help=text)(function)


def time_option(seconds: float, text: str) -> Callable[[Decorated], Decorated]:
    """`--time`: seconds for searching, and what is done in them."""
    return click.option("--time", "seconds", type=Seconds(), metavar="S", default=seconds, show_default=True, help=text)


def effort_option(text: str | None = None, *, each: bool = False) -> Callable[[Decorated], Decorated]:
    """`--effort`: seconds of processor time instead of those of the clock, for `each` plan or for all that is searched;
    `--time` beside it is a usage error."""
    for_each = _("Seconds of processor time for each plan, instead of --time.")
    for_all = _("Seconds of processor time of all processes, instead of --time: a busy machine takes longer.")
    told = text or (for_each if each else for_all)
    return click.option("--effort", type=Seconds(), metavar="S", default=None, help=told)


def processes_option(processes: int, text: str | None = None) -> Callable[[Decorated], Decorated]:
    """`--processes`: processes that plan at once."""
    return click.option(
        "--processes",
        type=click.IntRange(1, MOST_WORKERS),
        metavar="N",
        default=processes,
        show_default=True,
        help=text or _("Number of processes that plan at once. With --cluster: number of its workers."),
    )


def workers_option(workers: int, text: str | None = None) -> Callable[[Decorated], Decorated]:
    """`--workers`: search strategies at work at once."""
    return click.option(
        "--workers",
        type=click.IntRange(1, MOST_WORKERS),
        metavar="N",
        default=workers,
        show_default=True,
        help=text or _("Number of search strategies that run at once."),
    )


def seed_options(seed: int) -> Callable[[Decorated], Decorated]:
    """`--seed` and `--reproducible`: in which order is searched, and whether that is all an answer depends on."""

    def decorate(function: Decorated) -> Decorated:
        chosen = click.option(
            "--seed",
            type=click.IntRange(0, LARGEST_SEED),
            metavar="N",
            default=seed,
            show_default=True,
            help=_("Random seed of the search. Another seed gives another search order."),
        )
        text = _("The same input and seed give the same answer, byte for byte.")
        return chosen(click.option("--reproducible", is_flag=True, help=text)(function))

    return decorate


def quiet_option(text: str) -> Callable[[Decorated], Decorated]:
    """`--quiet`, and what it leaves out."""
    return click.option("--quiet", "-q", is_flag=True, help=text)


def folder_option(function: Decorated) -> Decorated:
    """`--folder`: the input folder of the plan."""
    return click.option(
        "--folder",
        metavar="DIR",
        type=FolderPath(),
        help=_(
            "The folder from which the plan was made. Default: the folder that the plan names, or the folder of "
            "the plan file."
        ),
    )(function)


def cluster_option(function: Decorated) -> Decorated:
    """`--cluster`: where to plan again."""
    return click.option(
        "--cluster",
        metavar="ADDRESS",
        help=_("Make the plans on the workers of a dask.distributed cluster, such as tcp://10.0.0.1:8786."),
    )(function)


def examples(*lines: str) -> str:
    """The end of a command's help: command lines to copy."""
    return "\n".join(lines)
