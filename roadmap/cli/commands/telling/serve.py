"""`roadmap serve`: the workbench of a folder in a browser."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import click

from requirements.language import _, chosen_language
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, present_plan_option
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.errors import UsageFault
from roadmap.operations.sources.stored_plans import PLAN_NAME


@click.command(
    cls=Command,
    help=_(
        "Serve the workbench of a folder to a browser: what needs attention today, all pages of the plan, the "
        "files with their findings, the history and comparisons. Pages follow the files: what an editor or git "
        "changes is shown within a second. Only this machine can open them. With --host and another address, every "
        "reader needs the printed token. Pages contain customer names and amounts. Needs the extra web."
    ),
    epilog=examples(
        "roadmap serve my-plan --open",
        "roadmap serve my-plan --read-only --port 8080",
        "roadmap serve my-plan --plan my-plan/plan.json --lang zh",
    ),
)
@folder_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    default=8787,
    show_default=True,
    help=_("The port. 0 takes any that is free."),
)
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@click.option("--open", "opens", is_flag=True, help=_("Open the workbench in your browser."))
@click.option("--read-only", is_flag=True, help=_("Show pages without forms, and refuse every change."))
@present_plan_option(_("The plan to show. Default: plan.json in DIR."))
@json_option
def command(
    *, directory: Path, port: int, host: str, opens: bool, read_only: bool, plan_file: Path | None, as_json: bool
) -> None:
    """Serve a workbench until Ctrl-C."""
    try:
        from roadmap.web.settings import ServeSettings, is_loopback  # noqa: PLC0415
        from roadmap.web.workbench_process import run  # noqa: PLC0415 - an extra that other commands do not need
    except ImportError:
        raise UsageFault(_("The workbench needs FastAPI: pip install 'designin-roadmap[web]'.")) from None
    folder = directory.resolve()
    settings = ServeSettings(
        folder=folder,
        plan=folder / PLAN_NAME if plan_file is None else plan_file.resolve(),
        host=host,
        port=port,
        token="" if is_loopback(host) else secrets.token_urlsafe(24),
        read_only=read_only,
        language=chosen_language(),
    )
    try:
        run(settings, on_ready=_tell_program if as_json else _tell, opens=opens)
    except KeyboardInterrupt:
        remark(_("The workbench has ended."))


def _tell(address: str) -> None:
    remark(_("The workbench is at {address}. Ctrl-C ends it.").format(address=address), bold=True)


def _tell_program(address: str) -> None:
    result_json(address=address)
    sys.stdout.flush()
