"""The workflow file that `roadmap init` writes: its commands exist, and do what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import yaml

from roadmap.cli.files.workflow import WORKFLOW, workflow_text
from roadmap.cli.program import program, summaries
from tests.cli.command import answer, run


def scripts() -> list[str]:
    """The shell scripts of the workflow that call roadmap."""
    steps = yaml.safe_load(workflow_text())["jobs"]["plan"]["steps"]
    return [step["run"] for step in steps if "roadmap " in step.get("run", "")]


def calls() -> list[list[str]]:
    """The calls of roadmap, as words without the name of the program."""
    lines = [line.strip() for script in scripts() for line in script.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("roadmap ")]


def test_it_is_written_unless_it_is_left_out(tmp_path: Path) -> None:
    told = answer(run("init", tmp_path / "one", "--json"))
    assert str(tmp_path / "one" / WORKFLOW) in told["files"]
    assert (tmp_path / "one" / WORKFLOW).read_text(encoding="utf-8") == workflow_text()
    made = run("init", tmp_path / "two", "--capabilities", "triton-backend")
    assert f"{WORKFLOW} runs check, plan and compare on every push" in made.stdout.splitlines()[0]
    assert (tmp_path / "two" / WORKFLOW).exists()
    without = run("init", tmp_path / "three", "--no-workflow")
    assert without.stdout.splitlines()[0] == f"Wrote 6 files to {tmp_path / 'three'}. Next steps:"
    assert not (tmp_path / "three" / ".github").exists()


def test_one_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / WORKFLOW).parent.mkdir(parents=True)
    (tmp_path / WORKFLOW).write_text("mine", encoding="utf-8")
    refused = run("init", tmp_path)
    assert (refused.exit_code, "Use --no-workflow to keep it" in refused.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == [".github"]
    assert run("init", tmp_path, "--no-workflow").exit_code == 0
    assert (tmp_path / WORKFLOW).read_text(encoding="utf-8") == "mine"


def test_its_commands_and_options_exist() -> None:
    named = [words[0] for words in calls()]
    assert named == ["check", "plan", "render", "compare"]
    for name, *words in calls():
        assert name in summaries()
        command = program.get_command(click.Context(program), name)
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= known


def test_it_installs_this_distribution() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    name = re.search(r'^name = "([^"]+)"', project, re.MULTILINE)
    assert name is not None
    assert f"pip install {name.group(1)}\n" in workflow_text()


def test_its_scripts_run_in_a_folder_with_a_published_plan(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    assert run("init", folder).exit_code == 0
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    script = "\n".join(scripts()).replace("--effort 100", "--time 2 --workers 1")
    for publish in ("roadmap publish plan.json", "true"):
        done = subprocess.run(
            ["bash", "-e", "-c", f"{script}\n{publish}"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 6), done.stderr  # 6: the second plan, made in two seconds, moves a promise
    assert (folder / "changes.html").exists()
    assert (folder / "roadmap.html").exists()
