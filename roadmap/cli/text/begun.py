"""What is told of a folder that was begun from a file of deals: what it holds, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from shlex import quote

from requirements.language import _, enumerated, ngettext
from roadmap.cli.files.begun_folder import BegunFolder, BegunSchedule

MOST = 8
"""Names in one line."""


def steps(begun: BegunFolder, directory: Path, source: Path, today: date) -> Iterator[str]:
    """The lines: deals and segments, capabilities known and unknown, what to fill in, and the commands that follow."""
    seen, folder = begun.seen, quote(str(directory))
    if begun.imported is not None:
        count = len(begun.imported.rows)
        deals = ngettext("{count} deal was imported to {file}.", "{count} deals were imported to {file}.", count)
        yield deals.format(count=count, file=begun.imported.target)
    yield _("Segments: {names}.").format(names=_listed([segment.name for segment in seen.segments]))
    if seen.known:
        yield _("Needs that the catalogue knows, with typical work: {names}.").format(names=_listed(seen.known))
    if begun.start < today:
        yield _("All gates of the file are past. The plan starts on {day}, before the first of them.").format(
            day=begun.start.isoformat()
        )
    yield ""
    yield from _to_fill_in(begun, directory, source)
    yield _("Next steps:")
    yield f"  roadmap check {folder}"
    yield f"  roadmap plan {folder}"


def _to_fill_in(begun: BegunFolder, directory: Path, source: Path) -> Iterator[str]:
    """What to fill in, by file."""
    seen = begun.seen
    yield _("Fill in next:")
    if begun.mapping.questions:
        yield "  " + _("{file}: answer each ?. Then: {command}").format(
            file=begun.mapping.target,
            command=f"roadmap import {quote(str(begun.mapping.target))} {quote(str(source))}",
        )
    elif begun.imported is None:
        yield "  " + _("{file}: correct what the findings name. Then: {command}").format(
            file=begun.mapping.target,
            command=f"roadmap import {quote(str(begun.mapping.target))} {quote(str(source))}",
        )
    yield "  " + _("{file}: the target and the rates of each segment").format(file=directory / "market.yaml")
    if seen.own:
        yield "  " + _("{file}: the work for what the catalogue does not know: {names}").format(
            file=directory / "own.yaml", names=_listed(list(seen.own.values()))
        )
    if seen.alike:
        pairs = [_("{one} and {other}").format(one=one, other=other) for one, other in seen.alike]
        yield "  " + _(
            "{file}: perhaps the same: {names}. To join two, write one name under the `synonyms` of the other "
            "capability, remove its own lines here and in {work}, and import the file again."
        ).format(file=directory / "market.yaml", names=_listed(pairs), work="own.yaml")
    yield "  " + _("{file}: how many people there are").format(file=directory / "teams.yaml")
    if seen.known:
        yield "  " + _("{file}: your own estimates").format(file=directory / "catalogue.yaml")
    elif not seen.own:
        yield "  " + _("{file}: what the deals need, and the work for it. The file does not say it.").format(
            file=directory / "market.yaml"
        )


def schedule_steps(begun: BegunSchedule, directory: Path, source: Path) -> Iterator[str]:
    """The lines for a folder that was begun from a schedule: its features, what to fill in, and what follows."""
    folder = quote(str(directory))
    if begun.imported is not None:
        count = len(begun.imported.rows)
        said = ngettext("{count} feature was imported to {file}.", "{count} features were imported to {file}.", count)
        yield said.format(count=count, file=begun.imported.target)
    yield ""
    yield _("Fill in next:")
    if begun.imported is None:
        yield "  " + _("{file}: correct what the findings name. Then: {command}").format(
            file=begun.mapping, command=f"roadmap import {quote(str(begun.mapping))} {quote(str(source))}"
        )
    elif not begun.is_ours:
        yield "  " + _("{file}: the phase and the skill of the work. All of it counts as build by one skill.").format(
            file=begun.mapping
        )
    yield "  " + _("{file}: the deals, and what they need").format(file=directory / "market.yaml")
    yield "  " + _("{file}: how many people there are").format(file=directory / "teams.yaml")
    yield _("Next steps:")
    yield f"  roadmap check {folder}"
    yield f"  roadmap plan {folder}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST
    shown = enumerated(names[:MOST])
    return _("{names} and {count} more").format(names=shown, count=more) if more > 0 else shown
