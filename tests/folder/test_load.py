"""Loading a folder: what becomes of what the files say."""

from __future__ import annotations

import gc
from contextvars import copy_context
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from requirements.finding import Place
from requirements.gate import Gate, Importance, Maturity
from roadmap.folder.load import collect_folder, load_project
from roadmap.folder.project import Project
from roadmap.folder.span import years_later
from roadmap.folder.texts.collected import Places
from tests.folder.folders import DEALS, HEADER, MORE, SMALL, VALID, load, told, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    loaded = load(tmp_path, SMALL)
    assert told(loaded) == []
    assert loaded.project is not None
    return loaded.project


def test_entries_of_all_files_are_put_together(tmp_path: Path) -> None:
    counts = load(tmp_path, SMALL).counts
    assert {key: counts[key] for key in ("files", "deals", "features", "people", "pins")} == {
        "files": 3,
        "deals": 2,
        "features": 2,
        "people": 1,
        "pins": 2,
    }


def test_a_deal_in_yaml_reads_as_written(project: Project) -> None:
    deal = project.market.deals["D1"]
    assert deal.value == 2_000  # 200万 yuan are 2,000 thousand
    assert deal.win_probability == Fraction(3, 5)
    assert deal.gates == {Gate.EVALUATION: date(2026, 4, 1), Gate.DESIGN_IN: date(2026, 7, 1)}
    first, second = deal.needs[Gate.DESIGN_IN]
    assert (first.any_of, first.maturity, first.importance) == (["triton", "api"], Maturity.GA, Importance.BREAKER)
    assert (second.any_of, second.importance, second.drop) == (["docs"], Importance.CHALLENGE, Fraction(1, 5))
    assert deal.situation == "Replaces what it has, in Python."


def test_a_deal_in_csv_reads_the_same_way(project: Project) -> None:
    deal = project.market.deals["D2"]
    assert (deal.name, deal.value, deal.win_probability, deal.lead_time) == ("Gate, north", 50, None, 5)
    assert [need.any_of for need in deal.needs[Gate.DESIGN_IN]] == [["triton"], ["docs"]]
    assert deal.needs[Gate.DESIGN_IN][1].importance is Importance.NICE
    assert deal.situation is None


def test_a_cadence_becomes_releases_and_a_day_off_moves_them(project: Project) -> None:
    releases = project.engineering.releases
    # Every six weeks from Friday 2026-05-01, which is off: Monday 05-04, then 06-12, 07-24, 09-04, 10-16 and 11-27.
    assert list(releases) == ["R0", "T1", "T2", "T3", "T4", "T5", "T6"]
    assert releases["T1"].ship == date(2026, 5, 4)
    assert releases["T2"].ship == date(2026, 6, 12)
    assert releases["T2"].freeze == date(2026, 5, 29)  # ten working days earlier
    assert releases["T6"].ship == date(2026, 11, 27)
    assert all(release.cost == 150 for key, release in releases.items() if key != "R0")


def test_releases_are_in_order_of_their_ship_days(tmp_path: Path) -> None:
    releases = "releases:\n  B: {freeze: 2026-06-01, ship: 2026-06-08}\n  A: {freeze: 2026-03-02, ship: 2026-03-09}\n"
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + releases})
    assert loaded.project is not None
    assert list(loaded.project.engineering.releases) == ["A", "B"]


def test_a_release_on_a_day_off_moves_to_the_next_working_day(tmp_path: Path) -> None:
    text = HEADER + "calendar: {days_off: [2026-06-05]}\nreleases:\n  A: {freeze: 2026-06-05, ship: 2026-06-13}\n"
    loaded = load(tmp_path, {"roadmap.yaml": text})
    assert loaded.project is not None
    release = loaded.project.engineering.releases["A"]
    assert (release.freeze, release.ship) == (date(2026, 6, 8), date(2026, 6, 15))  # both Mondays


def test_a_release_before_the_start_stays_where_it_was(tmp_path: Path) -> None:
    text = HEADER + "releases:\n  A: {freeze: 2025-12-06, ship: 2025-12-07}\n"  # a weekend, long past
    loaded = load(tmp_path, {"roadmap.yaml": text})
    assert loaded.project is not None
    assert loaded.project.engineering.releases["A"].ship == date(2025, 12, 7)


def test_a_cadence_that_would_ship_after_its_last_day_stops(tmp_path: Path) -> None:
    # 2026-12-26 is a Saturday; the next working day, Monday 12-28, is after the last day.
    cadence = "cadences:\n  - {prefix: R, first: 2026-12-12, last: 2026-12-26, weeks: 2, freeze: 5}\n"
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + cadence})
    assert loaded.project is not None
    assert list(loaded.project.engineering.releases) == ["R1"]


