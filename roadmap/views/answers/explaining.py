"""A deal explained in sentences, for whoever asks why it stands as it does and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from requirements.gate import Importance
from requirements.language import _, either, enumerated, follow_on, in_clauses, labelled, ngettext
from roadmap.explaining.asking.change import ALLOWING
from roadmap.explaining.chain import ChainStep
from roadmap.explaining.explained_deal import DealExplained, Loss, NeedReady, Train, Unbuilt
from roadmap.explaining.repairs import Repair, Repairs
from roadmap.plans.causes import CauseKind
from roadmap.plans.deals import DealStatus
from roadmap.supply.feature import Phase
from roadmap.views.answers.priced_changes import amount_text, change_text
from roadmap.views.formats import long_day, money, percent
from roadmap.views.lookup import Lookup, with_id
from roadmap.views.reasons.causes import cause_text
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.words import gate_word, phase_word

MOST_NAMES = 3
MOST_LOSSES = 5


def deal_lines(explained: DealExplained, currency: str, lookup: Lookup | None = None) -> list[str]:
    """How the deal stands, its needs, what decides, the chain behind it and what it lost to whom; no repairs."""
    lines = [_standing(explained, currency)]
    if explained.placeholder:
        lines.append(_("This deal is a placeholder: it must still be found."))
    for cause in explained.line.causes:
        lines.append(_("Why: {cause}.").format(cause=cause_text(cause, lookup, currency=currency)))
        if cause.kind is not CauseKind.NOT_WORTH_IT:  # what would make room is priced below
            lines.append("  " + _("What would help: {repair}.").format(repair=repair_text(cause)))
    lines += ["", _("Needs of the deal:")]
    lines += [f"  {_need(need, decides=need is explained.deciding)}" for need in explained.needs]
    lines += [f"  {_unbuilt(option)}" for option in explained.unmet]
    if explained.safe:
        return [*lines, "", *_safety(explained)]
    if explained.train is not None:
        lines += ["", _("What decides: {sentence}").format(sentence=_train(explained.train))]
    lines += [f"  {_unbuilt(option)}" for option in explained.unbuilt]
    if explained.chain:
        lines += ["", _("Work that it depends on, in order of time:")]
        lines += [f"  {step_line(step)}" for step in explained.chain]
    if explained.losses:
        lines += ["", _("Other work that used these people in the meantime:")]
        lines += [f"  {_loss(loss)}" for loss in explained.losses[:MOST_LOSSES]]
    return lines


def _standing(explained: DealExplained, currency: str) -> str:
    line = explained.line
    kept, expected = money(line.kept, currency), money(line.expected, currency)
    sentence = {
        DealStatus.SECURED: _("{deal} is secured. It keeps {kept} of the expected {expected}."),
        DealStatus.AT_RISK: _(
            "{deal} is at risk: it is in time, but with little slack. It keeps {kept} of the expected {expected}."
        ),
        DealStatus.LATE: _("{deal} is late. It keeps {kept} of the expected {expected}."),
        DealStatus.GIVEN_UP: _("{deal} is given up. It keeps {kept} of the expected {expected}."),
    }[line.status]
    return sentence.format(deal=with_id(line.name, line.id), kept=kept, expected=expected)


def _need(need: NeedReady, *, decides: bool) -> str:
    words = {
        "need": _wanted(need).format(
            capability=" | ".join(need.any_of),
            gate=gate_word(need.gate),
            day=long_day(need.day),
            share=percent(need.drop),
        ),
        "ready": _readiness(need),
    }
    return (_("{need}: {ready} <- decides") if decides else _("{need}: {ready}")).format(**words)


def _wanted(need: NeedReady) -> str:
    return {
        Importance.BREAKER: _("{capability} by {gate}, {day}"),
        Importance.CHALLENGE: _(
            "{capability} by {gate}, {day} (a challenge: without it, the win probability drops by {share})"
        ),
        Importance.NICE: _("{capability} by {gate}, {day} (nice to have)"),
    }[need.importance]


def _readiness(need: NeedReady) -> str:
    if need.ready is None or need.late is None:
        return _("not available in this plan")
    if need.feature is None:
        return _("available before the plan starts")
    if need.late > 0:
        text = ngettext(
            "ready on {day} with {release}, {count} working day late",
            "ready on {day} with {release}, {count} working days late",
            need.late,
        )
    else:
        text = ngettext(
            "ready on {day} with {release}, {count} working day to spare",
            "ready on {day} with {release}, {count} working days to spare",
            -need.late,
        )
    return text.format(day=long_day(need.ready), release=need.release, count=abs(need.late))


def _train(train: Train) -> str:
    sentence = _("{feature} ships with {release} on {ship}. Its work is verified on {verified}.").format(
        feature=train.feature,
        release=train.release,
        ship=long_day(train.ship),
        verified=long_day(train.verified),
    )
    if train.earlier is None:
        return follow_on(sentence, _("There is no earlier release."))
    if train.missed > 0:
        missed = ngettext(
            "{release}, the previous release, froze {count} working day earlier.",
            "{release}, the previous release, froze {count} working days earlier.",
            train.missed,
        )
        return follow_on(sentence, missed.format(release=train.earlier, count=train.missed))
    why = {
        "after": _("It could ship with {release}, but a feature that it depends on ships later."),
        "enable": _("It could ship with {release}, but its enablement work ends later."),
        "": _("It could ship with {release}, the previous release."),
    }[train.held]
    if not train.used:
        why = _("It could ship with {release}, the previous release, but the plan does not use that release.")
    return follow_on(sentence, why.format(release=train.earlier))


def step_line(step: ChainStep) -> str:
    """One piece of work: its days, and what it waited for."""
    phase = phase_word(Phase(step.phase)).lower() if step.phase else ""
    work = f"{step.feature} {phase}".strip()
    line = _("{first} – {last}  {work}").format(first=long_day(step.first), last=long_day(step.last), work=work)
    waits = in_clauses(_waits(step))
    return _("{work}: {waits}").format(work=line, waits=waits) if waits else line


def _waits(step: ChainStep) -> Iterator[str]:
    if step.wait:
        yield _("waiting time, no people needed")
    if step.late:
        yield _("scheduled as late as possible")
    if step.after is not None and step.after != step.feature:
        yield _("after {feature}").format(feature=step.after)
    if step.floor is not None:
        yield _("not before {day}").format(day=long_day(step.floor))
    if step.waited:
        yield _waited(step)
    if step.idle:
        yield ngettext(
            "pauses for {count} working day while its people are away",
            "pauses for {count} working days while its people are away",
            step.idle,
        ).format(count=step.idle)


def _waited(step: ChainStep) -> str:
    """How long work waited, for whom, and on what these people worked meanwhile."""
    names = enumerated(holder.feature for holder in step.holders[:MOST_NAMES])
    if not step.skills:
        text = ngettext(
            "could begin on {ready}, {count} working day earlier",
            "could begin on {ready}, {count} working days earlier",
            step.waited,
        )
    elif names:
        text = ngettext(
            "could begin on {ready}, but waited {count} working day for people of {skill}, who worked on {features}",
            "could begin on {ready}, but waited {count} working days for people of {skill}, who worked on {features}",
            step.waited,
        )
    else:
        text = ngettext(
            "could begin on {ready}, but waited {count} working day for people of {skill}",
            "could begin on {ready}, but waited {count} working days for people of {skill}",
            step.waited,
        )
    return text.format(ready=long_day(step.ready), count=step.waited, skill=either(step.skills), features=names)


def _loss(loss: Loss) -> str:
    days = ngettext("{count} person-day on {feature}", "{count} person-days on {feature}", loss.days).format(
        count=loss.days, feature=loss.feature
    )
    return _("{work}, for {deals}").format(work=days, deals=names_of(loss.deals)) if loss.deals else days


def names_of(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """A few names, and how many more there are."""
    shown = enumerated(names[:most])
    more = len(names) - most
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=shown, count=more)


def _unbuilt(option: Unbuilt) -> str:
    reason = cause_text(option.cause)
    if option.need:
        sentence = _("{feature} would meet {need}, but it is not built: {reason}.")
        return sentence.format(feature=option.feature, need=" | ".join(option.need), reason=reason)
    return _("{feature} would meet the need, but it is not built: {reason}.").format(
        feature=option.feature, reason=reason
    )


def _safety(explained: DealExplained) -> Iterator[str]:
    """What a safe deal rests on, and what would break it."""
    if explained.slack is not None:
        yield ngettext(
            "Its smallest slack is {count} working day.", "Its smallest slack is {count} working days.", explained.slack
        ).format(count=explained.slack)
    if explained.rests:
        yield _("The deal becomes late if one of these features slips by more than its slack:")
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
                "It would still be in time with {release}, the next release, with {count} working day to spare.",
                "It would still be in time with {release}, the next release, with {count} working days to spare.",
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
        lines.append(
            _("Changes that would serve the deal in time, best first. Each was planned again, starting from this plan:")
        )
    for number, repair in enumerate(repairs.told, start=1):
        priced = labelled(change_text(repair.change), amount_text(repair.difference, currency))
        lines.append(f"  {number}. {priced}")
        lines.append(f"     {_who_pays(repair, currency)}")
    if repairs.too_dear:
        lines.append(too_dear_text(repairs.too_dear, currency, more=bool(repairs.told)))
    return lines or [_("No repair was found in the time given. Use --time to allow more.")]


def too_dear_text(repairs: Sequence[Repair], currency: str, *, more: bool) -> str:
    """What would serve a deal and loses more than it can bring: how much of that was found, and the least of it."""
    count = len(repairs)
    if more:
        found = ngettext(
            "{count} more way to serve it costs more than the deal can bring.",
            "{count} more ways to serve it cost more than the deal can bring.",
            count,
        )
    else:
        found = ngettext(
            "{count} way to serve it in time costs more than the deal can bring.",
            "{count} ways to serve it in time cost more than the deal can bring.",
            count,
        )
    found = found.format(count=count)
    least = next((repair for repair in repairs if repair.change.kind not in ALLOWING), None)
    if least is None:  # the plan without the deal holds then, too: there is no loss to tell
        return found
    cheapest = _("The cheapest is: {change}: {amount}.").format(
        change=change_text(least.change), amount=amount_text(least.difference, currency)
    )
    longer = "" if least.difference.proved else _("More --time may find cheaper ones.")
    return follow_on(found, cheapest, longer)


def _who_pays(repair: Repair, currency: str) -> str:
    gain = _("The deal keeps {amount} more.").format(amount=money(repair.gain, currency))
    if repair.others == 0 and not repair.losers:
        return follow_on(gain, _("The other deals keep what they have."))
    if repair.others >= 0:
        rest = _("The other deals and the costs improve by {amount}.").format(amount=money(repair.others, currency))
    else:
        rest = _("It costs the other deals {amount}.").format(amount=money(-repair.others, currency))
    losers = [f"{deal} {money(amount, currency)}" for deal, amount in repair.losers]
    return follow_on(gain, rest, _("Less for {deals}.").format(deals=names_of(losers)) if losers else "")
