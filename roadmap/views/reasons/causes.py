"""Causes in words: why something is not as it was asked for. Nothing else words them; `repairs` says what helps."""

from __future__ import annotations

from collections.abc import Callable

from requirements.language import _, either, enumerated, ngettext
from roadmap.plans.causes import Cause, CauseKind
from roadmap.views.formats import long_day, money
from roadmap.views.lookup import Lookup

MOST_NAMES = 3
"""More deals or features than these are only counted."""


def cause_text(cause: Cause, lookup: Lookup | None = None, *, currency: str = "") -> str:
    """A cause as a sentence without its full stop, with the need that it is about before it.

    Ids stand for capabilities without a `lookup`. `currency` is that of the amounts.
    """
    clause = _WORDED[cause.kind](cause)
    if cause.loses is not None and currency:
        less = _("{cause}: a plan with it is worth {amount} less")
        clause = less.format(cause=clause, amount=money(cause.loses, currency))
    return _with_need(cause, clause, lookup)


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return _("{clause}.").format(clause=f"{text[:1].upper()}{text[1:]}")


def _with_need(cause: Cause, clause: str, lookup: Lookup | None) -> str:
    if not cause.any_of:
        return clause
    ids = " | ".join(cause.any_of)
    need = either(cause.any_of) if lookup is None else lookup.missing(ids)
    return _("{need}: {cause}").format(need=need, cause=clause)


def _subject(cause: Cause) -> str:
    """What it is about: a feature by its name and id, or the support of a deal."""
    if cause.feature is not None:
        if cause.name is None or cause.name.casefold() == cause.feature.casefold():
            return _("feature {feature}").format(feature=cause.feature)
        return f"{cause.name} ({cause.feature})"
    return _("the support of deal {deal}").format(deal=named(cause.deals)) if cause.deals else _("this work")


def named(ids: list[str]) -> str:
    """A few names, and how many more there are."""
    shown, more = enumerated(ids[:MOST_NAMES]), len(ids) - MOST_NAMES
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=shown, count=more)


def skill_of(cause: Cause) -> str:
    """The skill of a cause, or those any one of which would do."""
    return either((cause.skill or "").split(" | "))


def _pin(cause: Cause) -> str:
    if cause.place is None:
        return _("the pin `{pin}` prevents it").format(pin=cause.pin)
    return _("the pin `{pin}` prevents it ({place})").format(pin=cause.pin, place=cause.place)


def _nothing_provides(cause: Cause) -> str:
    if cause.deals:
        return _("no feature provides the needs of deal {deal}").format(deal=cause.deals[0])
    return _("no feature provides it")


def _nobody(cause: Cause) -> str:
    about, skill = _subject(cause), skill_of(cause)
    if cause.until is not None:
        words = {"subject": about, "skill": skill, "day": long_day(cause.until), "crew": cause.crew}
        if (cause.crew or 1) > 1:
            return _(
                "{subject} cannot be built in time: fewer than {crew} people have the skill {skill} before {day}"
            ).format(**words)
        return _("{subject} cannot be built in time: nobody has the skill {skill} before {day}").format(**words)
    if cause.since is not None:
        clause = _("{subject} cannot be built in time: nobody has the skill {skill} after {day}")
        return clause.format(subject=about, skill=skill, day=long_day(cause.since))
    if cause.people:
        clause = _(
            "{subject} needs {crew} people with the skill {skill} at once, and there are never more than {people}"
        )
        return clause.format(subject=about, crew=cause.crew, skill=skill, people=cause.people)
    if cause.people is None:
        clause = _(
            "{subject} cannot be finished before the plan ends: the people with the skill {skill} are not "
            "available for long enough"
        )
        return clause.format(subject=about, skill=skill)
    return _("{subject} needs the skill {skill}, and nobody has it, now or later").format(subject=about, skill=skill)


def _away(cause: Cause) -> str:
    clause = _("{subject} cannot be built in time, because people with the skill {skill} are away")
    return clause.format(subject=_subject(cause), skill=skill_of(cause))


def _not_before(cause: Cause) -> str:
    clause = _("{subject} cannot be built in time, because its work must not start before {day}")
    return clause.format(subject=_subject(cause), day=cause.first)


def _support(cause: Cause) -> str:
    if cause.first is None or cause.last is None:
        return _("its support cases need the skill {skill}, and nobody has it").format(skill=skill_of(cause))
    clause = _(
        "its support cases need {needed} person-days of {skill} from {first} to {last}, and only {available} "
        "are available"
    )
    return clause.format(
        needed=cause.needed, skill=skill_of(cause), first=cause.first, last=cause.last, available=cause.available
    )


def _support_taken(cause: Cause) -> str:
    clause = _(
        "its support cases need {needed} person-days of {skill} from {first} to {last}, but these people work on {work}"
    )
    work = [*cause.features, *(_("the support of deal {deal}").format(deal=deal) for deal in cause.deals)]
    return clause.format(
        needed=cause.needed, skill=skill_of(cause), first=cause.first, last=cause.last, work=named(work)
    )


def _too_much(cause: Cause) -> str:
    work = list(cause.features) + [_("the support of deal {deal}").format(deal=deal) for deal in cause.deals]
    clause = _(
        "from {first} to {last}, work on {work} needs {needed} person-days of {skill}, and only {available} are "
        "available: {missing} are missing"
    )
    return clause.format(
        first=cause.first,
        last=cause.last,
        work=enumerated(work),
        needed=cause.needed,
        skill=skill_of(cause),
        available=cause.available,
        missing=(cause.needed or 0) - (cause.available or 0),
    )


