"""Contradictions as sentences: what clashes and where it stands, what is too little, and the ways out with prices."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.explaining.contradiction.clashing import Clashes, ClashLine
from roadmap.explaining.contradiction.held import Ground, Held
from roadmap.explaining.contradiction.ways_out import WayOut
from roadmap.planner.causes.cause_names import as_cause
from roadmap.planner.causes.shortage import Shortage
from roadmap.policy.decisions import promise_path
from roadmap.policy.pins import Pin
from roadmap.views.formats import money
from roadmap.views.reasons.causes import cause_text, sentence

MOST_WAYS = 5


@dataclass(frozen=True, slots=True)
class HeldView:
    """One line that holds something: what it says, and where it stands (empty: not known)."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class WayView:
    """One way out: what to change, and in words what the best plan is worth then; amounts are in thousands."""

    text: str
    worth: str
    value: int | None
    bound: int | None


@dataclass(frozen=True, slots=True)
class ClashView:
    """One set of lines that cannot hold together."""

    lines: tuple[HeldView, ...]
    why: str
    proof: str
    ways: tuple[WayView, ...]


def clash_views(clashes: Clashes) -> tuple[ClashView, ...]:
    """All sets, in words."""
    return tuple(_clash(clashes.ground, line) for line in clashes.lines)


def rest_sentence(clashes: Clashes) -> str:
    """What there is beyond the sets that are shown; empty if nothing."""
    more = clashes.count - len(clashes.lines)
    if not clashes.complete:
        if not more:
            return _("There may be further conflicts. The time for the search ran out.")
        sentence = ngettext(
            "{count} further conflict is not shown, and there may be more.",
            "{count} further conflicts are not shown, and there may be more.",
            more,
        )
        return sentence.format(count=more)
    if more:
        return ngettext(
            "{count} further conflict is not shown.", "{count} further conflicts are not shown.", more
        ).format(count=more)
    return ""


def _clash(ground: Ground, line: ClashLine) -> ClashView:
    ways = tuple(_way(ground, way) for way in line.ways if way.shown)
    return ClashView(
        lines=tuple(HeldView(_held(ground, held), str(ground.place(held) or "")) for held in line.clash.lines),
        why=_why(ground, line),
        proof=_proof(line),
        ways=ways[:MOST_WAYS],
    )


def _held(ground: Ground, held: Held) -> str:
    if held.kind == "shipping":
        release = ground.project.engineering.progress[held.feature].shipped
        return _("feature {feature} is done and ships in {release}").format(feature=held.feature, release=release)
    if held.kind == "promise":
        published = ground.published(held)
        return _("the promise to deal {deal} for {day} is kept").format(deal=published.deal, day=published.day)
    return in_words(ground.pin(held))


def in_words(pin: Pin) -> str:
    """What a pin holds, as a clause."""
    if pin.deal is not None:
        return (_("deal {deal} is served") if pin.served else _("deal {deal} is not served")).format(deal=pin.deal)
    if pin.release is not None:
        return _("feature {feature} lands in {release}").format(feature=pin.feature, release=pin.release)
    if pin.start is not None:
        return _("feature {feature} starts on {day}").format(feature=pin.feature, day=pin.start)
    if pin.done_by is not None:
        return _("feature {feature} is done by {day}").format(feature=pin.feature, day=pin.done_by)
    return (_("feature {feature} is built") if pin.planned else _("feature {feature} is not built")).format(
        feature=pin.feature
    )


def _why(ground: Ground, line: ClashLine) -> str:
    """What is too little, in a sentence; where no count shows it, what is known instead."""
    if line.clash.plain:
        if len(line.clash.lines) > 1:
            return _("These lines state opposite things.")
        return _("This pin cannot hold: its day or release is in the past or after the end of the plan.")
    if line.shortage is None:
        return _("No order of the work satisfies all of these lines. No single capacity limit explains it.")
    return shortage_sentence(ground, line.shortage)


def shortage_sentence(ground: Ground, shortage: Shortage) -> str:
    """What is too little, with days of the plan only."""
    return sentence(cause_text(as_cause(shortage, ground.indexed)))


def _proof(line: ClashLine) -> str:
    if line.clash.plain:
        return ""
    if not line.clash.smallest:
        return _(
            "Confirmed twice: these lines conflict. There was no time to check whether each of them is needed "
            "for the conflict."
        )
    if len(line.clash.lines) == 1:
        return _("Confirmed twice: this line alone cannot hold. Removing it fixes the conflict.")
    return _("Confirmed twice: these lines conflict. Removing any one of them fixes it.")


def _way(ground: Ground, way: WayOut) -> WayView:
    return WayView(_change(ground, way), _worth(ground, way), way.value, way.bound)


def _change(ground: Ground, way: WayOut) -> str:
    names = ground.indexed.names
    if way.line is None:
        sentence = ngettext("{count} more person of {skill}", "{count} more people of {skill}", way.amount)
        return sentence.format(count=way.amount, skill=names.pools[way.pool].skills[0])
    if way.line.kind == "promise":
        published = ground.published(way.line)
        what = promise_path(published.deal, published.day)
        return _("agree that it may move, and state this in decisions.yaml: {what}").format(what=what)
    if way.kind == "drop":
        return _("remove this line: {line}").format(line=_held(ground, way.line))
    pin = ground.pin(way.line)
    if pin.deal is not None:
        sentence = ngettext(
            "move the gates of deal {deal} {days} working day later",
            "move the gates of deal {deal} {days} working days later",
            way.amount,
        )
        return sentence.format(deal=pin.deal, days=way.amount)
    if pin.release is not None:
        return _("change the pin: feature {feature} lands in {release}").format(
            feature=pin.feature, release=names.releases[way.amount]
        )
    return _("change the pin: feature {feature} is done by {day}").format(
        feature=pin.feature, day=names.day(way.amount - 1)
    )


def _worth(ground: Ground, way: WayOut) -> str:
    """What the best plan is worth after a way out, and how sure that is."""
    currency = ground.project.header.currency
    if way.value is None:
        return _("not priced in the time given")
    value = money(way.value, currency)
    if way.bound == way.value:
        return _("the best plan is then worth {value} (proved)").format(value=value)
    if way.bound is None:
        return _("a plan is then worth at least {value}").format(value=value)
    bound = money(way.bound, currency)
    return _("the best plan is then worth {value} to {bound}").format(value=value, bound=bound)
