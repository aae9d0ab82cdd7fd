"""Tables of the load page: scenarios, skills month by month, and what makes each peak."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated
from roadmap.plans.document import Plan
from roadmap.views.delivery.figures import Figures, Load, Outlook, Share
from roadmap.views.delivery.pieces import LoadScenario, Placing
from roadmap.views.delivery.uncovered_weeks import gaps
from roadmap.views.delivery.written_amounts import count, people, times
from roadmap.views.formats import month, month_heading, month_of_year
from roadmap.views.lookup import Lookup

SHADES = (0.01, 0.4, 0.8, 1.2, 2.0)
"""People of a month by the average of the year, at which the shade changes."""


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario: its size, its peak if nothing is planned and as planned, and what is uncovered as planned."""

    name: str
    meaning: str
    deals: str
    cases: str
    person_days: str
    average: str
    unplanned: str
    unplanned_ratio: str
    planned: str
    planned_ratio: str
    uncovered_before: str
    """Person-days uncovered if nothing is planned."""
    uncovered: str
    """Person-days uncovered as planned."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """People and cases of one month, with a shade from 0 to 5 and a sign in the peak month."""

    people: str
    cases: str
    shade: str
    sign: str


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill, or all of them."""

    skill: str
    cells: tuple[MonthCell, ...]
    average: str
    peak: str
    ratio: str


@dataclass(frozen=True, slots=True)
class SkillTable:
    """One scenario by skill and month; `months` heads its columns."""

    key: str
    title: str
    months: tuple[str, ...]
    rows: tuple[SkillRow, ...]
    whole: SkillRow


@dataclass(frozen=True, slots=True)
class PeakRow:
    """The peak of one skill and the deals that make it."""

    skill: str
    month: str
    people: str
    ratio: str
    deals: str


def scenario_word(scenario: LoadScenario) -> str:
    """What a scenario is called."""
    return {
        LoadScenario.CONFIRMED: _("Confirmed"),
        LoadScenario.WEIGHTED: _("Weighted by win probability"),
        LoadScenario.EVERYTHING: _("Every deal won"),
        LoadScenario.FOUND: _("Every deal won, every placeholder found"),
        LoadScenario.SERVED: _("Served by the plan"),
    }[scenario]


def scenario_meaning(scenario: LoadScenario) -> str:
    """What a scenario counts."""
    return {
        LoadScenario.CONFIRMED: _("signed deals only"),
        LoadScenario.WEIGHTED: _("every open deal, by its win probability"),
        LoadScenario.EVERYTHING: _("every open deal, in full"),
        LoadScenario.FOUND: _("including deals still to be found, in full"),
        LoadScenario.SERVED: _("open deals that the plan serves, in full"),
    }[scenario]


def scenario_rows(plan: Plan, figures: Figures) -> tuple[ScenarioRow, ...]:
    """Every scenario; the one with placeholders only where there are any."""
    return tuple(
        _scenario_row(plan, figures, scenario)
        for scenario in LoadScenario
        if figures.to_find or scenario is not LoadScenario.FOUND
    )


def _scenario_row(plan: Plan, figures: Figures, scenario: LoadScenario) -> ScenarioRow:
    unplanned = figures.outlook(Placing.UNPLANNED, scenario)
    planned = figures.outlook(Placing.PLANNED, scenario)
    short = {at: sum(gap.person_days for gap in gaps(plan, figures, at, scenario)) for at in Placing}
    return ScenarioRow(
        name=scenario_word(scenario),
        meaning=scenario_meaning(scenario),
        deals=str(planned.deals),
        cases=count(planned.whole.cases),
        person_days=count(planned.whole.person_days),
        average=people(planned.whole.average),
        unplanned=_peak(unplanned.whole),
        unplanned_ratio=times(unplanned.whole.ratio),
        planned=_peak(planned.whole),
        planned_ratio=times(planned.whole.ratio),
        uncovered_before=count(short[Placing.UNPLANNED]),
        uncovered=count(short[Placing.PLANNED]),
    )


def _peak(load: Load) -> str:
    if not load.person_days:
        return "–"
    return _("{people}, {month}").format(people=people(load.highest), month=month(load.months[load.peak].month))


def skill_table(figures: Figures, placing: Placing, scenario: LoadScenario) -> SkillTable:
    """One scenario in one placing, by skill and month."""
    outlook = figures.outlook(placing, scenario)
    return SkillTable(
        key=f"{placing.value}-{scenario.value}",
        title=_title(outlook),
        months=tuple(month_heading(day, at) for at, day in enumerate(figures.calendar.months)),
        rows=tuple(_row(load, load.skill or "") for load in outlook.skills),
        whole=_row(outlook.whole, _("All skills")),
    )


def _title(outlook: Outlook) -> str:
    name = scenario_word(outlook.scenario)
    if outlook.placing is Placing.PLANNED:
        return _("{scenario}, with the plan").format(scenario=name)
    return _("{scenario}, without planning").format(scenario=name)


def _row(load: Load, name: str) -> SkillRow:
    return SkillRow(
        skill=name,
        cells=tuple(
            MonthCell(
                people=people(one.people) if one.person_days else "–",
                cases=count(one.cases) if one.person_days else "",
                shade=str(sum(one.people >= step * load.average for step in SHADES)) if one.person_days else "0",
                sign="▲" if at == load.peak and load.person_days else "",
            )
            for at, one in enumerate(load.months)
        ),
        average=people(load.average),
        peak=people(load.highest),
        ratio=times(load.ratio),
    )


def peak_rows(outlook: Outlook, lookup: Lookup) -> tuple[PeakRow, ...]:
    """The peak of each skill that has any work, and of all of them."""
    loads = [(_("All skills"), outlook.whole), *((load.skill or "", load) for load in outlook.skills)]
    return tuple(
        PeakRow(
            skill=name,
            month=month_of_year(load.months[load.peak].month),
            people=people(load.highest),
            ratio=times(load.ratio),
            deals=_named(load.deals, lookup),
        )
        for name, load in loads
        if load.person_days
    )


def _named(shares: tuple[Share, ...], lookup: Lookup) -> str:
    return enumerated(bracketed(lookup.customer(share.deal), count(share.person_days)) for share in shares)