def test_a_cadence_from_before_the_start_keeps_its_numbers(tmp_path: Path) -> None:
    cadence = "cadences:\n  - {prefix: R, first: 2025-12-05, last: 2026-02-06, weeks: 4, freeze: 5}\n"
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + cadence})
    assert loaded.project is not None
    assert {key: release.ship for key, release in loaded.project.engineering.releases.items()} == {
        "R1": date(2025, 12, 5),
        "R2": date(2026, 1, 2),
        "R3": date(2026, 1, 30),
    }


def test_the_as_of_day_that_is_asked_for_wins(tmp_path: Path) -> None:
    loaded = load(tmp_path, SMALL, as_of=date(2026, 3, 2))
    assert loaded.project is not None
    assert loaded.project.as_of == date(2026, 3, 2)


def test_an_as_of_day_beyond_the_horizon_is_an_error_even_if_the_file_states_none(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": HEADER}, as_of=date(2027, 1, 1))
    assert told(loaded) == ["roadmap.yaml:1:1: as-of-after-horizon"]
    assert loaded.project is None


def test_an_empty_as_of_is_the_start(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + "as_of:\n"})
    assert loaded.project is not None
    assert loaded.project.as_of == date(2026, 1, 5)


def test_every_part_has_its_place(project: Project) -> None:
    places = project.places
    assert places[("deals", "D1")] == Place("roadmap.yaml", 19, 3)
    assert places[("deals", "D1", "gates", "design_in")] == Place("roadmap.yaml", 28, 18)
    assert places[("deals", "D1", "needs", "design_in", 1)] == Place("roadmap.yaml", 33, 11)
    assert places[("deals", "D2", "value")] == Place("deals.csv", 2, 34)
    assert places[("pins", 1)] == Place("more.yaml", 38, 5)
    assert places[("releases", "T3")] == Place("more.yaml", 30, 5)
    assert places[("horizon",)] == Place("roadmap.yaml", 3, 10)


def test_places_can_be_listed_and_counted(project: Project) -> None:
    listed = list(project.places)
    assert len(listed) == len(project.places) == len(set(listed))
    assert ("calendar", "days_off", 0) in listed
    assert all(isinstance(project.places[path], Place) for path in listed)


@pytest.mark.parametrize("path", [("deals", "D9"), ("deals", "D1", "value", "x"), ("pins", 2), ("pins", 0, 1), ("no",)])
def test_what_is_not_stated_has_no_place(project: Project, path: tuple[str | int, ...]) -> None:
    assert project.places.get(path) is None


def test_the_nearest_place_is_that_of_what_holds_it(project: Project) -> None:
    assert isinstance(project.places, Places)
    assert project.places.nearest(("deals", "D1", "lead_time")) == Place("roadmap.yaml", 19, 3)
    assert project.places.nearest(("releases", "T1", "ship")) == Place("more.yaml", 30, 5)


def test_the_digest_depends_on_names_and_contents_only(tmp_path: Path) -> None:
    digests = []
    for number, files in enumerate([SMALL, SMALL, SMALL | {"more.yaml": MORE + "# changed\n"}]):
        loaded = load(tmp_path / str(number), files)
        assert loaded.project is not None
        digests.append(loaded.project.digest)
    assert digests[0] == digests[1] != digests[2]


def test_a_pattern_includes_files_in_order_and_each_once(tmp_path: Path) -> None:
    deal = """\
deals:
  {id}: {{name: N, customer: C{id}, segment: isv, stage: lead, value: 1, gates: {{signing: 2026-06-01}}}}
"""
    segment = "segments: {isv: {name: I, target: 1, win_rate: 1, lead_rate: 1}}\n"
    loaded = load(
        tmp_path,
        {
            "roadmap.yaml": HEADER + "include: [deals/b.yaml, deals/*, '**/*.yaml', roadmap.yaml]\n" + segment,
            "deals/a.yaml": deal.format(id="A"),
            "deals/b.yaml": deal.format(id="B"),
        },
    )
    assert loaded.project is not None
    assert list(loaded.project.market.deals) == ["B", "A"]
    assert loaded.counts["files"] == 3


