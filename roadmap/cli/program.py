"""The program: a group of commands, each in a module of its own that is imported only when it is run."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem, shell_complete

from requirements.language import _, either, follow_on
from roadmap.cli.terminal.errors import conclude
from roadmap.cli.terminal.exit_codes import exit_codes
from roadmap.cli.terminal.layout import Context
from roadmap.cli.terminal.printing import steady_streams
from roadmap.cli.terminal.signals import ending_at_once
from roadmap.outputs.written import forget_written
from roadmap.version import __version__

COMPLETION = "_ROADMAP_COMPLETE"


def summaries() -> dict[str, str]:
    """The commands in the order of their use, and what each does in one line; module `roadmap.cli.commands.NAME`."""
    return {
        "demo": _("Plan the shipped example company from start to finish."),
        "init": _("Write a small folder that passes, to start from."),
        "catalogue": _("List what customers can need and how it can be had, or print entries to copy."),
        "import": _("Bring in what another program exported, by a mapping that is written once."),
        "check": _("Find every fault of a folder, each with file and line."),
        "plan": _("Find the plan that secures the most revenue, and prove how good it is."),
        "publish": _("Make a plan the baseline: its promises are commitments from now on."),
        "compare": _("Say what changed between two plans: for sales, engineering and management."),
        "track": _("Say how a quarter goes: planned, done, moved and learned."),
        "render": _("Turn a plan into one HTML page."),
        "timeline": _("Write what sales needs to know: per deal and gate, as CSV, JSON or calendar."),
        "forecast": _("Say what the revenue targets ask for, what is in hand, and what is still to be found."),
        "whatif": _("Say what would be different if the folder said something else."),
        "load": _("Say which people the support cases take, month by month, and what is left uncovered."),
        "quote": _("Say when a new deal can be promised, and what it displaces."),
        "explain": _("Say why a deal, feature, release, skill or week of a plan is as it is, or what a finding means."),
        "prices": _("Say what one more person, a slip, a release and a promise are worth."),
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
        """Import one command; None if there is none of this name."""
        if cmd_name not in summaries():
            return None
        with ending_at_once():
            command: click.Command = import_module(f"roadmap.cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; an unknown one gets the nearest names."""
        name = args[0]
        if name in summaries() or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, summaries(), n=2, cutoff=0.5)
        message = _("there is no command `{name}`.").format(name=name)
        if near:
            hint = _("Did you mean {names}?").format(names=either(f"`{other}`" for other in near))
            message = follow_on(message, hint)
        raise click.UsageError(message, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(summaries().items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands without importing them, and options."""
        commands = [(name, text) for name, text in summaries().items() if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=text) for name, text in commands), *options]

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,  # noqa: ARG002
        complete_var: str | None = None,  # noqa: ARG002
        standalone_mode: bool = True,  # noqa: FBT001, FBT002
        windows_expand_args: bool = True,  # noqa: ARG002, FBT001, FBT002
        **extra: Any,
    ) -> Any:
        """Run a command; ends the process with its exit code, or returns it if not `standalone_mode`."""
        steady_streams()
        code = self._run(list(sys.argv[1:] if args is None else args), extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, arguments: list[str], extra: MutableMapping[str, Any]) -> int:
        if COMPLETION in os.environ:
            return shell_complete(self, extra, "roadmap", COMPLETION, os.environ[COMPLETION])
        as_json = "--json" in arguments
        forget_written()
        try:
            return self._invoke(arguments, extra)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where everything ends
            return _end(error, as_json=as_json)

    def _invoke(self, arguments: list[str], extra: MutableMapping[str, Any]) -> int:
        if os.environ.get("NO_COLOR"):
            extra["color"] = False
        code = 0
        try:
            with self.make_context("roadmap", arguments or ["--help"], **extra) as context:
                self.invoke(context)
        except click.exceptions.Exit as end:
            code = end.exit_code
        if sys.stdout is not None:
            sys.stdout.flush()
        return code


def _end(error: BaseException, *, as_json: bool) -> int:
    try:
        return conclude(error, as_json=as_json)
    except OSError as gone:  # standard output broke while the error was told
        return conclude(gone, as_json=False)


def _epilog() -> str:
    return "\n\n".join(
        [
            _("Start with `roadmap demo`, or with `roadmap init my-plan` and then `roadmap check my-plan`."),
            "\b\n" + "\n".join([_("Exit codes:"), *(f"  {code:<4} {text}" for code, text in exit_codes().items())]),
        ]
    )


program = Program(
    name="roadmap",
    help=_(
        "Plan software from the deals that need it: capabilities land in a release before the deals that need "
        "them reach design-in, and the plan says what that secures, what it gives up, and how good it is known to be."
    ),
    epilog=_epilog(),
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
        )
    ],
)


def _show_version(context: click.Context) -> None:
    click.echo(f"roadmap {__version__}")
    context.exit()
