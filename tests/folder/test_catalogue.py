"""A folder that says `catalogue: true`: what it lacks is taken, what it states itself wins, and both fit together."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from requirements.catalogue import catalogue_profiles
from requirements.gate import Maturity
from roadmap.folder.catalogue import catalogue_features, catalogue_ids, catalogue_teams, shortest_days, total_effort
from roadmap.folder.load import Loaded
from roadmap.folder.project import Project
from roadmap.supply.feature import Feature
from tests.folder.folders import load

HEAD = """\
name: Taken
start: 2026-01-05
horizon: 2026-12-31
catalogue: true
segments:
  isv: {name: ISV, target: 3000万, win_rate: 1/3, lead_rate: 2/3}
releases: {R1: {freeze: 2026-09-15, ship: 2026-09-29}}
"""
EVERYBODY = "teams:\n" + "".join(f"  {skill}: {{name: T, skill: {skill}, people: 9}}\n" for skill in catalogue_teams())


def deal(*needs: str) -> str:
    lines = "".join(f"        - {need}\n" for need in needs)
    return (
        "deals:\n  a:\n    name: A\n    customer: A\n    segment: isv\n    stage: lead\n    value: 1\n"
        f"    gates: {{design_in: 2026-11-02}}\n    needs:\n      design_in:\n{lines}"
    )


def taken(folder: Path, *texts: str) -> Loaded:
    return load(folder, {"roadmap.yaml": HEAD + "".join(texts)})


def project(folder: Path, *texts: str) -> Project:
    loaded = taken(folder, *texts)
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    return loaded.project


def test_a_need_brings_the_capability_and_every_way_to_it(tmp_path: Path) -> None:
    found = project(tmp_path, EVERYBODY, deal("mlflow"))
    # The ways to mlflow are one; it waits for the Python API, that for its first cut and for the C API's design.
    assert list(found.engineering.features) == ["python-api-preview", "c-cpp-api-ga", "python-api-ga", "mlflow-adapted"]
    assert set(found.market.capabilities) == {"mlflow", "python-api", "c-cpp-api"}


def test_nothing_is_taken_for_what_nobody_names(tmp_path: Path) -> None:
    found = project(tmp_path, EVERYBODY, "capabilities: {mine: {name: M, kind: serving, ready: ga}}\n", deal("mine"))
    assert found.engineering.features == {}
    assert list(found.market.capabilities) == ["mine"]


def test_without_the_line_nothing_is_taken_and_the_hint_says_where_it_is(tmp_path: Path) -> None:
    text = HEAD.replace("catalogue: true\n", "") + EVERYBODY + deal("mlflow", "mlfow")
    first, second = load(tmp_path, {"roadmap.yaml": text}).findings
    assert (first.code, first.message) == ("unknown-reference", "there is no capability mlflow")
    assert "`catalogue: true`" in first.hint
    assert "`roadmap catalogue mlflow --for DIR`" in first.hint
    assert second.hint == "Did you mean mlflow?"


def test_a_profile_of_the_catalogue_is_found_there_and_other_sections_are_not(tmp_path: Path) -> None:
    profile = next(iter(catalogue_profiles()))
    text = HEAD.replace("catalogue: true\n", "").replace("lead_rate: 2/3}", f"lead_rate: 2/3, profile: {profile}}}")
    hints = [one.hint for one in load(tmp_path, {"roadmap.yaml": text}).findings if one.code == "unknown-reference"]
    assert hints == [
        "The catalogue contains it. State `catalogue: true` in roadmap.yaml, or copy it into a file that you include: "
        f"`roadmap catalogue {profile} --for DIR`."
    ]
    assert (catalogue_ids("features"), catalogue_ids("teams")) == ([], [])


def test_a_feature_takes_as_long_as_its_items_after_each_other_with_as_many_people_as_help() -> None:
    # Three people on 20 days lose 2 x 8 %: 20 x 1.16 / 3 = 7.7, so 8 days. The wait of 10 calendar days takes 7 of them
    # as working days, the other wait 3, and the last item, which one person does, 2.5 days, so 3: 21 in all.
    work = [
        {"phase": "build", "skill": "a", "effort": [10, 20, 40], "crew": [1, 3]},
        {"phase": "build", "wait": "10 calendar days"},
        {"phase": "build", "wait": 3},
        {"phase": "verify", "skill": "a", "effort": 2.5},
    ]
    feature = Feature.model_validate({"name": "F", "team": "t", "provides": {"api": "ga"}, "work": work})
    assert shortest_days(feature) == 8 + 7 + 3 + 3
    assert total_effort(feature) == (Fraction(25, 2), Fraction(45, 2), Fraction(85, 2))


def test_an_entry_of_the_folder_replaces_the_whole_entry_of_the_catalogue(tmp_path: Path) -> None:
    own = "capabilities: {mlflow: {name: Registry, kind: operations}}\n"
    found = project(tmp_path, EVERYBODY, own, deal("mlflow"))
    assert found.market.capabilities["mlflow"].name == "Registry"
    assert found.market.capabilities["mlflow"].description is None  # not filled up from the catalogue
    assert "mlflow-adapted" in found.engineering.features  # but the folder has no way to it, so the catalogue's stay


def test_a_feature_of_the_folder_is_its_way_and_the_only_one(tmp_path: Path) -> None:
    work = "work: [{phase: build, skill: cloud, effort: 9}]"
    own = f"features: {{f: {{name: F, team: cloud, provides: {{mlflow: ga}}, {work}}}}}\n"
    found = project(tmp_path, EVERYBODY, own, deal("mlflow"))
    assert list(found.engineering.features) == ["f"]


def test_what_the_folder_provides_is_waited_for_there(tmp_path: Path) -> None:
    own = (
        "features: {py: {name: P, team: runtime, provides: {python-api: ga},"
        " work: [{phase: design, skill: runtime, effort: 2}, {phase: build, skill: runtime, effort: 9}]}}\n"
    )
    found = project(tmp_path, EVERYBODY, own, deal("mlflow"))
    assert list(found.engineering.features) == ["py", "mlflow-adapted"]
    assert [wait.feature for wait in found.engineering.features["mlflow-adapted"].after] == ["py"]
    assert [wait.feature for wait in catalogue_features()["mlflow-adapted"].after] == ["python-api-ga"]


def test_what_is_ready_is_not_waited_for(tmp_path: Path) -> None:
    own = "capabilities: {python-api: {name: P, kind: serving, ready: proven}}\n"
    found = project(tmp_path, EVERYBODY, own, deal("mlflow"))
    assert found.engineering.features["mlflow-adapted"].after == []
    assert found.market.capabilities["python-api"].ready is Maturity.PROVEN


def test_a_step_that_is_ready_is_left_out(tmp_path: Path) -> None:
    own = "capabilities: {smi: {name: S, kind: operations, ready: preview}}\n"
    found = project(tmp_path, EVERYBODY, own, deal("smi"))
    assert list(found.engineering.features) == ["smi-ga", "smi-proven"]  # the first cut is behind us


def test_a_profile_comes_with_all_that_it_names(tmp_path: Path) -> None:
    text = HEAD.replace("lead_rate: 2/3}", "lead_rate: 2/3, profile: internet}") + EVERYBODY
    loaded = load(tmp_path, {"roadmap.yaml": text})
    assert loaded.project is not None
    assert list(loaded.project.market.profiles) == ["internet"]
    assert {"grey-release-kit", "backend-porting-kit"} <= set(loaded.project.market.capabilities)
    assert {finding.code for finding in loaded.findings} == {"no-deals"}


def test_a_feature_that_the_folder_waits_for_is_taken_too(tmp_path: Path) -> None:
    own = (
        "capabilities: {mine: {name: M, kind: serving}}\n"
        "features: {f: {name: F, team: cloud, provides: {mine: ga}, after: [smi-ga],"
        " work: [{phase: build, skill: cloud, effort: 9}]}}\n"
    )
    found = project(tmp_path, EVERYBODY, own, deal("mine"))
    assert list(found.engineering.features) == ["f", "smi-ga"]


def test_ways_that_nobody_can_build_are_left_out_with_a_warning_for_each_skill(tmp_path: Path) -> None:
    without_go = EVERYBODY.replace("  cloud: {name: T, skill: cloud, people: 9}\n", "")
    loaded = taken(tmp_path, without_go, deal("k8s-device-plugin"))
    assert loaded.project is not None
    # The partner's way takes no Go: what remains is that and SMI, whose design it waits for.
    assert list(loaded.project.engineering.features) == ["smi-ga", "device-plugin-partner"]
    (finding,) = loaded.findings
    assert (finding.code, finding.severity.value, finding.place.line) == ("skill-nobody", "warning", 4)
    assert "device-plugin-built, device-plugin-proven, device-plugin-adapted" in finding.message


@pytest.mark.parametrize(
    "staff",
    [
        "  go: {name: Go, skill: cloud, hires: [{first: 2026-03-02, people: 1}]}\n",
        "  go: {name: Go, skill: other}\npeople: {lin: {name: Lin, team: go, skill: cloud}}\n",
        "  go: {name: Go, skill: cloud}\npeople: {lin: {name: Lin, team: go}}\n",
    ],
)
def test_a_hire_and_a_person_have_a_skill_too(tmp_path: Path, staff: str) -> None:
    without_go = EVERYBODY.replace("  cloud: {name: T, skill: cloud, people: 9}\n", "")
    assert (
        "device-plugin-built" in project(tmp_path, without_go + staff, deal("k8s-device-plugin")).engineering.features
    )


def test_places_in_the_catalogue_say_so(tmp_path: Path) -> None:
    found = project(tmp_path, EVERYBODY, deal("mlflow"))
    place = found.places["features", "mlflow-adapted", "upkeep"]
    assert place.file == "<catalogue>/data-centre.yaml"
    assert place.line > 1


def test_the_digest_counts_the_catalogue_only_where_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = HEAD.replace("catalogue: true\n", "")
    before = {text: load(tmp_path, {"roadmap.yaml": text}).project for text in (HEAD, plain)}
    monkeypatch.setattr("roadmap.folder.load.catalogue_texts", lambda: {"serving.yaml": "another version"})
    after = {text: load(tmp_path, {"roadmap.yaml": text}).project for text in (HEAD, plain)}
    digests = {text: (one.digest, two.digest) for text in before if (one := before[text]) and (two := after[text])}
    assert digests[HEAD][0] != digests[HEAD][1]
    assert digests[plain][0] == digests[plain][1]


def test_a_folder_with_an_unreadable_file_takes_nothing(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": HEAD + "include: [gone.yaml]\n" + deal("mlflow")})
    assert [finding.code for finding in loaded.findings] == ["include-missing"]
    assert loaded.counts["features"] == 0
