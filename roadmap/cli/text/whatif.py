"""A what-if for people, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.chinese import places
from requirements.language import _, labelled, ngettext
from roadmap.cli.terminal.text_columns import left, right
from roadmap.operations.session.session_answers import SessionAnswer
from roadmap.views.answers.whatif import VariantView, WhatIfView
from roadmap.views.formats import money

LABEL = 18
NARROWEST, WIDEST = 14, 26
MOST_MOVED = 12
"""Promises that move, for each variant."""


def whatif_text(view: WhatIfView) -> Iterator[str]:
    """The variants side by side, then each with what it changes."""
    yield labelled(view.name, view.basis)
    yield ""
    cells = [cell for row in view.rows for item in row.cells for cell in (item.text, item.remark)]
    width = min(WIDEST, max(NARROWEST, *(places(text) for text in (*cells, *view.names)))) + 2
    yield left("", LABEL) + "".join(right(left(name, width - 2).rstrip(), width) for name in view.names)
    for row in view.rows:
        yield (left(row.label, LABEL) + "".join(right(cell.text, width) for cell in row.cells)).rstrip()
        if any(cell.remark for cell in row.cells):
            yield (left("", LABEL) + "".join(right(cell.remark, width) for cell in row.cells)).rstrip()
    for variant in view.variants:
        yield from _variant(variant)


def first_sentence(first: SessionAnswer) -> str:
    """What a variant comes to before anything was searched."""
    amount = money(abs(first.difference or 0), first.currency)
    if not first.difference:
        sentence = _("The present plan, adjusted to the changes, is worth as much. The search goes on.")
    elif first.difference > 0:
        sentence = _("The present plan, adjusted to the changes, is worth {amount} more. The search goes on.")
    else:
        sentence = _("The present plan, adjusted to the changes, is worth {amount} less. The search goes on.")
    return sentence.format(amount=amount)


def _variant(variant: VariantView) -> Iterator[str]:
    yield ""
    yield _("{name}: {changes}").format(name=variant.name, changes="; ".join(variant.changes))
    yield f"  {variant.statement}"
    for label, deals in variant.lists:
        yield f"  {labelled(label, deals)}"
    for row in variant.moved[:MOST_MOVED]:
        yield _("  {deal}: {gates}: {before} -> {after}, {by}").format(
            deal=row.deal, gates=row.gates, before=row.before, after=row.after, by=row.by
        )
    more = len(variant.moved) - MOST_MOVED
    if more > 0:
        yield "  " + ngettext(
            "and {count} more deal (-o PAGE.html and --json list it too).",
            "and {count} more deals (-o PAGE.html and --json list them too).",
            more,
        ).format(count=more)