def test_gb18030_files_are_read_when_asked_for(tmp_path: Path) -> None:
    files = {name: str(text).encode("gb18030") for name, text in SMALL.items()}
    assert load(tmp_path, dict(files)).project is None
    loaded = load(tmp_path, dict(files), encoding="gb18030")
    assert loaded.project is not None
    assert loaded.project.market.deals["D1"].value == 2_000


def test_sections_may_be_empty(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + "deals:\npins:\nfeatures: {}\n"})
    assert told(loaded) == ["roadmap.yaml:1:7: no-deals"]
    assert loaded.project is not None


def test_a_folder_without_roadmap_yaml_says_so(tmp_path: Path) -> None:
    loaded = load_project(tmp_path / "nowhere")
    assert told(loaded) == ["roadmap.yaml: file-missing"]
    assert loaded.project is None
    assert loaded.counts == {"files": 0}


def test_29_february_becomes_28_where_there_is_none() -> None:
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_a_plan_may_span_fifteen_years_to_the_day(tmp_path: Path) -> None:
    text = "name: Long\nstart: 2028-02-29\nhorizon: 2043-02-28\n"
    assert load(tmp_path, {"roadmap.yaml": text}).project is not None


def test_files_that_cannot_be_read_do_not_make_every_reference_a_fault(tmp_path: Path) -> None:
    loaded = load(tmp_path, SMALL | {"more.yaml": "teams: [\n"})
    assert told(loaded) == ["more.yaml:2:1: yaml-syntax"]


def test_a_faulty_entry_is_no_unknown_reference(tmp_path: Path) -> None:
    loaded = load(tmp_path, SMALL | {"roadmap.yaml": VALID.replace("kind: knowledge", "kind: knowing")})
    assert [finding.code for finding in loaded.findings] == ["unknown-word"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems_count_as_lines(tmp_path: Path, newline: str) -> None:
    text = (HEADER + "horizont: 1\n").replace("\n", newline)
    assert told(load(tmp_path, {"roadmap.yaml": text})) == ["roadmap.yaml:4:1: unknown-field"]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir()))
def test_the_shipped_examples_have_no_errors(name: str) -> None:
    loaded = load_project(ROOT / "examples" / name)
    assert loaded.project is not None, told(loaded)
    assert all(finding.severity != "warning" for finding in loaded.findings), told(loaded)


def test_a_table_with_chinese_headings_reads_the_same(tmp_path: Path) -> None:
    head = "编号,名称,客户,客户类型,阶段,金额,赢率,导入周期,负责人,情况,评估,导入,评估需求,导入需求\n"
    rows = DEALS.split("\n", 1)[1]
    english, chinese = (
        load(tmp_path / "en", SMALL).project,
        load(tmp_path / "zh", SMALL | {"deals.csv": head + rows}).project,
    )
    assert english is not None
    assert chinese is not None
    assert english.market == chinese.market
    write(tmp_path / "zh", {"deals.csv": (head + rows).encode("gb18030")})
    again = load_project(tmp_path / "zh").project
    assert again is not None
    assert again.market == english.market


def test_the_garbage_collector_of_the_process_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden() -> None:
        raise AssertionError("a library does not stop the collector of its process")

    monkeypatch.setattr(gc, "disable", forbidden)
    before = gc.isenabled(), gc.get_threshold()
    load(tmp_path, SMALL)
    assert (gc.isenabled(), gc.get_threshold()) == before


def test_the_entries_of_a_folder_are_there_whatever_is_wrong_with_it(tmp_path: Path) -> None:
    assert collect_folder(tmp_path) is None
    faulty = SMALL | {"roadmap.yaml": str(SMALL["roadmap.yaml"]).replace("start: ", "begin: ")}
    collected = collect_folder(write(tmp_path / "f", faulty))
    assert collected is not None
    whole = collect_folder(write(tmp_path / "w", SMALL))
    assert whole is not None
    assert list(collected.features) == list(whole.features) != []
    assert str(whole.header_place("horizon")) == "roadmap.yaml:3:10"
    assert [leave.first for leave in whole.people["lin"].leave] == [date(2026, 5, 6)]


@pytest.mark.parametrize(
    ("policy", "said"),
    [("{language: zh}", "缺少字段 horizon"), ("{language: xx}", "the field horizon"), ("zh", "the field horizon")],
)
def test_a_folder_is_told_its_faults_in_the_language_that_it_asks_for(policy: str, said: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"roadmap.yaml": f"name: X\nstart: 2026-01-05\npolicy: {policy}\n"}
    findings = copy_context().run(lambda: load(tmp_path, files).findings)
    assert said in next(one.message for one in findings if one.code == "missing-field")
