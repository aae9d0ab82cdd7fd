"""Days before the start and after the horizon are counted as truly as those in between."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from roadmap.folder.load import load_project


def test_a_customer_takes_a_release_into_use_after_the_horizon(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text("name: N\nstart: 2026-01-05\nhorizon: 2026-03-27\n", encoding="utf-8")
    project = load_project(tmp_path).project
    assert project is not None
    # Friday 27 March is the last day of the plan; three working days later it is Wednesday 1 April.
    assert project.calendar.add(date(2026, 3, 27), 3) == date(2026, 4, 1)
    assert project.calendar.days_between(date(2025, 12, 22), date(2026, 1, 5)) == 10


def test_years_outside_the_plan_are_not_called_provisional(tmp_path: Path) -> None:
    head = "name: N\nstart: 2026-01-05\nhorizon: 2026-12-31\ncalendar: CN\n"
    (tmp_path / "roadmap.yaml").write_text(head, encoding="utf-8")
    loaded = load_project(tmp_path)
    assert loaded.project is not None
    assert loaded.project.calendar.provisional == ()
    assert "provisional-year" not in {finding.code for finding in loaded.findings}
