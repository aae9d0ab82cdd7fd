"""A folder to start from that is made from a file of deals: segments, what the deals need, and the work behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from requirements.language import _
from roadmap.cli.files.starting import horizon_of, start_for, supply_files, with_schemas
from roadmap.folder.taking import Taken
from roadmap.importing.suggesting.company import CompanySeen, SegmentSeen
from roadmap.importing.suggesting.looks import quoted

LONGEST = timedelta(weeks=104, days=-3)
"""A plan that is begun from a file reaches beyond its last gate, but not further than this."""
AFTER = timedelta(weeks=4)


def files_from_sheet(seen: CompanySeen, taken: Taken, *, name: str, today: date) -> dict[Path, str]:
    """The files of a folder for these deals, by name, without the deals themselves: they are imported to
    `deals/NAME.csv`. `taken` is what the catalogue has for their needs."""
    start = start_for(seen.days, today)
    horizon = max(horizon_of(start), min(start + LONGEST, (seen.days[-1] if seen.days else start) + AFTER))
    supply = supply_files(taken, start, horizon)
    if not taken.teams:
        supply = {"releases.yaml": supply["releases.yaml"], "teams.yaml": "\n".join(_sketch(seen)) + "\n"}
    own = {"own.yaml": "\n".join(_own_work(seen, taken)) + "\n"} if seen.own else {}
    return with_schemas(
        {
            "roadmap.yaml": _header(start, horizon, name, [*supply, *own]),
            "market.yaml": "\n".join([_("Customers, and what they need."), *_segments(seen), *_own(seen)]) + "\n",
            **supply,
            **own,
        }
    )


def _header(start: date, horizon: date, name: str, files: Iterable[str]) -> str:
    heading = _("A first plan for the deals of {name}.").format(name=name)
    return (
        f"{heading}\n# {_('The deals are imported. Every other number is a guess: replace it with your own.')}\n"
        f"name: {_('First plan')}\nstart: {start}\nhorizon: {horizon}\ncalendar: CN\n"
        f"include: [market.yaml, {', '.join(files)}, deals/{name}.csv]\n"
    )


def _segments(seen: CompanySeen) -> Iterator[str]:
    yield "segments:"
    for segment in seen.segments:
        yield f"  {segment.key}:"
        yield f"    name: {quoted(segment.name)}"
        yield f"    target: {max(segment.open_value, 1)}  # {_target_from(segment)}"
        rate = segment.win_rate
        said = _("{won} of {closed} closed deals of the file").format(
            won=segment.won, closed=segment.won + segment.lost
        )
        yield f"    win_rate: {f'{rate[0]}/{rate[1]}' if rate else '1/2'}  # {said if rate else _guess()}"
        yield f"    lead_rate: 3/4  # {_guess()}"


def _guess() -> str:
    return _("a guess: replace it")


def _target_from(segment: SegmentSeen) -> str:
    if segment.open_value:
        return _("a guess: what its open deals are worth, in thousands")
    return _("replace it: the file does not say beyond doubt what its deals are worth")


def _own(seen: CompanySeen) -> Iterator[str]:
    """What the catalogue does not know: capabilities of the company's own."""
    if not seen.own:
        return
    yield ""
    yield "# " + _("The catalogue does not know these capabilities. Correct their kind.")
    yield "capabilities:"
    for key, name in seen.own.items():
        yield f"  {key}: {{name: {quoted(name)}, kind: developer_tools}}"


def _sketch(seen: CompanySeen) -> Iterator[str]:
    """A team for work that nobody has named yet."""
    yield _("Teams that do the work. Replace the numbers of people with your own.")
    yield "teams:"
    yield f"  software: {{name: {_('Software')}, skill: software, people: {max(4, len(seen.own) // 3)}}}"


def _own_work(seen: CompanySeen, taken: Taken) -> Iterator[str]:
    """A feature of guessed work for each of them, and a team, so that a first plan can be made."""
    yield _("Work for what the catalogue does not know. All of it is a guess: replace it with your own estimates.")
    yield "features:"
    for key, name in seen.own.items():
        yield f"  build-{key}:"
        yield f"    name: {quoted(name)}"
        yield "    team: software"
        yield f"    provides: {{{key}: ga}}"
        yield "    work:"
        yield "      - {phase: build, skill: software, effort: {low: 10, likely: 20, high: 40}, crew: 2}"
        yield "      - {phase: verify, skill: software, effort: {low: 3, likely: 5, high: 10}}"
    if not taken.teams:
        return
    yield "teams:"
    yield f"  software: {{name: {_('Software')}, skill: software, people: {max(4, len(seen.own) // 3)}}}"
