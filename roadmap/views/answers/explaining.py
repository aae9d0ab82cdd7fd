"""A deal explained in sentences, for whoever asks why it stands as it does and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from requirements.gate import Importance
from requirements.language import _, either, follow_on, ngettext
from roadmap.explain.chain import ChainStep
from roadmap.explain.deal import DealExplained, Loss, NeedReady, Train, Unbuilt
from roadmap.explain.repairs import ALLOWING, Repair, Repairs
from roadmap.plan.causes import CauseKind
from roadmap.plan.deals import DealStatus
from roadmap.views.answers.pricing import amount_text, change_text
from roadmap.views.causes import cause_text
from roadmap.views.formats import long_day, money, percent
from roadmap.views.lookup import Lookup, with_id
from roadmap.views.repairs import repair_text
from roadmap.views.words import gate_word

MOST_NAMES = 3
MOST_LOSSES = 5


def deal_lines(explained: DealExplained, currency: str, lookup: Lookup | None = None) -> list[str]:
    """How the deal stands, its needs, what decides, the chain behind it and what it lost to whom; no repairs."""
    lines = [_standing(explained, currency)]
    if explained.placeholder:
        lines.append(_("It is a placeholder: nobody has this deal yet."))
    for cause in explained.line.causes:
        lines.append(_("Why: {cause}.").format(cause=cause_text(cause, lookup, currency=currency)))
        if cause.kind is not CauseKind.NOT_WORTH_IT:  # what would make room is priced below
            lines.append("  " + _("What would help: {repair}.").format(repair=repair_text(cause)))
    lines += ["", _("Its needs:")]
    lines += [f"  {_need(need, decides=need is explained.deciding)}" for need in explained.needs]
    lines += [f"  {_unbuilt(option)}" for option in explained.unmet]
    if explained.safe:
        return [*lines, "", *_safety(explained)]
    if explained.train is not None:
        lines += ["", _("What decides: {sentence}").format(sentence=_train(explained.train))]
    lines += [f"  {_unbuilt(option)}" for option in explained.unbuilt]
    if explained.chain:
        lines += ["", _("The work behind it, in the order of time:")]
        lines += [f"  {step_line(step)}" for step in explained.chain]
    if explained.losses:
        lines += ["", _("Who had the people meanwhile:")]
        lines += [f"  {_loss(loss)}" for loss in explained.losses[:MOST_LOSSES]]
    return lines


def _standing(explained: DealExplained, currency: str) -> str:
    line = explained.line
    kept, expected = money(line.kept, currency), money(line.expected, currency)
    sentence = {
        DealStatus.SECURED: _("{deal} is secured: it keeps {kept} of {expected} expected."),
        DealStatus.AT_RISK: _("{deal} is at risk, in time with little slack: it keeps {kept} of {expected} expected."),
        DealStatus.LATE: _("{deal} is late: it keeps {kept} of {expected} expected."),
        DealStatus.GIVEN_UP: _("{deal} is given up: it keeps {kept} of {expected} expected."),
    }[line.status]
    return sentence.format(deal=with_id(line.name, line.id), kept=kept, expected=expected)


def _need(need: NeedReady, *, decides: bool) -> str:
    names = " | ".join(need.any_of)
    gate = _("{capability} by {gate}, {day}").format(
        capability=names, gate=gate_word(need.gate), day=long_day(need.day)
    )
    mark = {
        Importance.BREAKER: "",
        Importance.CHALLENGE: " " + _("(a challenge: {share} less without it)").format(share=percent(need.drop)),
        Importance.NICE: " " + _("(nice to have)"),
    }[need.importance]
    return f"{gate}{mark}: {_readiness(need)}" + (" " + _("<- decides") if decides else "")


def _readiness(need: NeedReady) -> str:
    if need.ready is None or need.late is None:
        return _("never in this plan")
    if need.feature is None:
        return _("there before the plan")
    ready = _("ready {day} with {release}").format(day=long_day(need.ready), release=need.release)
    if need.late > 0:
        late = ngettext("{count} working day late", "{count} working days late", need.late).format(count=need.late)
        return f"{ready}, {late}"
    spare = ngettext("{count} working day to spare", "{count} working days to spare", -need.late).format(
        count=-need.late
    )
    return f"{ready}, {spare}"


def _train(train: Train) -> str:
    sentence = _("{feature} ships with {release} on {ship}. Its work is verified on {verified}.").format(
        feature=train.feature,
        release=train.release,
        ship=long_day(train.ship),
        verified=long_day(train.verified),
    )
    if train.earlier is None:
        return follow_on(sentence, _("No release is earlier."))
    if train.missed > 0:
        missed = ngettext(
            "{release}, the release before, froze {count} working day earlier.",
            "{release}, the release before, froze {count} working days earlier.",
            train.missed,
        )
        return f"{sentence} " + missed.format(release=train.earlier, count=train.missed)
    why = {
        "after": _("It would make {release}, but a feature that it comes after ships with it."),
        "enable": _("It would make {release}, but the work that enables it ends later."),
        "": _("It would make {release}, the release before."),
    }[train.held]
    if not train.used:
        why = _("It would make {release}, the release before, which the plan does not use.")
    return f"{sentence} " + why.format(release=train.earlier)


def step_line(step: ChainStep) -> str:
    """One piece of work: its days, and what it waited for."""
    work = f"{step.feature} {step.phase}".strip()
    line = _("{first} – {last}  {work}").format(first=long_day(step.first), last=long_day(step.last), work=work)
    waits = list(_waits(step))
    return f"{line}: {'; '.join(waits)}" if waits else line


def _waits(step: ChainStep) -> Iterator[str]:
    if step.wait:
        yield _("a wait, nobody works on it")
    if step.late:
        yield _("as late as it goes")
    if step.after is not None and step.after != step.feature:
        yield _("after {feature}").format(feature=step.after)
    if step.floor is not None:
        yield _("not before {day}").format(day=long_day(step.floor))
    if step.waited and step.skills:
        who = either(step.skills)
        sentence = ngettext(
            "could begin {ready}, waited {count} working day for people of {skill}",
            "could begin {ready}, waited {count} working days for people of {skill}",
            step.waited,
        ).format(ready=long_day(step.ready), count=step.waited, skill=who)
        names = ", ".join(holder.feature for holder in step.holders[:MOST_NAMES])
        yield sentence + (" " + _("(at work on {features})").format(features=names) if names else "")
    elif step.waited:
        yield ngettext(
            "could begin {ready}, {count} working day earlier",
            "could begin {ready}, {count} working days earlier",
            step.waited,
        ).format(ready=long_day(step.ready), count=step.waited)
    if step.idle:
        yield ngettext(
            "pauses for {count} working day while its people are away",
            "pauses for {count} working days while its people are away",
            step.idle,
        ).format(count=step.idle)


def _loss(loss: Loss) -> str:
    days = ngettext("{count} person-day on {feature}", "{count} person-days on {feature}", loss.days).format(
        count=loss.days, feature=loss.feature
    )
    return _("{work}, for {deals}").format(work=days, deals=names_of(loss.deals)) if loss.deals else days


def names_of(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """A few names, and how many more there are."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=shown, count=more)


