"""The same result by either door: every verb as a command and as a function, on the same folder."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

import roadmap
from roadmap.cli.program import summaries
from roadmap.cli.terminal.findings import as_records
from tests.cli.command import run
from tests.cli.rivals_folder import RIVALS, rivals_folder
from tests.importing.imports import HEAD, ROWS, Company
from tests.operations.doors import copied, plain, search_here, told
from tests.plan_files import plan_text
from tests.simulate.test_quote import MORE, NEW

LATER = "2026-01-12"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with its plan; nobody writes to it."""
    return rivals_folder(tmp_path_factory.mktemp("doors") / "rivals").parent


@pytest.fixture
def folder(planned: Path, tmp_path: Path) -> Path:
    """A copy of it that may be written to."""
    return copied(planned, tmp_path / "folder")


@pytest.fixture(autouse=True)
def _search_here(monkeypatch: pytest.MonkeyPatch) -> None:
    search_here(monkeypatch)


def test_every_command_that_is_an_operation_has_its_function() -> None:
    for_terminals = {"demo", "init", "catalogue", "schema", "completion", "serve"}
    other = {"load": "workload", "import": "import_file"}  # `roadmap.load` reads a folder, and `import` is Python's own
    verbs = {other.get(name, name) for name in summaries() if name not in for_terminals}
    assert {"check", "plan", "workload"} <= verbs <= set(roadmap.__all__)


def test_check(planned: Path) -> None:
    checked = roadmap.check(planned)
    assert told("check", planned) == {"findings": plain(as_records(checked.findings)), "counts": checked.counts}
    assert checked.is_good()


