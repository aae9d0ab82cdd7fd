"""What the load page answers: the rules of the year, who works as a second line, and what is left uncovered."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated, ngettext
from roadmap.plans.document import Plan
from roadmap.views.delivery.figures import Figures
from roadmap.views.delivery.rules import Breach, RuleCheck, YearRule, answers
from roadmap.views.delivery.uncovered_weeks import Gap, seconds
from roadmap.views.delivery.written_amounts import count, people
from roadmap.views.formats import percent, short_day, short_table_span, table_span
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge

MOST_BREACHES = 8
MOST_GAPS = 25


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One rule in one year: whether it holds, by how much, and what breaks it."""

    rule: str
    badge: Badge
    figure: str
    breaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondRow:
    """Somebody who carries cases of another skill."""

    person: str
    own: str
    skill: str
    days: str
    person_days: str
    deals: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """Weeks in which a skill is short."""

    skill: str
    days: str
    person_days: str
    people: str
    deals: str


def answer_rows(plan: Plan, figures: Figures, lookup: Lookup) -> tuple[AnswerRow, ...]:
    """Every rule of every year."""
    return tuple(_answer_row(answer, lookup) for answer in answers(plan, figures.calendar))


def answer_badge(answer: RuleCheck) -> Badge:
    """Whether a rule holds."""
    return Badge("●", _("Met"), "good") if answer.holds else Badge("✕", _("Not met"), "lost")


def rule_sentence(rule: YearRule) -> str:
    """What a rule asks for."""
    return {
        YearRule.SIGNATURE: _("80% of the technical work before signing is done by the end of August"),
        YearRule.ACCEPTANCE: _("All work that blocks acceptance is done by the end of October"),
        YearRule.SEASON: _("Deals are signed in the closing months of their segment"),
    }[rule]


def answer_figure(answer: RuleCheck) -> str:
    """By how much a rule holds or does not."""
    if answer.rule is YearRule.SIGNATURE:
        text = _("{done} of {total} person-days ({share}). Required: {wanted}.")
    else:
        text = ngettext("{done} of {total} deal ({share})", "{done} of {total} deals ({share})", answer.total)
    return text.format(
        done=count(answer.done),
        total=count(answer.total),
        share=percent(answer.done, answer.total),
        wanted=count(answer.wanted),
    )


def _answer_row(answer: RuleCheck, lookup: Lookup) -> AnswerRow:
    named = [_breach(breach, answer.rule, lookup) for breach in answer.breaches[:MOST_BREACHES]]
    rest = len(answer.breaches) - len(named)
    if rest > 0:
        named.append(_("and {n} more").format(n=rest))
    return AnswerRow(
        rule=bracketed(rule_sentence(answer.rule), str(answer.year)),
        badge=answer_badge(answer),
        figure=answer_figure(answer),
        breaches=tuple(named),
    )


def _breach(breach: Breach, rule: YearRule, lookup: Lookup) -> str:
    if breach.deal is not None:
        name = lookup.customer(breach.deal)
    else:
        key = breach.feature or ""
        name = lookup.features[key].name if key in lookup.features else key
    text = {
        YearRule.SIGNATURE: _("{name}: {n} person-days after August, the last on {day}"),
        YearRule.ACCEPTANCE: _("{name}: {n} working days after October, on {day}"),
        YearRule.SEASON: _("{name}: signing on {day}"),
    }[rule]
    return text.format(name=name, n=breach.size, day=short_day(breach.day))


def second_rows(plan: Plan, lookup: Lookup) -> tuple[SecondRow, ...]:
    """Who works as a second line."""
    return tuple(
        SecondRow(
            person=one.person,
            own=one.own,
            skill=one.skill,
            days=short_table_span(one.first, one.last),
            person_days=str(one.person_days),
            deals=enumerated(lookup.customer(deal) for deal in one.deals),
        )
        for one in seconds(plan)
    )


def gap_rows(found: tuple[Gap, ...], lookup: Lookup) -> tuple[GapRow, ...]:
    """The largest gaps."""
    return tuple(
        GapRow(
            skill=gap.skill,
            days=table_span(gap.first, gap.last),
            person_days=count(gap.person_days),
            people=people(gap.people),
            deals=enumerated(lookup.customer(deal) for deal in gap.deals) or "–",
        )
        for gap in found[:MOST_GAPS]
    )
