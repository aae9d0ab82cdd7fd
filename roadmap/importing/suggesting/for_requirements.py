"""Suggesting a mapping for a document of requirements: as capabilities, or as the needs of one deal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from requirements.capability import Kind
from requirements.language import _, enumerated
from requirements.reading.tables.deal_table import Known
from roadmap.importing.mapping import Target
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.reqif import REQUIREMENT
from roadmap.importing.suggesting.likely_columns import ASK
from roadmap.importing.suggesting.looks import quoted

MatchText = Callable[[str], tuple[str | None, Sequence[str]]]
"""Which capability a sentence asks for: the one where that is sure, and who else may be meant, by id."""


def unmatched(_text: str) -> tuple[str | None, Sequence[str]]:
    """Nobody knows."""
    return None, ()


def is_requirements(headed: Headed) -> bool:
    """Whether a sheet was read from a document of requirements."""
    return all(headed.positions(name) for name in ("Identifier", "Document", "Requirement", "Links"))


def suggest_requirements(headed: Headed, into: Target, known: Known, match: MatchText) -> Iterator[str]:
    """The lines of a mapping. What asks for a capability beyond doubt is written as it is; all else is a question, with
    those who may be meant."""
    yield "from: {preset: reqif}"
    yield f"into: {into.value}"
    yield from _capabilities(headed, match) if into is Target.CAPABILITIES else _needs(headed, known, match)


def _required(headed: Headed) -> list[str]:
    (at,) = headed.positions("Requirement")[:1]
    return list(dict.fromkeys(row.cells[at] for row in headed.rows if row.cells[at]))


def _capabilities(headed: Headed, match: MatchText) -> Iterator[str]:
    yield "key: Identifier"
    yield f"only: {{column: Row, values: {REQUIREMENT}}}"
    yield "fields:"
    yield "  name: Requirement"
    (at,) = headed.positions("Type")[:1]
    empty = "" if all(row.cells[at] for row in headed.rows) else f", empty: {ASK}"
    note = _("Write the kind: {names}.").format(names=enumerated(kind.value for kind in Kind))
    yield f"  kind: {{column: Type, else: {ASK}{empty}}}  # {note}"
    if any(row.cells[headed.positions("Text")[0]] for row in headed.rows):
        yield "  description: Text"
    for text in _required(headed):
        sure, _others = match(text)
        if sure is not None:
            yield "# " + _("{text} is the capability {id} already: delete its row after the import.").format(
                text=quoted(text), id=sure
            )
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


def _needs(headed: Headed, known: Known, match: MatchText) -> Iterator[str]:
    """One deal that needs what the document requires."""
    yield "key: Document"
    yield "fields:"
    yield "  name: Document"
    segments = enumerated(dict.fromkeys(known.segments.ids.values()))
    yield f"  customer: {{always: {ASK}}}"
    yield f"  segment: {{always: {ASK}}}  # " + _("The segments are {names}.").format(names=segments)
    yield f"  stage: {{always: {ASK}}}"
    yield f"  value: {{always: {ASK}}}  # " + _("In thousands.")
    yield f"  gates: {{design_in: {{always: {ASK}}}}}  # " + _("The day of the gate, such as 2026-06-30.")
    yield "  needs:"
    yield "    design_in:"
    yield "      column: Requirement"
    yield "      split: ¦  # " + _("The separator of needs. This sign occurs nowhere here: each row is one need.")
    yield "      values:  # " + _("Write the ids of capabilities. Leave the value empty if the text is not a need.")
    for text in _required(headed):
        sure, others = match(text)
        remark = "  # " + _("Perhaps {names}.").format(names=enumerated(others)) if sure is None and others else ""
        yield f"        {quoted(text)}: {sure or ASK}{remark}"
    yield "gone: keep"
