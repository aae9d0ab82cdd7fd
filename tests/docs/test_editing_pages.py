"""The pages about editing and meetings: what they show is what happens, and their scenario can be kept."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import roadmap
from roadmap.cli.commands.starting.init import start_folder
from roadmap.editing.codes import editing_codes
from roadmap.meeting.meeting import PlanningMeeting
from tests.cli.command import run
from tests.docs.sessions import agrees, sessions

DOCS = Path(__file__).parents[2] / "docs"
EDITING, MEETING = ((DOCS / name).read_text(encoding="utf-8") for name in ("editing.md", "meeting.md"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    start_folder(Path("my-plan"), "first-plan")
    return tmp_path / "my-plan"


def test_the_page_of_editing_prints_what_it_shows(folder: Path) -> None:
    (command,) = sessions(EDITING)
    done = run(*command.text.split()[1:])
    assert agrees(command.shown, done.stdout + done.stderr), done.output
    (example,) = re.findall(r"```pycon\n(.*?)```", EDITING, re.DOTALL)
    test = doctest.DocTestParser().get_doctest(example, {}, "editing.md", None, 0)
    assert doctest.DocTestRunner().run(test).failed == 0
    assert folder.is_dir()


@pytest.mark.parametrize("path", re.findall(r"^\| [^|]*\| `'?([^=`+]+)[=+]", EDITING, re.MULTILINE))
def test_the_paths_that_the_page_names_lead_somewhere(folder: Path, path: str) -> None:
    if path != "deals.new-one":
        assert roadmap.FolderEditor(folder).entry(path if path != "pins." else "pins.+").path


def test_every_code_of_an_edit_is_in_the_table() -> None:

    listed = set(re.findall(r"^\| `([\w-]+)` \|", EDITING, re.MULTILINE))
    assert listed == {*editing_codes(), "merge-conflict", "unknown-path"}


def test_the_scenario_of_the_page_can_be_kept(folder: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", MEETING, re.DOTALL)
    (folder / "lean.yaml").write_text("name: Lean\nset: {policy.safe_slack: 3}\n", encoding="utf-8")
    (folder / "s.yaml").write_text(text, encoding="utf-8")
    state = PlanningMeeting(folder, folder / "s.yaml").state()
    assert (state.name, len(state.lines), len(state.decisions), state.findings) == ("Autumn planning", 6, 1, ())
    kept = roadmap.keep(folder, folder / "s.yaml", dry_run=True)
    assert kept.edits.files == ("roadmap.yaml", "market.yaml", "engineering.yaml")
