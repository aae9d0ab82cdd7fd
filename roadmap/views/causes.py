"""Causes in words: why something is not as it was asked for. Nothing else words them; `repairs` says what helps."""

from __future__ import annotations

from collections.abc import Callable

from requirements.language import _, either, ngettext
from roadmap.plan.causes import Cause, CauseKind
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
        clause += _(": a plan with it is worth {amount} less").format(amount=money(cause.loses, currency))
    return _with_need(cause, clause, lookup)


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return f"{text[:1].upper()}{text[1:]}."


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
    return _("the support of deal {deal}").format(deal=named(cause.deals)) if cause.deals else _("it")


def named(ids: list[str]) -> str:
    """A few names, and how many more there are."""
    shown, more = ", ".join(ids[:MOST_NAMES]), len(ids) - MOST_NAMES
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=shown, count=more)


def skill_of(cause: Cause) -> str:
    """The skill of a cause, or those any one of which would do."""
    return either((cause.skill or "").split(" | "))


def _pin(cause: Cause) -> str:
    if cause.place is None:
        return _("the pin `{pin}` stands against it").format(pin=cause.pin)
    return _("the pin `{pin}` stands against it ({place})").format(pin=cause.pin, place=cause.place)


def _nothing_provides(cause: Cause) -> str:
    if cause.deals:
        return _("nothing provides what deal {deal} needs").format(deal=cause.deals[0])
    return _("no feature provides it")


def _nobody(cause: Cause) -> str:
    about, skill = _subject(cause), skill_of(cause)
    if cause.until is not None:
        words = {"subject": about, "skill": skill, "day": long_day(cause.until), "crew": cause.crew}
        if (cause.crew or 1) > 1:
            return _(
                "{subject} cannot be built in time: fewer than {crew} people with the skill {skill} before {day}"
            ).format(**words)
        return _("{subject} cannot be built in time: nobody with the skill {skill} before {day}").format(**words)
    if cause.since is not None:
        clause = _("{subject} cannot be built in time: nobody with the skill {skill} after {day}")
        return clause.format(subject=about, skill=skill, day=long_day(cause.since))
    if cause.people:
        clause = _("{subject} takes {crew} people of {skill} at once, and there are never more than {people}")
        return clause.format(subject=about, crew=cause.crew, skill=skill, people=cause.people)
    if cause.people is None:
        clause = _("{subject} cannot end within the plan: the people of {skill} for it are not there for long enough")
        return clause.format(subject=about, skill=skill)
    return _("{subject} has nobody with the skill {skill}, now or later").format(subject=about, skill=skill)


def _away(cause: Cause) -> str:
    clause = _("{subject} cannot be built in time, because people of {skill} are away")
    return clause.format(subject=_subject(cause), skill=skill_of(cause))


def _not_before(cause: Cause) -> str:
    clause = _("{subject} cannot be built in time, because its work may not begin before {day}")
    return clause.format(subject=_subject(cause), day=cause.first)


def _support(cause: Cause) -> str:
    if cause.first is None or cause.last is None:
        return _("its support cases have nobody with the skill {skill}").format(skill=skill_of(cause))
    clause = _(
        "its support cases take {needed} person-days of {skill} from {first} to {last}, and there are {available}"
    )
    return clause.format(
        needed=cause.needed, skill=skill_of(cause), first=cause.first, last=cause.last, available=cause.available
    )


def _support_taken(cause: Cause) -> str:
    clause = _(
        "its support cases take {needed} person-days of {skill} from {first} to {last}, and the people are with {work}"
    )
    work = [*cause.features, *(_("the support of deal {deal}").format(deal=deal) for deal in cause.deals)]
    return clause.format(
        needed=cause.needed, skill=skill_of(cause), first=cause.first, last=cause.last, work=named(work)
    )


def _too_much(cause: Cause) -> str:
    work = list(cause.features) + [_("the support of deal {deal}").format(deal=deal) for deal in cause.deals]
    clause = _(
        "from {first} to {last} it takes {needed} person-days of {skill} for {work}, and there are {available}: "
        "{missing} too few"
    )
    return clause.format(
        first=cause.first,
        last=cause.last,
        work=", ".join(work),
        needed=cause.needed,
        skill=skill_of(cause),
        available=cause.available,
        missing=(cause.needed or 0) - (cause.available or 0),
    )


