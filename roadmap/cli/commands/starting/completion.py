"""`roadmap completion`: commands and options completed by the shell."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from requirements.language import _
from roadmap.cli.terminal.options import Command, examples, json_option
from roadmap.cli.terminal.printing import result_json, result_text

_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command(
    cls=Command,
    help=_("Print a script that completes the commands and options of roadmap in your shell."),
    epilog=examples(
        "roadmap completion bash > ~/.local/share/bash-completion/completions/roadmap",
        "roadmap completion zsh > ~/.zfunc/_roadmap",
        "roadmap completion fish > ~/.config/fish/completions/roadmap.fish",
    ),
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@json_option
@click.pass_context
def command(context: click.Context, *, shell: str, as_json: bool) -> None:
    """Print the completion script of a shell."""
    root = context.find_root().command
    completion = _SHELLS[shell](root, {}, "roadmap", "_ROADMAP_COMPLETE")
    # the script is made here and not by `source()`, which starts bash to ask for its version
    script = completion.source_template % completion.source_vars()
    if as_json:
        result_json(shell=shell, script=script)
    else:
        result_text(script + "\n")
