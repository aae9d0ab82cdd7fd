"""Taking a step of a meeting back, whatever others have changed in the scenario since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roadmap.editing.edits import EditStopped
from roadmap.editing.history.taking_back import without_change
from roadmap.editing.splicing.file_text import FileText
from roadmap.editing.splicing.splices import StepKind, TextStep
from roadmap.editing.splicing.yaml_values import as_node
from roadmap.editing.tables import plain_node
from roadmap.meeting.scenario_text import read_document, with_steps

LISTS = ("drop", "people", "pins", "notes", "decisions")


def taken_back(before: bytes, after: bytes, now: bytes, file: str) -> bytes | None:
    """What a scenario says `now`, without the step from `before` to `after`: byte for byte where its lines can be told
    from those of others, else line by line. None where what the step made says something else by now."""
    text = FileText.of(now)
    found = without_change(*(FileText.of(one).text for one in (before, after, now)))
    exact = None if found is None else text.content(found)
    stated = [_stated(one, file) for one in (before, after, now)]
    if any(one is None for one in stated):  # nothing is known but lines
        return exact if exact is not None and _stated(exact, file) is not None else None
    steps = _steps(*stated)  # type: ignore[arg-type]
    try:
        new = None if steps is None else with_steps(now, file, steps)
    except EditStopped:
        return None
    if new is None or exact is None:
        return new
    return exact if _meaning(exact, file) == _meaning(new, file) else new


def _meaning(content: bytes, file: str) -> dict[str, Any] | None:
    """What a scenario says, in whatever order its lines stand."""
    stated = _stated(content, file)
    if stated is None:
        return None
    return {key: sorted(map(str, part)) if isinstance(part, list) else part for key, part in stated.items() if part}


def _stated(content: bytes, file: str) -> Mapping[str, Any] | None:
    document, _typed, findings = read_document(content, file)
    return None if document is None or findings else plain_node(document.root)


def _steps(before: Mapping[str, Any], after: Mapping[str, Any], now: Mapping[str, Any]) -> list[TextStep] | None:
    """The steps by which what a step made goes again: first what comes, then what goes, from the end."""
    comes, goes = list[TextStep](), list[tuple[str, str | int]]()
    for section in ("set", *LISTS):
        values = [part.get(section) or () for part in (before, after, now)]
        found = _of_mapping(*map(dict, values)) if section == "set" else _of_list(*map(list, values))
        if found is None:
            return None
        for key, value in found:
            if value is None:
                goes.append((section, key))
            else:
                comes.append(TextStep(StepKind.PUT, (section, key), as_node(value)))
    goes.sort(key=lambda place: (place[0], place[1] if isinstance(place[1], int) else 0), reverse=True)
    return [*comes, *(TextStep(StepKind.REMOVE, place) for place in goes)]


def _of_mapping(
    before: Mapping[str, Any], after: Mapping[str, Any], now: Mapping[str, Any]
) -> list[tuple[str | int, Any]] | None:
    """By key the value that comes back; None: it goes."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    if any(now.get(key) != after.get(key) for key in keys):
        return None
    return [(key, before.get(key)) for key in keys]


def _of_list(before: Sequence[Any], after: Sequence[Any], now: Sequence[Any]) -> list[tuple[str | int, Any]] | None:
    """By position in the list as it is now the member that comes back; None: it goes. A member that took the place of
    another one gives it back."""
    gone, come = list(_without(after, before)), list(_without(before, after))
    if not all(member in now for member in gone):
        return None
    places: list[int] = []
    for member in gone:
        places.append(next(n for n in reversed(range(len(now))) if now[n] == member and n not in places))
    ends = range(len(now), len(now) + len(come))
    back = dict(zip([*places, *ends], come, strict=False))
    return [(place, back.get(place)) for place in dict.fromkeys([*places, *back])]


def _without(members: Sequence[Any], others: Sequence[Any]) -> Iterator[Any]:
    """The members that others do not have, as often as they have them more."""
    left = list(others)
    for member in members:
        if member in left:
            left.remove(member)
        else:
            yield member
