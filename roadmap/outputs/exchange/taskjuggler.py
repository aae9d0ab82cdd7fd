"""The schedule as a TaskJuggler project: fixed days, people, and what waits for what.

Every work item keeps its days, so that TaskJuggler shows the plan as it is; delete `start` and `end` and state an
`effort` where its own scheduler should decide. Dates are the first day and the day after the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from roadmap.outputs.exchange.marks import EXPORTED
from roadmap.plans.engineering.terms import FIELDS
from roadmap.views.schedule.links import Link, LinkKind
from roadmap.views.schedule.tasks import ScheduledFeature, ScheduledItem, ScheduleView

DAY = timedelta(days=1)


def write_taskjuggler(view: ScheduleView) -> str:
    """The schedule as the text of a `.tjp` file."""
    lines = [
        f"# {EXPORTED}: {_one_line(view.name)}, as of {view.as_of.isoformat()}.",
        f'project plan "{_quoted(view.name)}" {view.start.isoformat()} - {(view.horizon + DAY).isoformat()} {{',
        f"  now {max(view.as_of, view.start).isoformat()}",
        '  timeformat "%Y-%m-%d"',
        f"  extend task {{ {' '.join(_attribute(name) for name in FIELDS)} }}",
        "}",
        *(f'leaves holiday "{day.isoformat()}" {day.isoformat()}' for day in view.days_off),
        *_weekends(view),
        *(f'resource {_id(person)} "{_quoted(person)}" {{{_shifts(view)}}}' for person in view.people),
    ]
    for feature in view.features:
        lines += _feature(feature, view)
    for release in view.releases:
        lines += [
            f'task release_{_id(release.key)} "{_quoted(release.key)}" {{',
            "  milestone",
            f"  start {release.ship.isoformat()}",
            "}",
        ]
    lines.append('taskreport plan "plan" { formats csv  columns id, name, start, end  timeformat "%Y-%m-%d" }')
    return "\n".join(lines) + "\n"


def _weekends(view: ScheduleView) -> Iterator[str]:
    """A shift of weekends that are worked, for people who are on it on those days."""
    if view.worked_weekends:
        yield 'shift makeup "Worked weekends" { workinghours sat, sun 9:00 - 17:00 }'


def _shifts(view: ScheduleView) -> str:
    days = ", ".join(f"makeup {day.isoformat()} +1d" for day in view.worked_weekends)
    return f" shifts {days} " if days else ""


def _feature(feature: ScheduledFeature, view: ScheduleView) -> Iterator[str]:
    yield f'task {_id(feature.key)} "{_quoted(feature.name)}" {{'
    yield f'  note "{_quoted(feature.provides)}"'
    yield from (f"  {line}" for line in _terms(feature.terms))
    for item in feature.items:
        yield f'  task {_part(item.key)} "{_quoted(item.name)}" {{'
        yield from (f"    {line}" for line in _work(item, view.links_to(item.key)))
        yield "  }"
    yield "}"


def _work(item: ScheduledItem, links: tuple[Link, ...]) -> Iterator[str]:
    if item.is_milestone:
        yield "milestone"
        yield f"start {_end(item.last)}"
    else:
        yield f"start {item.first.isoformat()}"
        yield f"end {_end(item.last)}"
        if item.people:
            yield f"allocate {', '.join(map(_id, item.people))}"
    kept = [link for link in links if link.kind is not LinkKind.FINISH_FINISH]
    if kept:
        yield "depends " + ", ".join(map(_depends, kept))
    if item.link:
        yield f'note "{_quoted(item.link)}"'
    yield from _terms(item.terms)


def _attribute(name: str) -> str:
    """The declaration of a field of our own, which an import needs."""
    return f'text {name.replace(" ", "")} "{name}"'


def _terms(terms: Mapping[str, str]) -> Iterator[str]:
    yield from (f'{name.replace(" ", "")} "{_quoted(text)}"' for name, text in terms.items())


def _depends(link: Link) -> str:
    feature, _, number = link.before.partition("/")
    start = " { onstart }" if link.kind is LinkKind.START_START else ""
    return f"!!{_id(feature)}.i{number}{start}"


def _end(day: date) -> str:
    return (day + DAY).isoformat()


def _part(key: str) -> str:
    return f"i{key.rpartition('/')[2]}"


def _id(text: str) -> str:
    """A name that TaskJuggler takes: letters, digits and underscores, a letter first, and no other's."""
    name = re.sub(r"[^A-Za-z0-9]", lambda sign: f"_{ord(sign[0]):x}_" if sign[0] != "-" else "_", text)
    return name if name[:1].isalpha() else f"x{name}"


def _quoted(text: str) -> str:
    return _one_line(text).replace("\\", "/").replace('"', "'")


def _one_line(text: str) -> str:
    return " ".join(text.split())
