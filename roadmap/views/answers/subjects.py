"""A feature, a release, a skill or a week explained in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from requirements.amounts.halves import Halves, in_halves
from requirements.language import _, bracketed, enumerated, follow_on, in_clauses, labelled, ngettext
from roadmap.explaining.chain import ChainStep
from roadmap.explaining.pricing import Price
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine, UnplannedLine
from roadmap.plans.engineering.people import SkillLine
from roadmap.plans.engineering.work import WorkLine
from roadmap.views.answers.explaining import names_of, step_line
from roadmap.views.answers.priced_changes import amount_text, change_text
from roadmap.views.chart.pauses import pause_words
from roadmap.views.formats import long_day, long_span, money, percent
from roadmap.views.lookup import look_up, with_id
from roadmap.views.reasons.causes import cause_text
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.reasons.waits import going_on, skill_words
from roadmap.views.words import gate_badge, gate_word, phase_word

MOST = 8
BUSY = 0.95
"""The share of the person-days on hand from which a week counts as full."""


def feature_lines(plan: Plan, key: str, chain: Sequence[ChainStep]) -> list[str]:
    """When and why then, for whom, and how much slack it has; why not, for a feature that is not built."""
    line = next((line for line in plan.features if line.id == key), None)
    if line is None:
        return _unplanned(next(line for line in plan.unplanned if line.id == key), plan)
    lines = [
        _("{feature} lands in {release}: verified on {day}, {slack}.").format(
            feature=with_id(line.name, key), release=line.release, day=long_day(line.verified), slack=_slack(line)
        )
    ]
    if line.deals:
        text = ngettext(
            "{count} served deal depends on it: {deals}.",
            "{count} served deals depend on it: {deals}.",
            len(line.deals),
        )
        lines.append(text.format(count=len(line.deals), deals=names_of(line.deals, MOST)))
    else:
        lines.append(_("No served deal depends on it."))
    if line.after:
        lines.append(_("It depends on {features}.").format(features=enumerated(after.feature for after in line.after)))
    if chain:
        lines += ["", _("Work that it depends on, in order of time:"), *(f"  {step_line(step)}" for step in chain)]
    return lines


def _slack(line: FeatureLine) -> str:
    return ngettext(
        "{count} working day before the freeze", "{count} working days before the freeze", line.slack
    ).format(count=line.slack)


def _unplanned(line: UnplannedLine, plan: Plan) -> list[str]:
    why = cause_text(line.cause, look_up(plan))
    return [
        follow_on(
            _("{feature} is not built: {reason}.").format(feature=with_id(line.name, line.id), reason=why),
            going_on(line.goes_on),
        ),
        _("What would help: {repair}.").format(repair=repair_text(line.cause)),
    ]


def release_lines(plan: Plan, key: str) -> list[str]:
    """What a release holds, for whom, and what its content has left before the freeze."""
    line = next(line for line in plan.releases if line.id == key)
    head = _("{release} freezes on {freeze} and ships on {ship}.").format(
        release=key, freeze=long_day(line.freeze), ship=long_day(line.ship)
    )
    if not line.used:
        return [head, _("The plan does not use it: nothing that could land in it is worth its cost.")]
    lines = [head, _cost(line, plan)]
    if line.deals:
        lines.append(_("Deals that need a feature of this release: {deals}.").format(deals=names_of(line.deals, MOST)))
    slack = sorted((feature.slack, feature.id) for feature in plan.features if feature.release == key)
    if slack:
        lines += ["", _("Features that land in it, smallest slack before the freeze first:")]
        lines += [
            "  "
            + ngettext("{feature}: {count} working day", "{feature}: {count} working days", days).format(
                feature=feature, count=days
            )
            for days, feature in slack
        ]
    return lines


def _cost(line: ReleaseLine, plan: Plan) -> str:
    cost = money(line.cost, plan.currency)
    if line.fixed:
        return _("It is always used, and costs {cost}.").format(cost=cost)
    return _("It costs {cost}.").format(cost=cost)


def skill_lines(plan: Plan, key: str) -> list[str]:
    """How much there is of a skill, when it is full, and who takes most of it."""
    line = next(line for line in plan.skills if line.id == key)
    used, there = sum(week.used for week in line.weeks), sum(week.available for week in line.weeks)
    people = ngettext("{count} person at most", "{count} people at most", line.people).format(count=line.people)
    lines = [
        _("{skill}: {people}. {share} of their time is planned.").format(
            skill=key, people=people, share=percent(used, there)
        )
    ]
    full = [week.monday for week in line.weeks if week.available and week.used >= BUSY * week.available]
    lines.append(_full(line, full))
    takers = Counter({feature.id: _days_of(feature, key) for feature in plan.features})
    lines += ["", _("Features that use most of it:")]
    for feature, days in takers.most_common(MOST):
        if days:
            deals = next(line.deals for line in plan.features if line.id == feature)
            text = ngettext("{feature}: {count} person-day", "{feature}: {count} person-days", days).format(
                feature=feature, count=days
            )
            lines.append("  " + (_("{work}, for {deals}").format(work=text, deals=names_of(deals)) if deals else text))
    return lines


def _full(line: SkillLine, full: list[date]) -> str:
    if not full:
        return _("No week is full.")
    text = ngettext(
        "{count} of {all} weeks is full, from {day}.",
        "{count} of {all} weeks are full, the first from {day}.",
        len(full),
    )
    return text.format(count=len(full), all=len(line.weeks), day=long_day(full[0]))


def _days_of(feature: FeatureLine, skill: str) -> Halves:
    return sum(
        in_halves(Fraction(2 * work.effort * work.people_by_skill[skill] // sum(work.people_by_skill.values()), 2))
        for work in feature.work
        if skill in work.people_by_skill and work.crew and work.status != "done"
    )


def week_lines(plan: Plan, monday: date) -> list[str]:
    """Who works on what in a week, how full it is, and what is due."""
    sunday = monday + timedelta(days=6)
    lines = [_("Week {span}.").format(span=long_span(monday, sunday))]
    lines += list(_due(plan, monday, sunday))
    at_work = [(feature, work) for feature in plan.features for work in feature.work if _within(work, monday, sunday)]
    lines += ["", _("Work in this week:")]
    for feature, work in at_work:
        people = names_of(work.people, MOST) or work.skill
        away = pause_words([pause for pause in work.pauses if pause.first <= sunday and pause.last >= monday])
        doing = labelled(f"{feature.id} {phase_word(work.phase)}", in_clauses((people, away)))
        lines.append(f"  {doing}")
    if not at_work:
        lines.append("  " + _("nobody works on features"))
    for feature, work in ((f, w) for f in plan.features for w in f.work if w.wait and _overlaps(w, monday, sunday)):
        text = _("{feature} {phase}: {wait}, until {day}")
        words = {"feature": feature.id, "phase": phase_word(work.phase), "wait": skill_words(work)}
        lines.append("  " + text.format(**words, day=long_day(work.last)))
    lines += ["", _("Load:")]
    for skill in plan.skills:
        for week in skill.weeks:
            if week.monday == monday and week.available:
                used = bracketed(f"{week.used}/{week.available}", percent(week.used, week.available))
                lines.append("  " + labelled(skill.id, used))
    return lines


def _within(work: WorkLine, monday: date, sunday: date) -> bool:
    return bool(work.effort) and _overlaps(work, monday, sunday)


def _overlaps(work: WorkLine, monday: date, sunday: date) -> bool:
    return work.first <= sunday and work.last >= monday and work.status != "done"


def _due(plan: Plan, monday: date, sunday: date) -> Iterator[str]:
    for release in plan.releases:
        if release.used and monday <= release.freeze <= sunday:
            yield _("{release} freezes on {day}.").format(release=release.id, day=long_day(release.freeze))
        if release.used and monday <= release.ship <= sunday:
            yield _("{release} ships on {day}.").format(release=release.id, day=long_day(release.ship))
    for deal in plan.deals:
        for gate in deal.gates:
            if monday <= gate.day <= sunday:
                yield _("{deal}: {gate} on {day} ({status}).").format(
                    deal=deal.id,
                    gate=gate_word(gate.gate),
                    day=long_day(gate.day),
                    status=gate_badge(gate.status).word.lower(),
                )


def baseline_line(value: int, base: int, bound: int | None, currency: str) -> str:
    """What prices are compared with."""
    line = _("The plan is worth {value}.").format(value=money(value, currency))
    if base > value:
        better = _("A longer search found a plan worth {base}. All prices are compared with that plan.")
        line = follow_on(line, better.format(base=money(base, currency)))
    if bound is None:
        return line
    if bound == base:
        return follow_on(line, _("No plan is worth more."))
    return follow_on(line, _("No plan is worth more than {bound}.").format(bound=money(bound, currency)))


def price_lines(prices: Sequence[Price], currency: str) -> list[str]:
    """Prices as lines: the change, what it does, and to whom."""
    return [line for price in prices for line in _price(price, currency)]


def _price(price: Price, currency: str) -> Iterator[str]:
    change = change_text(price.change)
    if price.difference is None:
        unknown = (
            _("{change}: the search found no plan with this change")
            if price.asked
            else _("{change}: not priced in the time given")
        )
        yield unknown.format(change=change)
        return
    yield labelled(change, amount_text(price.difference, currency))
    if price.losers:
        losers = [f"{deal} {money(amount, currency)}" for deal, amount in price.losers]
        yield "  " + _("lose: {deals}").format(deals=names_of(losers))
    if price.winners:
        winners = [f"{deal} {money(amount, currency)}" for deal, amount in price.winners]
        yield "  " + _("gain: {deals}").format(deals=names_of(winners))
