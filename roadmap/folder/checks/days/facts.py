"""Facts against rules: what ran before what it waits for, what is taken as done, what may have shipped without a word,
and pins that facts have overtaken.

A fact is never a fault. Each of these is one remark that names both lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Place, Severity
from requirements.language import _, ngettext
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected
from roadmap.policy import OutOfSequence
from roadmap.policy.overtaken import is_lost, is_overtaken
from roadmap.policy.pins import Pin
from roadmap.supply.facts import Fact, State, Tied, known_facts, tied_by
from roadmap.supply.feature import Phase
from roadmap.supply.progress import meant_items


def check_facts(collected: Collected, span: Span) -> Iterator[Finding]:
    """Work out of sequence within features and between them, work that is taken as done, and overtaken pins."""
    facts = {
        key: known_facts(f, collected.progress.get(key), span.as_of, calendar=span.wider)
        for key, f in collected.features.items()
    }
    for key in collected.progress.keys() & facts.keys():
        if collected.progress[key].shipped is None:
            yield from _within(collected, key, facts[key])
            yield from _between(collected, span, key, facts)
            yield from _unsaid(collected, span, key, facts)
        else:
            yield from _after_ship(collected, span, key)
    for position, pin in collected.pins.items():
        known = collected.features, collected.progress, collected.releases
        if is_overtaken(pin, *known, span.as_of, calendar=span.wider):
            yield _overtaken(collected, position, str(pin.feature), is_past=_asks_for_the_past(pin, span))
        elif is_lost(pin, collected.deals):
            message = _("the deal {deal} is lost; this pin has no effect").format(deal=pin.deal)
            place, related = collected.place("pins", position), (collected.place("deals", str(pin.deal), "stage"),)
            hint = _("Delete the pin, or correct the stage of the deal.")
            yield Finding("pin-overtaken", place, message, hint, Severity.WARNING, related=related)


def _within(collected: Collected, key: str, facts: tuple[Fact, ...]) -> Iterator[Finding]:
    for line, fact in enumerate(facts):
        if fact.assumed:
            yield _assumed(collected, key, line, facts)
        elif fact.told is not None and line and facts[line - 1].state is not State.DONE:
            overlaps = collected.features[key].work[line].overlaps is not None
            if not overlaps or facts[line - 1].state is State.OPEN:
                tied = Tied(line - 1, line, from_start=overlaps)
                yield _out_of_sequence(collected, (key, line), (key, line - 1), tied, facts=facts)


def _between(collected: Collected, span: Span, key: str, facts: dict[str, tuple[Fact, ...]]) -> Iterator[Finding]:
    own = collected.features[key]
    for wait in own.after:
        other = collected.features.get(wait.feature)
        progress = collected.progress.get(wait.feature)
        if other is None or (progress is not None and progress.shipped is not None):
            continue
        tied = tied_by(own, other, wait)
        if tied.then is None:
            continue
        told = facts[key][tied.then], facts[wait.feature][tied.first]
        if _is_early(*told, tied, span, lag=wait.lag):
            item, before = (key, tied.then), (wait.feature, tied.first)
            lag = 0 if _is_early(*told, tied, span, lag=0) else wait.lag
            yield _out_of_sequence(collected, item, before, tied, facts=facts[key], lag=lag)


def _is_early(waiting: Fact, before: Fact, tied: Tied, span: Span, *, lag: int) -> bool:
    """Whether work began, or ended, before what it waits for let it."""
    if waiting.told is None or (tied.to_end and waiting.state is not State.DONE):
        return False
    came = waiting.day if tied.to_end else waiting.told.since
    if tied.from_start:
        begun = None if before.told is None else before.told.since
        return before.state is State.OPEN or (
            begun is not None and came is not None and span.wider.add(begun, lag) > came
        )
    over = None if before.day is None else span.wider.add(before.day, lag)
    if before.state is not State.DONE or over is None or came is None:
        return before.state is not State.DONE
    return over > came if tied.to_end else over >= came


def _out_of_sequence(
    collected: Collected,
    item: tuple[str, int],
    before: tuple[str, int],
    tied: Tied,
    *,
    facts: tuple[Fact, ...],
    lag: int = 0,
) -> Finding:
    """The remark on work that began, or was done, too early; with a `lag` that is all that was missing."""
    message = _("{item} began before {before} was done, although it waits for {before}")
    if lag:
        message = _too_soon(tied, lag)
    elif tied.from_start:
        message = _("{item} began before {before}, although it waits for the start of {before}")
    elif tied.to_end:
        message = _("{item} was done before {before}, although {before} must end first")
    is_done = all(fact.state is State.DONE for fact in facts[item[1] :])
    hint = "" if is_done or tied.to_end else _how_it_goes_on(collected)
    sentence = message.format(item=_called(collected, *item), before=_called(collected, *before), lag=lag)
    related = (_place(collected, *before),)
    return Finding("out-of-sequence", _place(collected, *item), sentence, hint, Severity.WARNING, related=related)


def _too_soon(tied: Tied, lag: int) -> str:
    """What is said of work that did not keep the lag of a wait."""
    if tied.from_start:
        return ngettext(
            "{item} began too early: it waits for the start of {before} and {lag} working day more",
            "{item} began too early: it waits for the start of {before} and {lag} working days more",
            lag,
        )
    if tied.to_end:
        return ngettext(
            "{item} was done too early: it must end {lag} working day after {before}",
            "{item} was done too early: it must end {lag} working days after {before}",
            lag,
        )
    return ngettext(
        "{item} began too early: it waits for {before} and {lag} working day more",
        "{item} began too early: it waits for {before} and {lag} working days more",
        lag,
    )


def _how_it_goes_on(collected: Collected) -> str:
    """What becomes of running work that began too early, and what to write for the other."""
    if collected.header is not None and collected.header.policy.out_of_sequence is OutOfSequence.WAIT:
        return _("Its remaining part waits. With `policy: out_of_sequence: continue`, the work continues.")
    return _("The work continues. With `policy: out_of_sequence: wait`, its remaining part waits.")


def _assumed(collected: Collected, key: str, line: int, facts: tuple[Fact, ...]) -> Finding:
    behind = next(n for n in range(line + 1, len(facts)) if facts[n].told is not None)
    message = _(
        "is {item} done? It has no record, but {behind}, which comes after it, has one; the plan takes {item} as done"
    )
    hint = _(
        "State `started` and `done` for this work item. If it is still running, state `started` and `remaining`. If it "
        "has not begun, state `begun: false`."
    )
    sentence = message.format(item=_called(collected, key, line), behind=_called(collected, key, behind))
    related = (collected.place("features", key, "work", line),)
    return Finding("work-assumed", _place(collected, key, behind), sentence, hint, Severity.WARNING, related=related)


def _unsaid(collected: Collected, span: Span, key: str, facts: dict[str, tuple[Fact, ...]]) -> Iterator[Finding]:
    """Whether a feature that is done shipped in the release that it was ready for and that is past: a question."""
    pinned = any(str(pin.feature) == key and pin.release is not None for pin in collected.pins.values())
    if pinned or not _is_done(collected, key, facts):
        return
    pairs = zip(collected.features[key].work, facts[key], strict=True)
    days = [(work.phase is Phase.ENABLE, fact.day) for work, fact in pairs if fact.day is not None]
    for name, release in sorted(collected.releases.items(), key=lambda line: line[1].ship):
        ship = span.wider.next_working(release.ship) or release.ship
        if ship >= span.as_of:
            return
        freeze = span.wider.next_working(release.freeze) or release.freeze
        if all(day <= (ship if enabled else freeze) for enabled, day in days):
            message = _(
                "did {feature} ship in {release} on {day}? Its work was done in time, but no record states that it "
                "shipped"
            )
            hint = _(
                "If the feature shipped, state `shipped: {release}` under its progress. If it did not ship, no "
                "change is needed: the plan lands it in a later release. A pin to that release states this "
                "explicitly."
            )
            sentence = message.format(feature=key, release=name, day=ship)
            place = collected.place("progress", key)
            related = (collected.place("releases", name),)
            yield Finding(
                "release-unsaid", place, sentence, hint.format(release=name), Severity.WARNING, related=related
            )
            return


def _after_ship(collected: Collected, span: Span, key: str) -> Iterator[Finding]:
    """Work that is said to have begun or to be done after the release shipped in which its feature is said to be."""
    progress = collected.progress[key]
    release = collected.releases.get(str(progress.shipped))
    if release is None:
        return
    ship = span.wider.next_working(release.ship) or release.ship
    message = _("{feature} is said to have shipped in {release} on {day}, but this work is recorded after that day")
    hint = _("Correct this day, or state under `shipped` the release in which the feature did ship.")
    for phase, items in progress.items.items():
        for number, item in enumerate(items):
            late = [field for field in ("done", "started") if (getattr(item, field) or ship) > ship]
            if late:
                place = collected.place("progress", key, "items", phase.value, number, late[0])
                sentence = message.format(feature=key, release=progress.shipped, day=ship)
                related = (collected.place("progress", key, "shipped"),)
                yield Finding("done-after-ship", place, sentence, hint, Severity.WARNING, related=related)


def _is_done(collected: Collected, key: str, facts: dict[str, tuple[Fact, ...]]) -> bool:
    """Whether all work of a feature is done, and all that it comes after is done or has shipped."""
    waits = [wait.feature for wait in collected.features[key].after if wait.feature in facts]
    told = {other: collected.progress.get(other) for other in waits}
    rest = [other for other, progress in told.items() if progress is None or progress.shipped is None]
    return all(fact.state is State.DONE for other in (key, *rest) for fact in facts[other]) and bool(facts[key])


def _asks_for_the_past(pin: Pin, span: Span) -> bool:
    """Whether an overtaken pin asks for something in the past; else for what facts have made impossible already."""
    return pin.planned is None and (pin.start is None or pin.start < span.as_of)


def _overtaken(collected: Collected, position: int, feature: str, *, is_past: bool) -> Finding:
    message = _("this pin asks {feature} for something in the past that did not happen; the pin has no effect")
    if not is_past:
        message = _("facts have overtaken this pin on {feature}; the pin has no effect")
    hint = _("State what happened under `progress` (`shipped:`, `started:`, `done:`), or delete the pin.")
    told = feature in collected.progress
    related = (collected.place("progress", feature),) if told else ()
    place = collected.place("pins", position)
    return Finding("pin-overtaken", place, message.format(feature=feature), hint, Severity.WARNING, related=related)


def _called(collected: Collected, key: str, line: int) -> str:
    """A work item by its feature and its name or phase; where a phase has several without names, by its skill too, or
    by its number in the phase where the skill does not tell them apart."""
    own = collected.features[key].work
    work, phase = own[line], own[line].phase
    several = [n for n, other in enumerate(own) if other.phase is phase and not other.name]
    if work.name or len(several) < 2:
        return f"{key} ({work.name or phase.value})"
    told = work.label and [own[n].label for n in several].count(work.label) == 1
    return f"{key} ({phase.value} {work.label if told else several.index(line) + 1})"


def _place(collected: Collected, key: str, line: int) -> Place:
    """The line of progress that tells of a work item; where none does, the work item itself."""
    feature, progress = collected.features[key], collected.progress.get(key)
    phase = feature.work[line].phase
    for number, item in enumerate(progress.items.get(phase, []) if progress is not None else []):
        if meant_items(feature, phase, item) == (line,):
            return collected.place("progress", key, "items", phase.value, number)
    return collected.place("features", key, "work", line)
