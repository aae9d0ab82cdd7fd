"""Responding: a customer's list of requirements answered line by line, in its own workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from requirements.catalogue import catalogue_capabilities
from requirements.errors import InputFault
from requirements.finding import Finding, Severity
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.whole_file import content_of
from roadmap.editions.need_answers import states
from roadmap.importing.sheets.sheet import LARGEST
from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.stored_plans import PlanSource, find_plan
from roadmap.outputs.editions.response import write_response
from roadmap.plans.document import CapabilityLine
from roadmap.plans.typed_rows import TypedRows
from roadmap.responding.choices import Choices, read_choices, write_choices
from roadmap.responding.matching import NameIndex, RequirementMatch
from roadmap.responding.requirement_list import RequirementLine, read_requirements
from roadmap.views.editions.response import ResponseLine, response_lines

Ask = Callable[[str, RequirementMatch], str | None]
"""Asks somebody which capability a line means: its id, "none", or None where they do not say."""


@dataclass(frozen=True, slots=True)
class RespondedLine:
    """One line of the list and what it is answered."""

    line: int
    text: str
    capability: str | None
    """None where it asks for no capability, or nobody has said for which."""
    sure: bool
    """Whether it is known which capability it asks for, or that it asks for none."""
    response: str
    explanation: str


@dataclass(frozen=True, slots=True)
class RespondedList:
    """A list with its responses."""

    workbook: bytes
    """The customer's workbook with the responses in it."""
    choices: str
    """The file of choices: what was chosen, and what is still asked."""
    rows: tuple[RespondedLine, ...]
    to_add: tuple[str, ...]
    """Capabilities that the list asks for and the deal does not state as needs, in the order of the list."""
    findings: tuple[Finding, ...] = ()
    """Warnings about the list."""

    @property
    def lines(self) -> TypedRows[RespondedLine]:
        """The lines as a table."""
        return TypedRows(self.rows)

    @property
    def unsure(self) -> int:
        """Lines of which nobody has said what they ask for."""
        return sum(not row.sure for row in self.rows)


def respond(
    plan: PlanSource,
    requirements: Path | str,
    *,
    deal: str,
    choices: Path | str | None = None,
    sheet: str | None = None,
    column: str | None = None,
    ask: Ask | None = None,
) -> RespondedList:
    """Answer a customer's list of requirements, an .xlsx workbook, for its deal: each line is matched to a capability
    by ids, names and synonyms, and answered by the rules of the customer's edition.

    What is alike and not sure is looked up in the file of `choices`, else `ask` is asked; without an answer the line is
    "to be clarified". `sheet` and `column` (a heading) say where the requirements stand. InputFault for a workbook or
    choices that cannot be used, UsageFault for a deal that the plan does not hold.
    """
    found, file = find_plan(plan).plan, Path(requirements)
    deal = deal_called(found, deal)
    response_lines(found, deal=deal, asked={})
    content = content_of(file, LARGEST)
    asked, findings = read_requirements(content, file.name, sheet=sheet, column=column)
    if asked is None:
        raise InputFault(findings)
    names = NameIndex(map(_with_catalogue, found.capabilities))
    known = _choices(choices, names.called)
    matches = {line.text: names.match(line.text, line.id) for line in asked.lines}
    known = _asked(known, matches, ask)
    keys = {line.line: _capability(line, matches[line.text], known) for line in asked.lines}
    responses = response_lines(found, deal=deal, asked=keys)
    own = next(line for line in found.deals if line.id == deal)
    wanted = dict.fromkeys(key for key in keys.values() if key is not None)
    rows = tuple(_row(line, keys[line.line], matches[line.text], known, responses[line.line]) for line in asked.lines)
    return RespondedList(
        workbook=write_response(content, file.name, asked, responses),
        choices=write_choices(known, {text: match for text, match in matches.items() if match.capability is None}),
        rows=rows,
        to_add=tuple(key for key in wanted if not states(own, key)),
        findings=tuple(findings),
    )


def _with_catalogue(line: CapabilityLine) -> CapabilityLine:
    """A capability with the names that the shipped catalogue has for its id, besides its own."""
    entry = catalogue_capabilities().get(line.id)
    if entry is None:
        return line
    return line.model_copy(update={"synonyms": [*line.synonyms, entry.name, *entry.synonyms]})


def _choices(file: Path | str | None, known: dict[str, str]) -> Choices:
    if file is None or not Path(file).exists():
        return Choices()
    chosen, findings = read_choices(content_of(Path(file), LARGEST_FILE), Path(file).name, known)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InputFault(findings)
    return chosen


def _asked(known: Choices, matches: dict[str, RequirementMatch], ask: Ask | None) -> Choices:
    """The choices, with those that somebody makes now."""
    chosen = dict(known.chosen)
    for text, match in matches.items():
        if ask is not None and match.capability is None and text not in chosen:
            answer = ask(text, match)
            if answer is not None:
                chosen[text] = None if answer == "none" else answer
    return Choices(chosen)


def _capability(line: RequirementLine, match: RequirementMatch, known: Choices) -> str | None:
    return known.chosen.get(line.text, match.capability)


def _row(
    line: RequirementLine, capability: str | None, match: RequirementMatch, known: Choices, response: ResponseLine
) -> RespondedLine:
    sure = match.capability is not None or line.text in known.chosen
    return RespondedLine(line.line, line.text, capability, sure, response.response, response.explanation)
