"""Changes and what they are worth, in words that a manager reads: what was found, and the range of possible values."""

from __future__ import annotations

from requirements.language import _, ngettext
from roadmap.explaining.asking.change import Change
from roadmap.planner.stored.replan import Difference
from roadmap.supply.feature import Variant
from roadmap.views.formats import MINUS, long_day, money
from roadmap.views.words import gate_word


def change_text(change: Change) -> str:
    """A change, as the heading of what it brings."""
    if change.kind == "nothing":
        if change.served:
            return _("serve the deal without any change, at the expense of other deals")
        return _("no change, only a longer search")
    day = "" if change.day is None else long_day(change.day)
    return _sentence(change).format(
        subject=change.subject,
        other=change.other,
        wanted=change.wanted,
        gate=_gate(change),
        day=day,
        count=change.amount // 5 if change.kind == "slip" else change.amount,
    )


def _sentence(change: Change) -> str:
    return {
        "person": _("one more person of {subject} from {day}") if change.day else _("one more person of {subject}"),
        "people": _("one more person of each skill from {day}") if change.day else _("one more person of each skill"),
        "gate": ngettext(
            "move the gates of {subject} {count} working day later",
            "move the gates of {subject} {count} working days later",
            change.amount,
        ),
        "substitute": _("{subject} accepts {other} instead of {wanted} by {gate}"),
        "drop_need": _("{subject} does without {wanted} by {gate}"),
        "variant": _variant(change.other),
        "slip": ngettext(
            "{subject} starts {count} week later than possible",
            "{subject} starts {count} weeks later than possible",
            change.amount // 5,
        ),
        "no_release": _("{subject} is not used"),
        "no_promise": _("the promise to {subject} is dropped"),
    }[change.kind]


def _variant(how: str) -> str:
    if how == Variant.PARTNER:
        return _("buy {subject} from a partner")
    return _("adapt {subject} from existing open source") if how == Variant.ADAPT else _("build {subject} in-house")


def _gate(change: Change) -> str:
    return "" if change.need is None else gate_word(change.need[0])


def signed(amount: int, currency: str) -> str:
    """An amount with its sign: +CNY 1.2 M, −CNY 300 k."""
    sign = "+" if amount > 0 else MINUS if amount < 0 else ""
    return f"{sign}{money(abs(amount), currency)}"


def amount_text(difference: Difference, currency: str) -> str:
    """What a change does to the value of the plan: what was found, and what is proved."""
    found = signed(difference.found, currency)
    if difference.proved:
        return _("{found} (proved)").format(found=found)
    if difference.least is None and difference.most is None:
        return _("{found} found (not proved)").format(found=found)
    if difference.most is None:
        return _("{found} found (not proved; at least {least})").format(
            found=found, least=signed(difference.least or 0, currency)
        )
    if difference.least is None:
        return _("{found} found (not proved; at most {most})").format(
            found=found, most=signed(difference.most, currency)
        )
    return _("{found} found (not proved; {least} to {most})").format(
        found=found, least=signed(difference.least, currency), most=signed(difference.most, currency)
    )
