"""The program: a group of commands, each in a module of its own that is imported only when it is run."""

from __future__ import annotations

import contextlib
import contextvars
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from requirements.language import _
from roadmap.cli.commands import module_of
from roadmap.cli.language.speaking import in_language, language_option, speak_as_asked
from roadmap.cli.terminal.ending.error_reports import conclude
from roadmap.cli.terminal.ending.exit_codes import exit_codes
from roadmap.cli.terminal.ending.signals import ending_at_once
from roadmap.cli.terminal.help_layout import Context
from roadmap.cli.terminal.printing import steady_streams
from roadmap.outputs.writing.written import forget_written
from roadmap.version import __version__


def summaries() -> dict[str, str]:
    """The commands in the order of their use, and what each does in one line."""
    return {
        "demo": _("Plan the shipped example company from start to finish."),
        "init": _("Write a small valid folder as a starting point."),
        "catalogue": _("List the capabilities that customers can need, or print catalogue entries to copy."),
        "import": _("Import a file that another program exported. A mapping is written once."),
        "check": _("Find every fault in a folder, with file and line."),
        "edit": _("Change values in the files of a folder, and nothing around them."),
        "plan": _("Find the plan with the highest value, and prove how good it is."),
        "publish": _("Make a plan the baseline. Its promises become commitments."),
        "compare": _("Compare two plans, for sales, engineering and management."),
        "track": _("Show the progress of a quarter: planned, done, moved and learned."),
        "render": _("Render a plan as one HTML page."),
        "site": _("Write a plan as a site with a page for each deal, release, feature, team and owner."),
        "serve": _("Serve the workbench of a folder to a browser: pages that follow the files."),
        "timeline": _("Write the sales timeline per deal and gate, as CSV, XLSX, JSON or calendar."),
        "respond": _("Answer a customer's list of requirements line by line, in its own workbook."),
        "export": _("Write the plan for another program: Microsoft Project, Jira, a wiki, a CRM."),
        "notify": _("Tell sales owners in their group chats which promised days changed."),
        "forecast": _("Derive the pipeline that the revenue targets require, and what must still be found."),
        "whatif": _("Show the effect of changes to the input."),
        "sweep": _("Plan a folder for many scenarios and seeds, on this machine or on a cluster."),
        "keep": _("Make the changes of a scenario in the files of a folder."),
        "minutes": _("Write the minutes of a planning meeting: decisions, consequences, whom to tell."),
        "load": _("Show which people the support cases need, month by month, and uncovered work."),
        "quote": _("Find the earliest days that can be promised to a new deal, and the deals that it displaces."),
        "explain": _("Explain a deal, feature, release, skill or week of a plan, or a finding code."),
        "prices": _("Price one more person, a delay, a release and a promise."),
        "agenda": _("List the questions whose answers would change the plan most."),
        "trades": _("Find what would serve a deal that is given up, and who must agree."),
        "simulate": _("Play a plan out many times, and say how sure each of its days is."),
        "schema": _("Print the JSON Schema of the input or of the plan."),
        "completion": _("Print a script that completes commands in your shell."),
    }


class Program(click.Group):
    """A group whose commands are found by name in `summaries` and imported when run."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The commands in the order of their use."""
        return list(summaries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command; None if there is none of this name. It is made in English, whatever is spoken."""
        if cmd_name not in summaries():
            return None
        with ending_at_once():
            module = contextvars.Context().run(import_module, module_of(cmd_name))
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; an unknown one gets the nearest names."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            name = unknown.command_name
            raise click.exceptions.NoSuchCommand(name, possibilities=summaries(), ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(summaries().items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands without importing them, and options."""
        commands = [(name, text) for name, text in summaries().items() if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=text) for name, text in commands), *options]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language in force."""
        super(Program, in_language(self)).format_help(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """End the help with where to start, and with the exit codes."""
        super().format_epilog(ctx, formatter)
        with formatter.section(_("Exit codes")):
            formatter.write_dl([(str(code), text) for code, text in exit_codes().items()])

    def main(self, *arguments: Any, **more: Any) -> Any:
        """Run a command by click's own rules, in a context of its own: the language that it speaks ends with it."""
        return contextvars.copy_context().run(super().main, *arguments, **more)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Prepare the streams and the language, and parse what stands before the command."""
        steady_streams()
        forget_written()
        speak_as_asked(args)
        if os.environ.get("NO_COLOR"):
            extra["color"] = False
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the command; nothing at all asks for help."""
        words = args if args or ctx.resilient_parsing else ["--help"]
        try:
            with _all_printed():
                return super().parse_args(ctx, list(words))
        except (click.UsageError, OSError, KeyboardInterrupt) as error:
            ctx.exit(_end(error, as_json="--json" in args))

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; what goes wrong in it ends with an exit code of the table."""
        as_json = "--json" in ctx.args
        try:
            with _all_printed():
                super().invoke(ctx)
        except click.exceptions.Exit:
            raise
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where everything ends
            ctx.exit(_end(error, as_json=as_json))


@contextlib.contextmanager
def _all_printed() -> Iterator[None]:
    """Send all out that was printed, before a good end: standard output may refuse it only then."""
    try:
        yield
    except click.exceptions.Exit:
        _flush()
        raise
    _flush()


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _end(error: BaseException, *, as_json: bool) -> int:
    try:
        return conclude(error, as_json=as_json)
    except OSError as gone:  # standard output broke while the error was told
        return conclude(gone, as_json=False)


program = Program(
    name="roadmap",
    help=_(
        "Plan software from the deals that need it. Each capability lands in a release before the deals that "
        "need it reach design-in. The plan states which revenue it secures, what it gives up, and how close "
        "it is proved to be to the best plan."
    ),
    epilog=_("Start with `roadmap demo`, or with `roadmap init my-plan` and then `roadmap check my-plan`."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=False,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda context, _option, wanted: _show_version(context) if wanted else None,
            help=_("Show the version and exit."),
        ),
        language_option(),
    ],
)


def _show_version(context: click.Context) -> None:
    click.echo(f"roadmap {__version__}")
    context.exit()
