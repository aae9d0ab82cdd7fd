"""A sweep for people, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.chinese import places
from requirements.language import _, labelled
from roadmap.cli.terminal.text_columns import left, right
from roadmap.views.answers.sweep import SweepView, SweptScenario

GAP = 2


def sweep_text(view: SweepView) -> Iterator[str]:
    """The table, then what each scenario gains and loses."""
    yield labelled(view.name, view.state)
    yield view.basis
    yield ""
    yield from _table(view)
    for scenario in view.scenarios:
        yield from _deals(scenario)


def _table(view: SweepView) -> Iterator[str]:
    heads = (
        _("Seeds"), _("Value, {currency}").format(currency=view.currency), _("least"), _("most"), _("Difference"),
        _("least"), _("most"),
    )  # fmt: skip
    rows = [(one.name, _cells(one)) for one in view.scenarios]
    label = max(places(_("Scenario")), *(places(name) for name, _cells_of in rows))
    widths = [max(places(head), *(places(cells[n]) for _name, cells in rows)) for n, head in enumerate(heads)]

    def line(name: str, cells: tuple[str, ...]) -> str:
        pairs = zip(cells, widths, strict=True)
        return (left(name, label) + "".join(" " * GAP + right(cell, width) for cell, width in pairs)).rstrip()

    yield line(_("Scenario"), heads)
    yield from (line(name, cells) for name, cells in rows)


def _cells(one: SweptScenario) -> tuple[str, ...]:
    (least, median, most), (fewer, paired, more) = one.value, one.difference
    return one.seeds, median, least, most, paired, fewer, more


def _deals(one: SweptScenario) -> Iterator[str]:
    told = {
        _("Deals gained"): one.gained,
        _("Deals given up"): one.lost,
        _("Without a plan"): one.failures,
    }
    if one.badge is not None or one.failures:
        yield ""
        yield one.name if one.badge is None else labelled(one.name, one.badge.word)
    yield from (f"  {labelled(label, text)}" for label, text in told.items() if text)
