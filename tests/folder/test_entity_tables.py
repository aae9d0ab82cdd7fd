"""Tables of features, capabilities, releases and people: what a folder reads in them, and what it asks about."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.supply.dependency import WaitFor
from roadmap.supply.feature import Phase

HEADER = """\
name: Small
start: 2026-01-05
horizon: 2026-12-31
include: [t/*.csv]
segments:
  isv: {name: ISV, target: 3000万, win_rate: 1/3, lead_rate: 60%}
teams:
  core: {name: Core, skill: code, people: 2}
"""
CAPABILITIES = (
    "编号,名称,类别,目前成熟度,同义词\napi,Python API,推理与服务,,PyAPI; Python\ntriton,Triton backend,serving,预览,\n"
)
RELEASES = "id,freeze,ship,cost,fixed\nR1,2026/4/1,2026年4月20日,60万,是\nR2,2026-07-01,2026-07-20,,no\n"
PEOPLE = "id,name,team,skill,skills,first,reserved,ref\nwang,王强,core,code,qa: 50%; go: 80%,2026-02-02,10%,E-7\n"
FEATURES = """\
id,name,team,provides,after,cost,phase,work,skill,effort,crew
fa,Python API,core,Python API: ga,,,design,,code,2,1
fa,,,,,,build,,code,3 / 5 / 9,1-2
fb,Triton,core,triton: ga,fa: interface + 2,20万,build,core,code,10,
fb,Triton,core,triton: ga,,,verify,,qa,2.5,
"""
DEALS = (
    "id,name,customer,segment,stage,value,design_in,needs_design_in\nd,D,C,ISV,商机,100万,2026-09-01,Triton backend\n"
)


def folder(path: Path, **tables: str) -> Path:
    (path / "t").mkdir(exist_ok=True)
    (path / "roadmap.yaml").write_text(HEADER, encoding="utf-8")
    for name, text in tables.items():
        (path / "t" / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def project(path: Path, **tables: str) -> Project:
    loaded = load_project(folder(path, **tables))
    assert loaded.project is not None, loaded.findings
    return loaded.project


def findings(path: Path, **tables: str) -> list[str]:
    return [str(finding) for finding in load_project(folder(path, **tables)).findings]


def test_the_rows_of_a_feature_are_its_work_items_in_their_order(tmp_path: Path) -> None:
    read = project(tmp_path, c=CAPABILITIES, r=RELEASES, f=FEATURES, p=PEOPLE).engineering.features
    assert [item.phase for item in read["fa"].work] == [Phase.DESIGN, Phase.BUILD]
    build = read["fa"].work[1]
    assert (build.effort.low, build.effort.likely, build.effort.high) == (3, 5, 9)
    assert (build.crew.fewest, build.crew.most) == (1, 2)
    assert (read["fb"].work[1].effort.likely, read["fb"].cost) == (Fraction(5, 2), 200)
    (wait,) = read["fb"].after
    assert (wait.feature, wait.wait_for, wait.lag) == ("fa", WaitFor.INTERFACE, 2)


def test_deals_and_features_know_the_capabilities_of_a_table_by_their_names(tmp_path: Path) -> None:
    read = project(tmp_path, c=CAPABILITIES, r=RELEASES, f=FEATURES, p=PEOPLE, d=DEALS)
    (need,) = next(iter(read.market.deals["d"].needs.values()))
    assert need.any_of == ["triton"]
    assert set(read.engineering.features["fa"].provides) == {"api"}
    synonym = project(tmp_path, c=CAPABILITIES, d=DEALS.replace("Triton backend", "PyAPI")).market.deals["d"]
    assert [need.any_of for needs in synonym.needs.values() for need in needs] == [["api"]]
    assert read.market.capabilities["api"].synonyms == ["PyAPI", "Python"]


def test_releases_and_people_are_read_as_people_write_them(tmp_path: Path) -> None:
    read = project(tmp_path, c=CAPABILITIES, r=RELEASES, f=FEATURES, p=PEOPLE).engineering
    first = read.releases["R1"]
    assert (first.freeze, first.ship, first.cost, first.fixed) == (date(2026, 4, 1), date(2026, 4, 20), 600, True)
    wang = read.people["wang"]
    assert (wang.name, wang.first, wang.reserved) == ("王强", date(2026, 2, 2), Fraction(1, 10))
    assert wang.skills == {"qa": Fraction(1, 2), "go": Fraction(4, 5)}


def test_what_could_mean_two_things_is_asked_at_its_cell(tmp_path: Path) -> None:
    told = findings(tmp_path, r="id,freeze,ship\nR1,3/4/2026,2026-04-20\n")
    assert any("t/r.csv:2:4: ambiguous-day" in one for one in told)


def test_rows_of_one_feature_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    wrong = FEATURES.replace("fb,Triton,core,triton: ga,,,verify", "fb,Triton two,core,triton: ga,,,verify")
    told = findings(tmp_path, c=CAPABILITIES, r=RELEASES, p=PEOPLE, f=wrong)
    assert any("t/f.csv:5:4: duplicate-key" in one and "differ in name" in one for one in told)


def test_an_unknown_word_is_a_finding_at_its_cell_and_never_a_guess(tmp_path: Path) -> None:
    told = findings(tmp_path, c=CAPABILITIES.replace("推理与服务", "something"))
    assert any("t/c.csv:2:16: unknown-word" in one for one in told)


def test_several_skills_of_an_item_and_of_a_person_may_be_whole_numbers(tmp_path: Path) -> None:
    work = "id,name,team,provides,phase,skills,effort\nfa,A,core,triton: ga; api: ga,build,code: 1; qa: 2,3\n"
    people = PEOPLE.replace("qa: 50%; go: 80%", "qa: 1; go: 0.8")
    read = project(tmp_path, c=CAPABILITIES, r=RELEASES, f=work, p=people).engineering
    assert read.features["fa"].work[0].skills == {"code": 1, "qa": 2}
    assert read.people["wang"].skills == {"qa": 1, "go": Fraction(4, 5)}
