"""`roadmap schema`: the JSON Schema of the input or of the plan."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.files.schemas import SCHEMAS, schema_of, schema_text
from roadmap.cli.terminal.artifacts import OutputFile
from roadmap.cli.terminal.options import Command, examples, json_option
from roadmap.cli.terminal.printing import remark, result_json, result_text
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind


@click.command(
    cls=Command,
    help=_(
        "Print a JSON Schema: of roadmap.yaml (`roadmap`, the default), of the files that it includes "
        "(`entities`), of what-if scenarios (`scenario`), or of PLAN.json (`plan`). Editors use the first "
        "three to complete and check input. `roadmap init` writes the first two."
    ),
    epilog=examples("roadmap schema", "roadmap schema plan -o plan.schema.json"),
)
@click.argument("kind", type=click.Choice(SCHEMAS), default="roadmap")
@click.option(
    "-o",
    "--output",
    type=OutputFile(FileKind.SCHEMA, dash=False),
    help=_("Write to this file instead of standard output."),
)
@json_option
def command(*, kind: str, output: Path | None, as_json: bool) -> None:
    """Print or write a schema."""
    if output is not None:
        write_whole(output, schema_text(kind), kind=FileKind.SCHEMA)
        remark(_("Wrote {file}.").format(file=output))
    if as_json:
        result_json(kind=kind, schema=schema_of(kind), file=str(output) if output else None)
    elif output is None:
        result_text(schema_text(kind))
