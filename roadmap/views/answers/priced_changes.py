"""Changes and what they are worth, in words that a manager reads: what was found, and the range of possible values."""

from __future__ import annotations

from collections.abc import Sequence

from requirements.language import _, ngettext
from roadmap.explaining.asking.change import Change
from roadmap.explaining.pricing import Price
from roadmap.planner.stored.replan import Difference
from roadmap.supply.feature import Variant
from roadmap.views.formats import MINUS, figure, long_day, money
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


def amount(thousands: int) -> str:
    """An amount with its sign, for a table whose heading names the currency."""
    sign = "+" if thousands > 0 else MINUS if thousands < 0 else ""
    return f"{sign}{figure(abs(thousands))}"


def between(difference: Difference) -> str:
    """Between what a price truly lies, as far as that is known."""
    if difference.least is not None and difference.most is not None:
        return _("{least} to {most}").format(least=amount(difference.least), most=amount(difference.most))
    if difference.least is not None:
        return _("at least {least}").format(least=amount(difference.least))
    if difference.most is not None:
        return _("at most {most}").format(most=amount(difference.most))
    return _("not proved")


def price_range(price: Price) -> tuple[int | None, int | None]:
    """Between what a price lies: what pairs of searches found, or else what is proved."""
    if price.seen is not None:
        return price.seen.least, price.seen.most
    return (None, None) if price.difference is None else (price.difference.least, price.difference.most)


def range_text(price: Price) -> str:
    """The range of a price that is not proved: what pairs of searches found, or else what is proved."""
    if price.seen is None:
        return between(price.difference) if price.difference is not None else ""
    least, most = price.seen.least, price.seen.most
    told = amount(least) if least == most else between(Difference(0, least, most))
    return _("{pairs} pairs: {range}").format(pairs=price.seen.pairs, range=told)


def nothing_found(zeros: Sequence[Price]) -> str:
    """What is proved of prices for which nothing was found; and first in how many pairs of searches nothing was."""
    found = [price.difference for price in zeros if price.difference is not None]
    least = min((each.least for each in found if each.least is not None), default=None)
    most = max((each.most for each in found if each.most is not None), default=None)
    proved = between(Difference(0, least, most))
    pairs = min((0 if price.seen is None else price.seen.pairs for price in zeros), default=0)
    if not pairs:
        return proved
    line = _("nothing in {count} pairs of searches each; proved: {range}")
    return line.format(count=pairs, range=proved)
