"""Other companies of the mid-size one's size: each has no fault, and is another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.answers import HERE, another
from roadmap.folder.load import load_project


@pytest.mark.parametrize("seed", range(3))
def test_another_company_has_no_fault_and_its_own_values_gates_and_efforts(seed: int, tmp_path: Path) -> None:
    text = (HERE / "roadmap.yaml").read_text(encoding="utf-8")
    (tmp_path / "roadmap.yaml").write_text(another(text, seed), encoding="utf-8")
    made, known = load_project(tmp_path).project, load_project(HERE).project
    assert made is not None
    assert known is not None
    assert another(text, seed) == another(text, seed) != another(text, seed + 1)
    assert made.market.deals.keys() == known.market.deals.keys()
    pairs = [(deal, known.market.deals[key]) for key, deal in made.market.deals.items()]
    assert all(deal.value != other.value for deal, other in pairs)
    assert any(deal.gates != other.gates for deal, other in pairs)
    assert any(
        feature.work != known.engineering.features[key].work for key, feature in made.engineering.features.items()
    )
