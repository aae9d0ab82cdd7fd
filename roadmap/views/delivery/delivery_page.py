"""The load page: cases and people by skill and month, if nothing is planned and as planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from requirements.language import _, follow_on, language, ngettext
from roadmap.plans.document import Plan
from roadmap.views.delivery.delivery_answers import AnswerRow, GapRow, SecondRow, answer_rows, gap_rows, second_rows
from roadmap.views.delivery.delivery_tables import (
    PeakRow,
    ScenarioRow,
    SkillTable,
    peak_rows,
    scenario_rows,
    skill_table,
)
from roadmap.views.delivery.figures import Figures, figures_of
from roadmap.views.delivery.monthly_chart import ColumnsView, build_columns
from roadmap.views.delivery.pieces import LoadScenario, Placing
from roadmap.views.delivery.uncovered_weeks import gaps
from roadmap.views.delivery.written_amounts import count, people, times
from roadmap.views.formats import long_day, long_span, month
from roadmap.views.lookup import look_up
from roadmap.views.origin import made_from
from roadmap.views.roadmap.head.cards import Card
from roadmap.views.roadmap.second_lines import MoveRow, move_rows

MAIN = ((Placing.UNPLANNED, LoadScenario.EVERYTHING), (Placing.PLANNED, LoadScenario.SERVED))
"""The tables by skill and month that hold the figures of the chart."""
FURTHER = (
    (Placing.PLANNED, LoadScenario.EVERYTHING),
    (Placing.PLANNED, LoadScenario.WEIGHTED),
    (Placing.PLANNED, LoadScenario.CONFIRMED),
    (Placing.PLANNED, LoadScenario.FOUND),
)
"""The other tables by skill and month."""


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A page for the internal audience: it names customers, and says so in `notice`."""

    audience: Literal["internal"]
    notice: str
    language: str
    name: str
    as_of: str
    period: str
    statement: str
    cards: tuple[Card, ...]
    columns: ColumnsView | None
    """The chart; None if there are no cases."""
    scenarios: tuple[ScenarioRow, ...]
    answers: tuple[AnswerRow, ...]
    main_tables: tuple[SkillTable, ...]
    """The figures of the chart by skill."""
    tables: tuple[SkillTable, ...]
    """The scenarios by skill."""
    peaks: tuple[PeakRow, ...]
    moves: tuple[MoveRow, ...]
    seconds: tuple[SecondRow, ...]
    gaps: tuple[GapRow, ...]
    made_from: tuple[tuple[str, str], ...]


def build_delivery(plan: Plan) -> DeliveryView:
    """Make the load page of a plan."""
    lookup, figures = look_up(plan), figures_of(plan)
    has_cases = figures.has_cases
    return DeliveryView(
        audience="internal",
        notice=_("Internal. This page contains customer names."),
        language=language().replace("_", "-"),
        name=plan.name,
        as_of=long_day(plan.as_of),
        period=long_span(plan.start, plan.horizon),
        statement=statement(figures),
        cards=_cards(plan, figures),
        columns=build_columns(figures) if has_cases else None,
        scenarios=scenario_rows(plan, figures) if has_cases else (),
        answers=answer_rows(plan, figures, lookup),
        main_tables=tuple(skill_table(figures, *shown) for shown in MAIN) if has_cases else (),
        tables=_further(figures),
        peaks=peak_rows(figures.outlook(Placing.PLANNED, LoadScenario.EVERYTHING), lookup),
        moves=move_rows(plan),
        seconds=second_rows(plan, lookup),
        gaps=gap_rows(gaps(plan, figures, Placing.PLANNED, LoadScenario.EVERYTHING), lookup),
        made_from=made_from(plan),
    )


def _further(figures: Figures) -> tuple[SkillTable, ...]:
    """The scenarios; the one with placeholders only where there are any."""
    if not figures.has_cases:
        return ()
    shown = [one for one in FURTHER if figures.to_find or one[1] is not LoadScenario.FOUND]
    return tuple(skill_table(figures, *one) for one in shown)


def statement(figures: Figures) -> str:
    """The page in two sentences."""
    deals = ngettext("The plan has {n} open deal.", "The plan has {n} open deals.", figures.customers)
    cases = ngettext("Open deals bring {n} support case.", "Open deals bring {n} support cases.", figures.cases)
    more = _("Deals still to be found would bring {n} more.")
    return follow_on(
        deals.format(n=figures.customers),
        cases.format(n=figures.cases),
        more.format(n=figures.to_find) if figures.to_find else "",
        *((_before(figures), _after(figures)) if figures.has_cases else ()),
    )


def _before(figures: Figures) -> str:
    load = figures.outlook(Placing.UNPLANNED, LoadScenario.EVERYTHING).whole
    text = _("Without planning, {month} takes {people} people: {ratio} the average of {average}.")
    return text.format(
        month=month(load.months[load.peak].month),
        people=people(load.highest),
        ratio=times(load.ratio),
        average=people(load.average),
    )


def _after(figures: Figures) -> str:
    """What planning does for the cases that the plan has people for: the same cases in both placings."""
    before = figures.outlook(Placing.UNPLANNED, LoadScenario.SERVED).whole
    after = figures.outlook(Placing.PLANNED, LoadScenario.SERVED).whole
    if not after.person_days:
        return _("The plan serves none of these deals.")
    text = _(
        "The plan has people for {cases} cases. It reduces their peak from {before} people "
        "({before_ratio} the average) to {after} people ({after_ratio})."
    )
    return text.format(
        cases=count(after.cases),
        before=people(before.highest),
        before_ratio=times(before.ratio),
        after=people(after.highest),
        after_ratio=times(after.ratio),
    )


def _cards(plan: Plan, figures: Figures) -> tuple[Card, ...]:
    before = figures.outlook(Placing.UNPLANNED, LoadScenario.EVERYTHING).whole
    served = figures.outlook(Placing.PLANNED, LoadScenario.SERVED).whole
    short = sum(gap.person_days for gap in gaps(plan, figures, Placing.PLANNED, LoadScenario.EVERYTHING))
    return (
        Card(_("Customers"), str(figures.customers), _("open deals"), ""),
        Card(_("Support cases"), str(figures.cases), _("in the plan period, every deal in full"), ""),
        Card(_("Without planning"), times(before.ratio), _("peak month compared with the average, all cases"), "risk"),
        Card(_("With the plan"), times(served.ratio), _("peak month compared with the average, served cases"), "good"),
        Card(_("Cases served"), count(served.cases), _("the plan has people for these"), "good"),
        Card(_("Uncovered work"), count(short), _("person-days, if every deal is won"), "lost" if short else ""),
    )
