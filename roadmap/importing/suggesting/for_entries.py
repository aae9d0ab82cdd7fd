"""Suggesting a mapping for features, capabilities, releases or people: columns by their likely headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from requirements.language import _, enumerated, ngettext
from requirements.reading.cells.needs import CapabilityNames
from roadmap.folder.texts.entities.entity_forms import WORDS, word_of
from roadmap.importing.mapping import Target
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.for_schedules import is_schedule, suggest_schedule
from roadmap.importing.suggesting.likely_columns import (
    ASK,
    MOST_VALUES,
    cells_under,
    field_of_words,
    first_of,
    questions_on_days,
)
from roadmap.importing.suggesting.looks import quoted

Headings = Mapping[str, tuple[str, ...]]
_KEYS = ("Issue key", "key", "number", "Key", "UID", "编号", "工号", "Employee ID", "ID", "Id", "id")
_LINKS = ("Link", "链接", "URL", "html_url", "url")
CAPABILITIES: Headings = {
    "name": ("Capability", "能力名称", "能力", "名称", "Summary", "summary", "title", "Title", "Name", "name"),
    "kind": ("Kind", "类别", "分类", "Category", "Component/s", "Components", "components", "labels", "类型"),
    "ready": ("Ready", "目前成熟度", "成熟度", "Maturity"),
    "synonyms": ("Synonyms", "同义词", "别名", "Aliases"),
    "link": _LINKS,
}
RELEASES: Headings = {
    "id": ("Release", "Version", "版本号", "版本", "name", "Name", "title", "Title", "名称"),
    "freeze": ("Freeze", "Freeze date", "Code freeze", "封板日期", "封板日", "封板"),
    "ship": ("releaseDate", "Release date", "due_on", "dueOn", "Ship", "Ship date", "发布日期", "发布日", "发布"),
    "cost": ("Cost", "费用"),
    "link": _LINKS,
}
PEOPLE: Headings = {
    "name": ("姓名", "Name", "name", "Employee Name", "Employee"),
    "team": ("团队", "小组", "部门", "Team", "Department"),
    "skill": ("技能", "岗位", "Skill", "Role"),
    "first": ("入职日期", "入职日", "Hire date", "Start Date", "First day"),
    "last": ("离职日期", "离职日", "End Date", "Last day"),
}
FEATURES: Headings = {
    "name": ("Feature", "研发项", "名称", "Summary", "summary", "title", "Title", "Name", "name"),
    "team": ("Team", "团队", "负责团队", "Component/s", "Components", "components"),
    "provides": ("Provides", "提供的能力", "提供", "Capability", "Capabilities", "能力", "Labels", "labels"),
    "after": ("After", "依赖", "前置任务", "Predecessors"),
    "link": _LINKS,
}
WORK: Headings = {
    "level": ("Level", "Issue Type", "issuetype", "类型"),
    "parent": ("Parent key", "Custom field (Epic Link)", "parent.key", "Parent", "Parent issue", "parent", "父任务"),
    "phase": ("Phase", "阶段"),
    "skill": ("Skill", "技能", "Component/s", "Components"),
    "effort": ("Original Estimate", "timeoriginalestimate", "Work", "Effort", "工作量", "人天", "Estimate", "estimate"),
}
_WORK_WORDS = "story task subtask test improvement newfeature documentation work 任务 子任务 故事"
_LEVELS = {
    "epic": "feature",
    "feature": "feature",
    "initiative": "skip",
    "release": "skip",
    "milestone": "skip",
    **dict.fromkeys(_WORK_WORDS.split(), "work"),
}
_PHASES = {"test": "verify", "qa": "verify", "documentation": "enable", "training": "enable"}
_OF: Mapping[Target, Headings] = {
    Target.CAPABILITIES: CAPABILITIES,
    Target.RELEASES: RELEASES,
    Target.PEOPLE: PEOPLE,
    Target.FEATURES: FEATURES,
}
_REQUIRED = {
    Target.CAPABILITIES: ("name", "kind"),
    Target.RELEASES: ("ship",),
    Target.PEOPLE: ("name", "team"),
    Target.FEATURES: ("name", "team", "provides"),
}
ENTRY_WORDS = frozenset(name_of(text) for names in (*_OF.values(), WORK) for texts in names.values() for text in texts)
"""Their headings, as they are looked up."""


def entries_in(headed: Headed) -> Target | None:
    """What a file holds that is none of deals, of work in progress or of leave; None where it does not show it."""
    if is_schedule(headed):
        return Target.FEATURES
    version = first_of(headed, ("releaseDate", "due_on", "dueOn"))
    if version and first_of(headed, ("released", "open_issues", "openIssues", "closed_issues", "state")):
        return Target.RELEASES
    if first_of(headed, RELEASES["freeze"]) and first_of(headed, RELEASES["ship"]):
        return Target.RELEASES
    return None


def suggest_entries(headed: Headed, into: Target, *, teams: CapabilityNames, names: CapabilityNames) -> Iterator[str]:
    """The lines of a mapping of entries, with a question where the file does not show what is meant. `teams` and
    `names` are the teams and the capabilities of the folder."""
    if is_schedule(headed) and into in (Target.FEATURES, Target.RELEASES):
        yield from suggest_schedule(headed, into, teams=teams, names=names)
        return
    headings = _OF[into]
    yield "from:"
    yield f"  preset: {_preset(headed)}"
    days = [name for name in ("freeze", "ship", "first", "last") if name in headings]
    yield from questions_on_days(text for name in days for text in cells_under(headed, headings[name]))
    yield f"into: {into.value}"
    key = first_of(headed, _KEYS) or first_of(headed, headings.get("id", headings.get("name", ())))
    yield f"key: {quoted(key) if key else ASK}"
    if into is Target.FEATURES:
        yield from _of_features(headed)
    yield "fields:"
    for field, texts in headings.items():
        yield from _field(headed, field, texts, into, teams=teams, names=names)
    if into is Target.RELEASES and not first_of(headed, headings["freeze"]):
        yield f"freeze_before_ship: {ASK}  # " + _("No column holds the freeze day. State its distance: 10 workdays.")
    if into is Target.FEATURES:
        yield from _work(headed)
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


def _preset(headed: Headed) -> str:
    if first_of(headed, ("Issue key",)):
        return "jira"
    return "json" if first_of(headed, ("key", "number", "due_on", "releaseDate")) else "sheet"


def _field(
    headed: Headed, field: str, texts: Sequence[str], into: Target, *, teams: CapabilityNames, names: CapabilityNames
) -> Iterator[str]:
    heading = first_of(headed, texts)
    if heading is None:
        if field in _REQUIRED[into]:
            yield f"  {field}: {{always: {ASK}}}  # " + _("No column was recognised. Name the column.")
        return
    readers: Mapping[str, tuple[Callable[[str], str | None], str]] = {
        "team": (teams.find, _("The teams are {names}.").format(names=enumerated(dict.fromkeys(teams.ids.values())))),
        "kind": (_known_word, _("Write the kind: {names}.").format(names=enumerated(_KINDS))),
        "ready": (_known_word, _("Write preview, ga or proven.")),
        "provides": (
            lambda text: names.find(text.partition(":")[0]),
            _("Write the ids of capabilities, each with a maturity: api: ga."),
        ),
    }
    if field in readers:
        read, note = readers[field]
        yield from field_of_words(field, headed, (heading,), read=read, note=note)
    else:
        yield f"  {field}: {quoted(heading)}"


_KINDS = ("serving", "data_centre", "operations", "developer_tools", "qualification", "knowledge", "model")


def _known_word(text: str) -> str | None:
    return word_of(text) if word_of(text) in set(WORDS.values()) else None


def _of_features(headed: Headed) -> Iterator[str]:
    yield f"maturity: {ASK}  # " + _(
        "The maturity that a feature reaches where no cell states it: preview, ga or proven."
    )
    if _is_tree(headed):
        level = first_of(headed, WORK["level"]) or ""
        yield "level:"
        yield f"  column: {quoted(level)}"
        yield "  values:  # " + _("Write feature, work or skip.")
        for text, count in Counter(cells_under(headed, (level,))).most_common(MOST_VALUES):
            rows = ngettext("in {count} row", "in {count} rows", count).format(count=count)
            yield f"    {quoted(text)}: {_LEVELS.get(_bare(text), ASK)}  # {rows}"
        parents = [name for name in WORK["parent"] if headed.positions(name)]
        yield f"parent: [{', '.join(map(quoted, parents))}]"


def _is_tree(headed: Headed) -> bool:
    return bool(first_of(headed, WORK["level"]) and first_of(headed, WORK["parent"]))


def _bare(text: str) -> str:
    return text.casefold().replace(" ", "").replace("-", "")


def _work(headed: Headed) -> Iterator[str]:
    effort = first_of(headed, WORK["effort"])
    jira = effort in ("Original Estimate", "timeoriginalestimate")
    yield f"times: {'seconds' if jira else 'days'}  # " + _("The unit of work: seconds, minutes, hours or days.")
    skill = first_of(headed, WORK["skill"])
    skill_line = f"skill: {quoted(skill) if skill else f'{{always: {ASK}}}'}"
    effort_line = f"effort: {quoted(effort) if effort else f'{{always: {ASK}}}'}"
    if not _is_tree(headed):
        phase = first_of(headed, WORK["phase"])
        yield "work:  # " + _("The work items of every feature. Add a line for each phase.")
        yield f"  - phase: {quoted(phase) if phase else '{always: build}'}"
        yield f"    {skill_line}"
        yield f"    {effort_line}"
        return
    yield "items:  # " + _("The fields of a work item, in rows below a feature.")
    phase = first_of(headed, WORK["phase"])
    if phase:
        yield f"  phase: {quoted(phase)}"
    else:
        level = first_of(headed, WORK["level"]) or ""
        meant = {
            text: _PHASES[_bare(text)]
            for text in dict.fromkeys(cells_under(headed, (level,)))
            if _bare(text) in _PHASES
        }
        values = ", ".join(f"{quoted(text)}: {phase}" for text, phase in meant.items())
        yield f"  phase: {{column: {quoted(level)}, values: {{{values}}}, else: build}}"
    name = first_of(headed, FEATURES["name"])
    if name:
        yield f"  name: {quoted(name)}"
    yield f"  {skill_line}"
    yield f"  {effort_line}"
