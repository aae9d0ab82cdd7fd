"""A placeholder that stands for several customers brings the cases of each of them, once."""

from __future__ import annotations

from collections import Counter

from roadmap.indexing.deals.support import support_pieces
from tests.examples.shipped import example


def test_a_placeholder_brings_the_cases_of_the_customers_it_stands_for_once() -> None:
    project = example("chip-stack")
    horizon = project.calendar.limit(project.header.horizon, project.as_of)
    pieces = support_pieces(project, origin=project.as_of, horizon=horizon)
    cases = {
        key: Counter(case for case, _number in {(p.case, p.number) for p in found}) for key, found in pieces.items()
    }
    several = {key: p for key, p in project.market.placeholders.items() if p.stands_for > 1 and pieces[key]}
    assert several
    for key, placeholder in several.items():
        kinds = project.market.segments[placeholder.deal.segment].support
        assert cases[key] == {kind.name: kind.count * placeholder.stands_for for kind in kinds}
