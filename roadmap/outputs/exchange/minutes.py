"""The minutes of a meeting as a page, and as Markdown for a wiki or a mail."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, labelled
from roadmap.outputs.exchange.marks import EXPORTED
from roadmap.outputs.exchange.wiki import markdown_table, markdown_text
from roadmap.outputs.html import render
from roadmap.views.answers.minutes import MinutesView


def render_minutes(view: MinutesView) -> str:
    """The page as HTML text. The same view gives the same text."""
    return render("minutes.html", view)


def write_minutes(view: MinutesView) -> str:
    """The minutes as Markdown."""
    return "\n".join(_lines(view)).rstrip() + "\n"


def _lines(view: MinutesView) -> Iterator[str]:
    yield from (f"<!-- {EXPORTED} -->", f"# {markdown_text(view.name)}", "", markdown_text(view.basis), "")
    yield from (f"## {_('Decisions')}", "")
    heads = [_("Decision"), _("Who"), _("Day"), _("Because"), _("Concerns")]
    yield from (
        markdown_table(heads, _texts(view.decided)) if view.decisions else (_("No decision was written down."), "")
    )
    yield from (f"## {_('Changes')}", "", markdown_text(view.state), "")
    yield from _listed(view.changes)
    yield from (f"## {_('Consequences')}", "", markdown_text(view.worth), "")
    yield from _listed([labelled(label, deals) for label, deals in view.lists])
    heads = [_("Deal"), _("Gates"), _("Current plan"), _("With the changes"), _("Moved by")]
    yield from markdown_table(heads, _texts(view.moves)) if view.moved else ()
    yield from (f"## {_('Whom to tell')}", "")
    heads = [_("Deal"), _("Responsible"), _("What")]
    yield from markdown_table(heads, _texts(view.told)) if view.tell else (_("No published promise moves."), "")
    if view.notes:
        yield from (f"## {_('Notes')}", "")
        yield from _listed(view.notes)


def _listed(texts: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from (f"- {markdown_text(text)}" for text in texts)
    if texts:
        yield ""


def _texts(rows: list[tuple[str, ...]]) -> Iterator[list[str]]:
    return ([markdown_text(cell) for cell in row] for row in rows)
