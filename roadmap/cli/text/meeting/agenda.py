"""An agenda for people, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, in_clauses, labelled
from roadmap.views.answers.agenda import AgendaItem, AgendaView, item_facts

MOST_OTHERS = 10


def agenda_text(view: AgendaView) -> Iterator[str]:
    """What was answered, the questions of the meeting with their answers, then what does not fit."""
    yield labelled(view.name, view.statement)
    if view.answered:
        yield ""
        yield _("Answered:")
        yield from (f"  {text}" for text in view.answered)
    for number, item in enumerate(view.chosen, start=1):
        yield ""
        yield from _item(number, item)
    if view.others:
        yield ""
        yield _("Not in this meeting:")
        yield from (f"  {in_clauses((item.sentence, item.gain))}" for item in view.others[:MOST_OTHERS])
    yield ""
    yield view.reading


def _item(number: int, item: AgendaItem) -> Iterator[str]:
    yield f"{number}. {item.sentence}"
    yield f"   {in_clauses(item_facts(item))}"
    for branch in item.branches:
        yield f"   --answer {item.id}={branch.word}  {in_clauses((branch.text, branch.chance, branch.gain))}"