def test_check_of_a_faulty_folder(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(RIVALS.replace("skill: code", "skil: code"), encoding="utf-8")
    checked = roadmap.check(tmp_path)
    shown = run("check", tmp_path)
    assert shown.exit_code == 3
    assert not checked.is_good()
    assert checked.errors
    assert all(str(finding) in shown.stdout for finding in checked.errors)
    with pytest.raises(roadmap.InputFault) as fault:
        roadmap.load(tmp_path)
    assert fault.value.findings == list(checked.findings)


def test_edit(folder: Path) -> None:
    shown = told("edit", folder, "deals.d.value=250", "--dry-run")
    made = roadmap.edit(folder, {"deals.d.value": 250})
    assert [shown["diff"], shown["hashes"]] == [made.diff, dict(made.hashes)]
    assert roadmap.load(folder).project.market.deals["d"].value == 250
    with pytest.raises(roadmap.EditedMeanwhile, match=r"deals\.d was changed"):
        roadmap.edit(folder, {"deals.d.value": 300}, if_match="0")


def test_keep_and_minutes(folder: Path) -> None:
    (folder / "s.yaml").write_text("set: {deals.d.value: 250}\n", encoding="utf-8")
    found = roadmap.minutes(folder, folder / "s.yaml", effort=0)
    assert run("minutes", folder, folder / "s.yaml", "--effort", "0").stdout == found.markdown()
    shown = told("keep", folder, folder / "s.yaml", "--dry-run")
    kept = roadmap.keep(folder, folder / "s.yaml")
    assert [shown["diff"], shown["changes"]] == [kept.edits.diff, list(kept.sentences)]
    assert roadmap.load(folder).project.market.deals["d"].value == 250


def test_plan(planned: Path, tmp_path: Path) -> None:
    one, other = copied(planned, tmp_path / "one"), copied(planned, tmp_path / "other")
    for path in (one, other):
        (path / "plan.json").unlink()
    shown = told("plan", one, "--time", "20", "--workers", "1", "--quiet")
    found = roadmap.plan(other, roadmap.Options(seconds=20, workers=1), output=other / "plan.json")
    assert roadmap.read_plan(one) == roadmap.read_plan(other) == found.plan
    assert (shown["saved"] > 0, shown["headline"]) == (found.saved > 0, plain(found.plan.headline.model_dump()))
    again = roadmap.plan(other, roadmap.Options(seconds=20, workers=1), output=other / "plan.json")
    assert again.kept
    assert plain(again.began) == told("plan", one, "--time", "20", "--workers", "1", "-q")["began_with"] | {
        "file": str(other / "plan.json")
    }


def test_a_folder_that_was_read_is_not_read_in_another_way(planned: Path) -> None:
    folder = roadmap.load(planned, as_of=date(2026, 1, 7))
    assert roadmap.forecast(folder).as_of == date(2026, 1, 7)
    for call in (roadmap.forecast, roadmap.plan, roadmap.track):
        with pytest.raises(roadmap.UsageFault, match="is loaded already"):
            call(folder, as_of=date(2026, 1, 8))


def test_without_an_output_nothing_is_written(folder: Path) -> None:
    (folder / "plan.json").unlink()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    found = roadmap.plan(roadmap.load(folder), roadmap.Options(seconds=20, workers=1))
    assert found.plan.headline.value == 250
    assert found.file is None
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    saved = roadmap.save(found.plan, folder / "kept.json")
    assert roadmap.read_plan(saved) == found.plan


def test_a_plan_is_not_saved_over_anything_else(folder: Path) -> None:
    (folder / "notes.json").write_text("{}", encoding="utf-8")
    with pytest.raises(roadmap.RoadmapError, match=r"notes\.json"):
        roadmap.save(roadmap.read_plan(folder), folder / "notes.json")
    assert (folder / "notes.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("subject", ["d", "a", "R1", "code", "2026-W03"])
def test_explain(planned: Path, subject: str) -> None:
    shown = told("explain", planned, subject, "--time", "60")
    first: list[roadmap.Explained] = []
    found = roadmap.explain(planned, subject, seconds=60, on_reasons=first.append)
    assert shown == plain({"kind": found.kind, "id": found.id, "sentences": found.sentences, **found.record})
    assert found.sentences[: len(first[0].reasons)] == first[0].reasons
    typed = found.repairs if found.kind == "deal" else found.prices
    records = found.record["repairs" if found.kind == "deal" else "prices"]
    assert plain(typed.records()) == [
        {key: value for key, value in one.items() if key != "text"} for one in plain(records)
    ]
    assert bool(typed) is (found.kind != "week")  # of a week nothing is priced


def test_prices(planned: Path) -> None:
    shown = told("prices", planned, "--time", "60", "--only", "skills", "-q")
    found = roadmap.prices(planned / "plan.json", seconds=60, only=["skills"])
    assert shown["prices"] == plain(found.records())
    assert (shown["value"], shown["base"], shown["bound"]) == (found.value, found.base, found.bound)


def test_simulate(folder: Path) -> None:
    shown = told("simulate", folder, "--runs", "500", "--seed", "7", "-q")
    found = roadmap.simulate(folder / "plan.json", runs=500, seed=7)
    assert shown.pop("file") == str(folder / "plan.chances.json")
    assert shown == {name: part for name, part in plain(found.record()).items() if name != "schema_version"}


def test_whatif(planned: Path) -> None:
    shown = told("whatif", planned, "--set", "people.+1:code", "--time", "5", "--workers", "1", "-q")
    options = roadmap.Options(seconds=5, workers=1)
    found = roadmap.whatif(planned, ["people.+1:code"], options=options)
    assert shown == plain({**found.compared.model_dump(mode="json"), "beaten": found.beaten})
    mapped = roadmap.whatif(planned, {"deals.d.value": 400}, options=options)
    assert [plan.headline.value for plan in mapped.plans] == [250, 300]  # now either: 200 in time, 100 late


def test_quote(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(MORE, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    roadmap.plan(tmp_path, roadmap.Options(seconds=10, workers=1), output=tmp_path / "plan.json")
    shown = told("quote", tmp_path, "--deal", tmp_path / "new.yaml", "--time", "10", "--workers", "1", "-q")
    found = roadmap.quote(tmp_path, tmp_path / "new.yaml", seconds=10, workers=1)
    assert shown | {"seconds": 0} == plain(found.quote.model_dump(mode="json")) | {"seconds": 0}
    assert found.fresh


def test_publish_compare_and_track(folder: Path) -> None:
    other = copied(folder, folder.with_name("other"))
    shown, published = told("publish", folder), roadmap.publish(other)
    assert (shown["promises"], shown["replaced"]) == (len(published.promises), published.moved is not None)
    assert (folder / "baseline.json").read_bytes() == published.file.read_bytes()
    (folder / "later.json").write_bytes((folder / "plan.json").read_bytes())
    told("plan", folder, "--as-of", LATER, "-o", folder / "later.json", "--time", "20", "--workers", "1", "-q")
    compared = roadmap.compare(folder / "plan.json", folder / "later.json")
    shown = told("compare", folder / "plan.json", folder / "later.json")
    assert shown["comparison"] == plain(asdict(compared.comparison))
    assert shown["empty"] == compared.comparison.is_empty
    quarter = roadmap.track(folder, quarter="2026Q1")
    shown = told("track", folder, "--quarter", "2026Q1")
    assert shown["learned"] == plain(asdict(quarter.learned))
    assert quarter.work is not None
    assert shown["planned"] == plain(asdict(quarter.work))


def test_forecast_and_workload(planned: Path) -> None:
    found = roadmap.forecast(planned, plan=planned)
    assert told("forecast", planned, "--plan", planned)["forecast"] == plain(found.funnel.model_dump(mode="json"))
    assert told("load", planned) == {"file": None} | plain(roadmap.workload(planned).record())


def test_import(tmp_path: Path) -> None:
    one, other = (Company(tmp_path / name) for name in ("one", "other"))
    for company in (one, other):
        (company.folder / "export.csv").write_text(HEAD + ROWS, encoding="utf-8")
    shown = told("import", one.mapping, one.folder / "export.csv")
    imported = roadmap.import_file(other.mapping, other.folder / "export.csv")
    assert [line["ref"] for line in shown["added"]] == list(imported.added)
    assert (shown["deals"], shown["written"]) == (len(imported.rows), imported.written) == (3, True)
    assert one.result.read_bytes() == other.result.read_bytes()
    suggested = roadmap.suggest_mapping(other.folder / "export.csv", output=other.folder / "imports" / "new.yaml")
    told_of = told("import", "--suggest", one.folder / "export.csv", "-o", one.folder / "imports" / "new.yaml")
    assert told_of["questions"] == suggested.questions
    assert Path(told_of["mapping"]).read_bytes() == suggested.target.read_bytes()


@pytest.mark.parametrize("form", list(roadmap.ExportFormat))
def test_export(planned: Path, form: roadmap.ExportFormat) -> None:
    shown, made = run("export", planned, "--format", form.value).stdout_bytes, roadmap.export(planned, form)
    assert shown == (made.encode() if isinstance(made, str) else made)


def test_notify(planned: Path, tmp_path: Path) -> None:
    before = roadmap.read_plan(planned)
    moved = [deal.model_copy(update={"promises": []}) for deal in before.deals]
    hooks = tmp_path / "secrets" / "hooks.yaml"
    hooks.parent.mkdir()
    (tmp_path / "plans").mkdir()
    later = tmp_path / "plans" / "later.json"
    later.write_text(plan_text(before.model_copy(update={"deals": moved})), encoding="utf-8")
    hooks.write_text("all: https://hooks.slack.com/services/x\n", encoding="utf-8")
    shown = told("notify", later, "--to", hooks, "--since", planned)
    found = roadmap.notify(later, hooks, since=planned)
    assert [one["payload"] for one in shown["notices"]] == [one.payload for one in found.notices] != []


def test_an_unknown_format_is_a_usage_fault_by_either_door(planned: Path) -> None:
    with pytest.raises(roadmap.UsageFault, match="mermaid-timeline"):
        roadmap.export(planned, "nonsense")
    assert run("export", planned, "--format", "nonsense").exit_code == 2


def test_render_and_timeline(planned: Path) -> None:
    assert run("render", planned, "-o", "-").stdout == roadmap.render(planned)
    gates = roadmap.timeline(planned)
    assert run("timeline", planned).stdout.replace("\r\n", "\n") == gates.csv().replace("\r\n", "\n")
    assert run("timeline", planned, "--format", "json").stdout == gates.json()
    assert run("timeline", planned, "--format", "ics").stdout_bytes == gates.ics()
    assert len(gates.gates.records()) == len(gates.gates) == 2


def test_site(planned: Path, tmp_path: Path) -> None:
    told_of = told("site", planned, "-o", tmp_path / "one")
    written = roadmap.site(planned).save(tmp_path / "other")
    assert (told_of["files"], told_of["bytes"]) == (written.files, written.size)
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.html")}
        for name in ("one", "other")
    )
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        (["whatif", "."], roadmap.whatif),
        (["render", ".", "--quarter", "2026Q9"], lambda path: roadmap.render(path, quarter="2026Q9")),
        (["compare", "."], roadmap.compare),
    ],
)
def test_what_makes_no_sense_is_a_usage_fault_by_either_door(
    planned: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], call: object
) -> None:
    monkeypatch.chdir(planned)
    assert callable(call)
    with pytest.raises(roadmap.UsageFault) as fault:
        call(Path())
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert str(fault.value) in shown.stderr