def _too_late(cause: Cause) -> str:
    if cause.start is not None and cause.ends is None:
        clause = _("work of {subject} cannot begin on {start}: the first day on which it can is {first}")
        if cause.first is not None and cause.first < cause.start:
            clause = _("work of {subject} that begins on {start} or later does not end within the plan")
        return clause.format(subject=_subject(cause), start=cause.start, first=cause.first)
    if cause.ends is not None:
        return _too_few_days(cause)
    if cause.feature is None and cause.deals:
        return _not_in_time(cause)
    return _("no release ships in time") if cause.latest is None else _too_late_to_land(cause)


def _too_late_to_land(cause: Cause) -> str:
    words = {"subject": _subject(cause), "earliest": cause.earliest, "latest": cause.latest, "after": cause.after}
    if cause.earliest is None:
        return _("{subject} fits in no release").format(**words)
    if cause.after is None:
        return _("{subject} cannot land before {earliest}, and {latest} is the last that would do").format(**words)
    return _(
        "{subject} cannot land before {earliest}, because {after}, which it comes after, cannot; "
        "{latest} is the last that would do"
    ).format(**words)


def _too_few_days(cause: Cause) -> str:
    limit = _("it must be done by {day}").format(day=cause.last)
    if cause.last is None:
        limit = _("it must be done before the first day of work")
    words = {"subject": _subject(cause), "first": cause.first, "ends": cause.ends, "limit": limit}
    if not cause.needed:
        return _("a milestone of {subject} can be reached on {ends} at the earliest, but {limit}").format(**words)
    return ngettext(
        "work of {subject} cannot begin before {first} and takes {needed} working day at least: "
        "it can end on {ends} at the earliest, but {limit}",
        "work of {subject} cannot begin before {first} and takes {needed} working days at least: "
        "it can end on {ends} at the earliest, but {limit}",
        cause.needed,
    ).format(**words, needed=cause.needed)


def _not_in_time(cause: Cause) -> str:
    features = named(cause.features)
    if len(cause.features) == 1:
        clause = _("deal {deal} needs {features} in a release that is out in time, which cannot be")
    elif cause.features:
        clause = _("deal {deal} needs one of {features} in a release that is out in time, and none can be")
    else:
        clause = _("the support of deal {deal} cannot be done in its days")
    return clause.format(deal=cause.deals[0], features=features)


def _shipped_late(cause: Cause) -> str:
    return _("it shipped on {day}, too late for the gate").format(day=cause.first)


def _cannot_end(cause: Cause) -> str:
    if cause.ends is not None:
        clause = _("work on {subject} is running and ends on {ends} as it goes on, but it must be done by {day}")
        return clause.format(subject=_subject(cause), ends=cause.ends, day=cause.last)
    clause = _("work on {subject} is running, and nobody is there who ends it within the plan")
    return clause.format(subject=_subject(cause))


def _no_plan(_cause: Cause) -> str:
    return _("no order of the work can hold it: two solves agree, and without it there is a plan")


def _alone(cause: Cause) -> str:
    never, late = _("no plan serves it, even alone: two solves agree"), _("no plan serves it in time, even alone")
    return late if cause.in_time else never


def _outside(_cause: Cause) -> str:
    return _("what it asks for is past, or comes after the last day of the plan")


def _no_need(_cause: Cause) -> str:
    return _("no open deal needs what it provides")


def _other_variant(_cause: Cause) -> str:
    return _("another feature provides the same")


def _not_served(cause: Cause) -> str:
    n = len(cause.deals)
    told = ngettext("the deal that needs it is given up: {deals}", "the deals that need it are given up: {deals}", n)
    return told.format(deals=named(cause.deals))


def _not_worth_it(cause: Cause) -> str:
    if cause.deals:
        return _("it would displace what is worth more ({deals})").format(deals=named(cause.deals))
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
    CauseKind.NO_NEED: _no_need,
    CauseKind.OTHER_VARIANT: _other_variant,
    CauseKind.NOT_SERVED: _not_served,
    CauseKind.NOT_WORTH_IT: _not_worth_it,
    CauseKind.NOT_FOUND: _not_found,
}
