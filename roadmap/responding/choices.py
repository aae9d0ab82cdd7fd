"""What people chose for lines that were not sure, in a file beside the list: text of the line, and the capability."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.nodes import MappingNode
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.responding.matching import RequirementMatch

NONE, OPEN = "none", "?"
"""A line that asks for no capability; one that nobody has answered yet."""
MARK = "# Written by `roadmap respond`"
"""The first words of such a file."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers by the text of the line: a capability, or None where it asks for none of them."""

    chosen: Mapping[str, str | None] = field(default_factory=dict)


def read_choices(content: bytes, file: str, known: Mapping[str, str]) -> tuple[Choices, list[Finding]]:
    """The choices of a file, and what is wrong with it. Questions that are still open are no choices."""
    if not content.strip():
        return Choices(), []
    document, findings = read_yaml_file(content, file, expected="lines")
    if document is None:
        return Choices(), findings
    lines = document.root.get("lines")
    lines = lines if isinstance(lines, MappingNode) else MappingNode()
    chosen: dict[str, str | None] = {}
    for asked, node in lines.items():
        answer = str(node or OPEN).strip()
        if answer == OPEN:
            continue
        if answer != NONE and answer not in known:
            message = _("there is no capability {name}").format(name=answer[:64])
            place = Place(file, *lines.marks[asked][1])
            findings.append(Finding("unknown-reference", place, message, did_you_mean(answer, known)))
            continue
        chosen[asked] = None if answer == NONE else answer
    return Choices(chosen), findings


def write_choices(choices: Choices, asked: Mapping[str, RequirementMatch]) -> str:
    """The file with all that was chosen and all that is still asked; candidates stand beside each question."""
    lines = [
        f"{MARK}: which capability each line of the list asks for.",
        "# Replace each ? with the id of a capability, or with none. `roadmap catalogue` lists ids.",
        "lines:",
    ]
    for text, answer in choices.chosen.items():
        lines.append(f"  {_quoted(text)}: {NONE if answer is None else answer}")
    for text, match in asked.items():
        if text not in choices.chosen:
            near = ", ".join(f"{one.id} ({one.score})" for one in match.candidates)
            lines.append(f'  {_quoted(text)}: "{OPEN}"' + (f"  # {near}" if near else ""))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as a key in double quotes, which JSON and YAML write alike."""
    return json.dumps(text, ensure_ascii=False)