def _unbuilt(option: Unbuilt) -> str:
    reason = cause_text(option.cause)
    if option.need:
        sentence = _("{feature} would meet {need} and is not built: {reason}.")
        return sentence.format(feature=option.feature, need=" | ".join(option.need), reason=reason)
    return _("{feature} would meet it and is not built: {reason}.").format(feature=option.feature, reason=reason)


def _safety(explained: DealExplained) -> Iterator[str]:
    """What a safe deal rests on, and what would break it."""
    if explained.slack is not None:
        yield ngettext(
            "Its least slack is {count} working day.", "Its least slack is {count} working days.", explained.slack
        ).format(count=explained.slack)
    if explained.rests:
        yield _("What would break it: work that slips by more than its slack before the freeze.")
    for rest in explained.rests[:MOST_LOSSES]:
        if rest.slack == 0:
            on_the_day = _("{feature} is verified on the day on which {release} freezes")
            yield "  " + on_the_day.format(feature=rest.feature, release=rest.release)
            continue
        yield "  " + ngettext(
            "{feature} is verified {count} working day before {release} freezes",
            "{feature} is verified {count} working days before {release} freezes",
            rest.slack,
        ).format(feature=rest.feature, count=rest.slack, release=rest.release)
    if explained.next_release is not None and explained.next_slack is not None:
        if explained.next_slack >= 0:
            yield ngettext(
                "Even with {release}, the next release, it would be in time, with {count} working day to spare.",
                "Even with {release}, the next release, it would be in time, with {count} working days to spare.",
                explained.next_slack,
            ).format(release=explained.next_release, count=explained.next_slack)
        else:
            yield ngettext(
                "With {release}, the next release, it would be {count} working day late.",
                "With {release}, the next release, it would be {count} working days late.",
                -explained.next_slack,
            ).format(release=explained.next_release, count=-explained.next_slack)


