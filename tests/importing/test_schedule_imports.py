"""Schedules brought into a folder: what we export comes back, and what no schedule says is asked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from requirements.errors import InputFault
from roadmap.folder.load import load_project
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import suggest_mapping
from roadmap.operations.telling.export import export
from roadmap.plans.document import Plan
from tests.importing.test_schedules import MSPDI, flat, link
from tests.sample_plan import sample_plan


def folder(path: Path, plan: Plan) -> Path:
    """A folder with the teams and the capabilities of a plan, and no features."""
    path.mkdir()
    teams = "".join(f"  {team.id}: {{name: T, skill: {team.skill}, people: 2}}\n" for team in plan.teams)
    needed = dict.fromkeys(key for feature in plan.features for key in feature.provides)
    capabilities = "".join(f"  {key}: {{name: {key} name, kind: serving}}\n" for key in needed)
    releases = "".join(f"  {one.id}: {{freeze: {one.freeze}, ship: {one.ship}}}\n" for one in plan.releases)
    (path / "roadmap.yaml").write_text(
        f"name: Small\nstart: {plan.start}\nhorizon: {plan.horizon}\ninclude: [features/*.csv]\nteams:\n{teams}"
        f"capabilities:\n{capabilities}releases:\n{releases}",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("form", "ending"), [("mspdi", "xml"), ("taskjuggler", "tjp")])
def test_what_is_exported_comes_back_the_same(tmp_path: Path, form: str, ending: str) -> None:
    plan = sample_plan()
    place = folder(tmp_path / "company", plan)
    file = tmp_path / f"plan.{ending}"
    file.write_text(export(plan, form), encoding="utf-8")
    mapping = suggest_mapping(file, folder=place)
    assert mapping.questions == 0, mapping.text
    imported = import_file(mapping.target, file)
    assert sorted(imported.rows.values()) == sorted(feature.id for feature in plan.features)
    loaded = load_project(place)
    assert loaded.project is not None, loaded.findings
    for line in plan.features:
        again = loaded.project.engineering.features[line.id]
        assert (again.name, again.team, again.variant) == (line.name, line.team, line.variant)
        assert again.provides == line.provides
        assert {(one.feature, one.wait_for, one.lag) for one in again.after} == {
            (one.feature, one.wait_for, one.lag) for one in line.after
        }
        assert [(one.phase, one.name, one.effort.likely) for one in again.work] == [
            (one.phase, one.name, one.effort) for one in line.work
        ]
        people = [{skill: crew.fewest for skill, crew in one.lines.items()} for one in again.work]
        # what is done has no crew any more; an item takes at least one
        assert people == [{skill: max(1, count) for skill, count in one.people_by_skill.items()} for one in line.work]
    twice = import_file(mapping.target, file)
    assert (twice.written, twice.changes) == (False, ())


def test_a_foreign_schedule_asks_for_what_no_schedule_says_and_then_imports(tmp_path: Path) -> None:
    plan = sample_plan()
    place = folder(tmp_path / "company", plan)
    file = tmp_path / "project.xml"
    file.write_text(flat(MSPDI).replace("LINKS", link(1, 4, 4800)), encoding="utf-8")
    suggested = suggest_mapping(file, folder=place)
    assert suggested.questions > 0
    with pytest.raises(InputFault):
        import_file(suggested.target, file)
    team, capability = plan.teams[0].id, next(iter(plan.features[0].provides))
    text = suggested.text.replace('maturity: "?"', "maturity: ga").replace('team: {always: "?"}', f"team: {team}")
    text = re.sub(r'(Driver|Profiler): "\?"', rf"\1: {capability}", text)
    text = text.replace(f"team: {team}", f"team: {{always: {team}}}").replace('"?"', plan.teams[0].skill)
    suggested.target.write_text(text, encoding="utf-8")
    imported = import_file(suggested.target, file)
    assert len(imported.rows) == 2
    loaded = load_project(place)
    assert loaded.project is not None, loaded.findings
    driver, profiler = (loaded.project.engineering.features[key] for key in ("f-2", "f-5"))
    assert [float(one.effort.likely) for one in driver.work] == [10, 5]
    assert [float(one.effort.likely) for one in profiler.work] == [4.5]  # 4.5625 days, to the half day
    assert [(one.feature, one.lag) for one in profiler.after] == [("f-2", 1)]


def test_milestones_of_a_schedule_can_be_releases(tmp_path: Path) -> None:
    place = folder(tmp_path / "company", sample_plan())
    file = tmp_path / "project.xml"
    file.write_text(MSPDI.replace("LINKS", ""), encoding="utf-8")
    suggested = suggest_mapping(file, folder=place, into="releases")
    suggested.target.write_text(suggested.text.replace('"?"', "10 workdays"), encoding="utf-8")
    imported = import_file(suggested.target, file)
    assert imported.rows == {"6": "V1"}
    assert "2026-06-16,2026-06-30" in imported.target.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("tj3") is None, reason="TaskJuggler is not installed")
def test_taskjuggler_takes_what_is_exported(tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - only where it is installed

    file = tmp_path / "plan.tjp"
    file.write_text(export(sample_plan(), "taskjuggler"), encoding="utf-8")
    done = subprocess.run(
        ["tj3", "--silent", "-o", str(tmp_path), str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_project_in_two_bytes_a_sign_is_read(tmp_path: Path) -> None:
    place = folder(tmp_path / "company", sample_plan())
    file = tmp_path / "project.xml"
    text = MSPDI.replace("LINKS", "").replace("UTF-8", "UTF-16")
    file.write_bytes(text.encode("utf-16"))
    assert "into: features" in suggest_mapping(file, folder=place).text