def _too_late(cause: Cause) -> str:
    if cause.start is not None and cause.ends is None:
        clause = _("work on {subject} cannot start on {start}. The earliest possible day is {first}")
        if cause.first is not None and cause.first < cause.start:
            clause = _("work on {subject} that starts on {start} or later does not end before the plan ends")
        return clause.format(subject=_subject(cause), start=cause.start, first=cause.first)
    if cause.ends is not None:
        return _too_few_days(cause)
    if cause.feature is None and cause.deals:
        return _not_in_time(cause)
    return _("no release ships in time") if cause.latest is None else _too_late_to_land(cause)


def _too_late_to_land(cause: Cause) -> str:
    words = {"subject": _subject(cause), "earliest": cause.earliest, "latest": cause.latest, "after": cause.after}
    if cause.earliest is None:
        return _("{subject} fits into no release").format(**words)
    if cause.after is None:
        return _("{subject} cannot land before {earliest}. The last release in time is {latest}").format(**words)
    return _(
        "{subject} cannot land before {earliest}, because it depends on {after}, which cannot land earlier "
        "either. The last release in time is {latest}"
    ).format(**words)


def _too_few_days(cause: Cause) -> str:
    words = {"subject": _subject(cause), "first": cause.first, "ends": cause.ends, "day": cause.last}
    if not cause.needed:
        if cause.last is None:
            text = _(
                "{subject} can reach a milestone on {ends} at the earliest, but it must be reached before work starts"
            )
        else:
            text = _("{subject} can reach a milestone on {ends} at the earliest, but it must be reached by {day}")
        return text.format(**words)
    if cause.last is None:
        text = ngettext(
            "work on {subject} cannot start before {first} and takes at least {needed} working day. It ends on {ends} "
            "at the earliest, but it must be done before work starts",
            "work on {subject} cannot start before {first} and takes at least {needed} working days. It ends on {ends} "
            "at the earliest, but it must be done before work starts",
            cause.needed,
        )
    else:
        text = ngettext(
            "work on {subject} cannot start before {first} and takes at least {needed} working day. It ends on {ends} "
            "at the earliest, but it must be done by {day}",
            "work on {subject} cannot start before {first} and takes at least {needed} working days. It ends on {ends} "
            "at the earliest, but it must be done by {day}",
            cause.needed,
        )
    return text.format(**words, needed=cause.needed)


def _not_in_time(cause: Cause) -> str:
    features = named(cause.features)
    if len(cause.features) == 1:
        clause = _("deal {deal} needs {features} in a release that ships in time, which is not possible")
    elif cause.features:
        clause = _("deal {deal} needs one of {features} in a release that ships in time, and none is possible")
    else:
        clause = _("the support of deal {deal} cannot be done on its days")
    return clause.format(deal=cause.deals[0], features=features)


def _shipped_late(cause: Cause) -> str:
    return _("it shipped on {day}, too late for the gate").format(day=cause.first)


def _cannot_end(cause: Cause) -> str:
    if cause.ends is not None:
        clause = _("work on {subject} has started and will end on {ends}, but it must be done by {day}")
        return clause.format(subject=_subject(cause), ends=cause.ends, day=cause.last)
    clause = _("work on {subject} has started, and nobody can finish it before the plan ends")
    return clause.format(subject=_subject(cause))


def _no_plan(_cause: Cause) -> str:
    return _("no order of the work can hold it. Confirmed twice: without it there is a plan")


def _alone(cause: Cause) -> str:
    never, late = (
        _("no plan can serve this deal, even alone (confirmed twice)"),
        _("no plan can serve this deal in time, even alone"),
    )
    return late if cause.in_time else never


def _outside(_cause: Cause) -> str:
    return _("its day or release is in the past, or after the end of the plan")


def _overtaken(_cause: Cause) -> str:
    return _("facts have overtaken it: this has happened otherwise, or cannot happen any more")


def _no_need(_cause: Cause) -> str:
    return _("no open deal needs its capabilities")


def _other_variant(_cause: Cause) -> str:
    return _("another feature provides the same capability")


def _not_served(cause: Cause) -> str:
    n = len(cause.deals)
    told = ngettext("the deal that needs it is given up: {deals}", "the deals that need it are given up: {deals}", n)
    return told.format(deals=named(cause.deals))


def _not_worth_it(cause: Cause) -> str:
    if cause.deals:
        return _("it would displace deals or features that are worth more ({deals})").format(deals=named(cause.deals))
    if cause.in_time:
        return _("no plan that has it in time is worth more")
    return _("no plan with it is worth more")


def _not_found(cause: Cause) -> str:
    if cause.in_time:
        return _("the search found no better plan that has it in time (not proved)")
    return _("the search found no better plan with it (not proved)")


_WORDED: dict[CauseKind, Callable[[Cause], str]] = {
    CauseKind.PIN: _pin,
    CauseKind.NOTHING_PROVIDES: _nothing_provides,
    CauseKind.NOBODY: _nobody,
    CauseKind.AWAY: _away,
    CauseKind.NOT_BEFORE: _not_before,
    CauseKind.SUPPORT: _support,
    CauseKind.SUPPORT_TAKEN: _support_taken,
    CauseKind.TOO_MUCH: _too_much,
    CauseKind.TOO_LATE: _too_late,
    CauseKind.SHIPPED_LATE: _shipped_late,
    CauseKind.CANNOT_END: _cannot_end,
    CauseKind.NO_PLAN: _no_plan,
    CauseKind.ALONE: _alone,
    CauseKind.OUTSIDE: _outside,
    CauseKind.OVERTAKEN: _overtaken,
    CauseKind.NO_NEED: _no_need,
    CauseKind.OTHER_VARIANT: _other_variant,
    CauseKind.NOT_SERVED: _not_served,
    CauseKind.NOT_WORTH_IT: _not_worth_it,
    CauseKind.NOT_FOUND: _not_found,
}