def repair_lines(repairs: Repairs, currency: str) -> list[str]:
    """The repairs, best first, each with its price and who pays it; those that are too dear in one sentence."""
    lines = []
    if repairs.told:
        lines.append(_("What would serve it in time, best first; each was planned again from this plan:"))
    for number, repair in enumerate(repairs.told, start=1):
        lines.append(f"  {number}. {change_text(repair.change)}: {amount_text(repair.difference, currency)}")
        lines.append(f"     {_who_pays(repair, currency)}")
    if repairs.too_dear:
        lines.append(_too_dear(repairs.too_dear, currency, more=bool(repairs.told)))
    return lines or [_("No repair was found in the time given; give it more with --time.")]


def _too_dear(repairs: Sequence[Repair], currency: str, *, more: bool) -> str:
    """What would serve a deal and loses more than it can bring: how much of that was found, and the least of it."""
    count = len(repairs)
    found = (
        ngettext(
            "{count} more way to serve it was found; it costs more than the deal can bring",
            "{count} more ways to serve it were found; they cost more than the deal can bring",
            count,
        )
        if more
        else ngettext(
            "{count} way to serve it in time was found; it costs more than the deal can bring",
            "{count} ways to serve it in time were found; they cost more than the deal can bring",
            count,
        )
    ).format(count=count)
    least = next((repair for repair in repairs if repair.change.kind not in ALLOWING), None)
    if least is None:  # the plan without the deal holds then, too: there is no loss to tell
        return found + "."
    amount = amount_text(least.difference, currency)
    sentence = _("{found}. The cheapest: {change}: {amount}.").format(
        found=found, change=change_text(least.change), amount=amount
    )
    return sentence if least.difference.proved else follow_on(sentence, _("More --time may find cheaper ones."))


def _who_pays(repair: Repair, currency: str) -> str:
    gain = _("the deal keeps {amount} more").format(amount=money(repair.gain, currency))
    if repair.others == 0 and not repair.losers:
        return _("{gain}; the others keep what they have.").format(gain=gain)
    if repair.others >= 0:
        rest = _("the others and costs come to {amount} better").format(amount=money(repair.others, currency))
    else:
        rest = _("it costs the others {amount}").format(amount=money(-repair.others, currency))
    if not repair.losers:
        return f"{gain}; {rest}."
    losers = [f"{deal} {money(amount, currency)}" for deal, amount in repair.losers]
    less = _("less for {deals}").format(deals=names_of(losers))
    return f"{gain}; {rest} ({less})."
