"""The schedule as Microsoft Project's XML (MSPDI), which other programs read too.

Every work item keeps its day: it must start on it, links say why. Working days are of eight hours. Days off and worked
weekends are exceptions of the calendar. Lags are in tenths of a minute, as the schema asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from math import ceil
from xml.etree import ElementTree as ET

from roadmap.outputs.exchange.marks import EXPORTED
from roadmap.plans.engineering.terms import FIELDS
from roadmap.plans.engineering.work import WorkStatus
from roadmap.views.schedule.links import LinkKind
from roadmap.views.schedule.tasks import ScheduledFeature, ScheduledItem, ScheduledRelease, ScheduleView

NAMESPACE = "http://schemas.microsoft.com/project"
HOURS = 8
MORNING, NOON, AFTERNOON, EVENING = time(8), time(12), time(13), time(17)
LINK_TYPES = {LinkKind.FINISH_FINISH: 0, LinkKind.FINISH_START: 1, LinkKind.START_START: 3}
MUST_START_ON = 2
AS_SOON_AS_POSSIBLE = 0
IN_DAYS, IN_ELAPSED_DAYS = 7, 8
SUNDAY = 1
ORDER = (
    *("UID", "ID", "Name", "Type", "OutlineLevel", "Start", "Finish", "Duration", "DurationFormat", "Work"),
    *("EffortDriven", "Milestone", "Summary", "PercentComplete", "ActualStart", "ActualFinish", "ConstraintType"),
    *("CalendarUID", "ConstraintDate", "HyperlinkAddress", "Notes", "PredecessorLink"),
    "ExtendedAttribute",
)
"""The elements of a task in the order of the schema, which Microsoft Project insists on."""
TEXT_FIELDS = (
    *(188743731, 188743734, 188743737, 188743740, 188743743),
    *range(188743746, 188743751),
    *range(188743997, 188744000),
)
"""The numbers of the text fields of tasks, Text1 to Text13, which hold what an import needs."""
_TENTHS_OF_A_MINUTE = HOURS * 60 * 10


def write_mspdi(view: ScheduleView) -> str:
    """The schedule as one XML document: a summary task for each feature, its work items, and a milestone for each
    release."""
    project = ET.Element("Project", xmlns=NAMESPACE)
    _texts(
        project,
        SaveVersion=14,
        Name=view.name,
        Author=EXPORTED,
        CreationDate=_at(view.as_of, MORNING),
        ScheduleFromStart=1,
        StartDate=_at(view.start, MORNING),
        FinishDate=_at(view.horizon, EVENING),
        CalendarUID=1,
        DefaultStartTime=MORNING.isoformat(),
        DefaultFinishTime=EVENING.isoformat(),
        MinutesPerDay=HOURS * 60,
        MinutesPerWeek=HOURS * 60 * 5,
        DaysPerMonth=20,
        StatusDate=_at(view.as_of, EVENING),
    )
    attributes = ET.SubElement(project, "ExtendedAttributes")
    for number, (name, field) in enumerate(zip(FIELDS, TEXT_FIELDS, strict=True), start=1):
        _texts(ET.SubElement(attributes, "ExtendedAttribute"), FieldID=field, FieldName=f"Text{number}", Alias=name)
    _calendar(ET.SubElement(ET.SubElement(project, "Calendars"), "Calendar"), view)
    numbers = {key: number for number, key in enumerate(_keys(view), start=1)}
    tasks = ET.SubElement(project, "Tasks")
    for row in _rows(view):
        task = ET.SubElement(tasks, "Task")
        _task(task, row, view, numbers)
        task[:] = sorted(task, key=lambda element: ORDER.index(element.tag))
    people = {person: number for number, person in enumerate(view.people, start=1)}
    resources = ET.SubElement(project, "Resources")
    for person, number in people.items():
        _texts(ET.SubElement(resources, "Resource"), UID=number, ID=number, Name=person, Type=1, MaxUnits=1)
    _assignments(ET.SubElement(project, "Assignments"), view, numbers, people)
    ET.indent(project)
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(project, encoding="unicode") + "\n"


Row = ScheduledFeature | ScheduledItem | ScheduledRelease


def _rows(view: ScheduleView) -> Iterator[Row]:
    for feature in view.features:
        yield feature
        yield from feature.items
    yield from view.releases


def _keys(view: ScheduleView) -> list[str]:
    return [_key(row) for row in _rows(view)]


def _key(row: Row) -> str:
    return f"release {row.key}" if isinstance(row, ScheduledRelease) else row.key


def _calendar(calendar: ET.Element, view: ScheduleView) -> None:
    _texts(calendar, UID=1, Name=view.name, IsBaseCalendar=1, BaseCalendarUID=-1)
    days = ET.SubElement(calendar, "WeekDays")
    for number in range(SUNDAY, SUNDAY + 7):
        _day(ET.SubElement(days, "WeekDay"), number, is_worked=SUNDAY < number < SUNDAY + 6)
    exceptions = [(day, False) for day in view.days_off] + [(day, True) for day in view.worked_weekends]
    for day, is_worked in sorted(exceptions):
        _day(ET.SubElement(days, "WeekDay"), 0, is_worked=is_worked, only=day)


def _day(element: ET.Element, number: int, *, is_worked: bool, only: date | None = None) -> None:
    _texts(element, DayType=number, DayWorking=int(is_worked))
    if only is not None:
        _texts(
            ET.SubElement(element, "TimePeriod"),
            FromDate=_at(only, time(0)),
            ToDate=_at(only, time(23, 59)),
        )
    if is_worked:
        times = ET.SubElement(element, "WorkingTimes")
        for begin, end in ((MORNING, NOON), (AFTERNOON, EVENING)):
            _texts(ET.SubElement(times, "WorkingTime"), FromTime=begin.isoformat(), ToTime=end.isoformat())


def _task(task: ET.Element, row: Row, view: ScheduleView, numbers: dict[str, int]) -> None:
    number = numbers[_key(row)]
    _texts(task, UID=number, ID=number)
    if isinstance(row, ScheduledRelease):
        _texts(task, Name=row.key, OutlineLevel=1, Start=_at(row.ship, EVENING), Finish=_at(row.ship, EVENING))
        _texts(task, Duration=_hours(0), DurationFormat=IN_DAYS, Milestone=1, Summary=0)
        _texts(task, ConstraintType=MUST_START_ON, ConstraintDate=_at(row.ship, EVENING), CalendarUID=-1)
        return
    if isinstance(row, ScheduledFeature):
        _texts(task, Name=row.name, OutlineLevel=1, Start=_at(row.first, MORNING), Finish=_at(row.last, EVENING))
        _texts(task, Duration=_hours(HOURS * view.worked_days(row.first, row.last)), DurationFormat=IN_DAYS)
        _texts(task, Milestone=0, Summary=1, ConstraintType=AS_SOON_AS_POSSIBLE, CalendarUID=-1)
        _texts(task, HyperlinkAddress=row.link, Notes=" · ".join(filter(None, (row.key, row.provides, row.ref))))
        _terms(task, row.terms)
        return
    _work(task, row, view)
    for link in view.links_to(row.key):
        predecessor = ET.SubElement(task, "PredecessorLink")
        _texts(predecessor, PredecessorUID=numbers[link.before], Type=LINK_TYPES[link.kind], CrossProject=0)
        _texts(predecessor, LinkLag=link.lag * _TENTHS_OF_A_MINUTE, LagFormat=IN_DAYS)


def _work(task: ET.Element, item: ScheduledItem, view: ScheduleView) -> None:
    """The days of a work item. One without days is at the end of its day; calendar days are elapsed days."""
    start, finish = _at(item.first, MORNING), _at(item.last, EVENING)
    hours, form = HOURS * view.worked_days(item.first, item.last), IN_DAYS
    if item.is_milestone:
        start, hours = finish, 0
    elif item.wait is not None and item.wait.calendar:
        hours, form = 24 * ((item.last - item.first).days + 1), IN_ELAPSED_DAYS
        finish = _at(item.last + timedelta(days=1), MORNING)
    _texts(task, Name=item.name, Type=1, OutlineLevel=2, Start=start, Finish=finish, Duration=_hours(hours))
    _texts(task, DurationFormat=form, Work=_hours(0 if item.wait else HOURS * item.effort), EffortDriven=0)
    _texts(task, Milestone=int(item.is_milestone), Summary=0, ConstraintType=MUST_START_ON, ConstraintDate=start)
    _texts(task, CalendarUID=-1, HyperlinkAddress=item.link)
    _texts(task, Notes=" · ".join(filter(None, (item.key, item.phase, item.skill, item.ref))))
    _terms(task, item.terms)
    if item.status is WorkStatus.DONE:
        _texts(task, PercentComplete=100, ActualStart=start, ActualFinish=finish)
    elif item.status is WorkStatus.STARTED:
        _texts(task, ActualStart=start)


def _terms(task: ET.Element, terms: Mapping[str, str]) -> None:
    """What an import needs, in text fields."""
    for name, field in zip(FIELDS, TEXT_FIELDS, strict=True):
        if name in terms:
            _texts(ET.SubElement(task, "ExtendedAttribute"), FieldID=field, Value=terms[name])


def _assignments(assignments: ET.Element, view: ScheduleView, numbers: dict[str, int], people: dict[str, int]) -> None:
    """Who does what: the effort of an item in equal parts, since the plan knows it as a whole."""
    pairs = [(item, person) for feature in view.features for item in feature.items for person in item.people]
    for number, (item, person) in enumerate(pairs, start=1):
        work = HOURS * item.effort / len(item.people)
        assignment = ET.SubElement(assignments, "Assignment")
        _texts(assignment, UID=number, TaskUID=numbers[item.key], ResourceUID=people[person])
        _texts(assignment, Finish=_at(item.last, EVENING), Start=_at(item.first, MORNING), Units=1, Work=_hours(work))


def _texts(parent: ET.Element, **values: object) -> None:
    """Elements with a text each, in the order given; without those that are None or empty."""
    for name, value in values.items():
        if value is not None and value != "":
            ET.SubElement(parent, name).text = str(value)


def _at(day: date, when: time) -> str:
    return datetime.combine(day, when).isoformat()


def _hours(hours: float) -> str:
    minutes = ceil(hours * 60)
    return f"PT{minutes // 60}H{minutes % 60}M0S"
