"""The wheel: everything that is needed at run time is in it, and it works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("built")
    # Without isolation nothing is fetched: the build back-end is one of the developer's tools.
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--sdist",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it lies in site-packages."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(folder)  # noqa: S202 - our own archive
    return folder


def _files(root: Path, pattern: str) -> set[str]:
    found = {str(path.relative_to(root)) for path in root.glob(pattern) if path.is_file()}
    return {name for name in found if "__pycache__" not in name}


@pytest.mark.parametrize(
    ("sources", "place"),
    [
        ("templates/**/*", "roadmap/templates/"),
        ("examples/**/*", "roadmap/examples/"),
        ("roadmap/**/*", "roadmap/"),
        ("requirements/**/*", "requirements/"),
    ],
)
def test_every_file_of_the_product_is_in_the_wheel(unpacked: Path, sources: str, place: str) -> None:
    wanted = {place + name.split("/", 1)[1] for name in _files(ROOT, sources)}
    assert wanted
    assert wanted <= _files(unpacked, "**/*")


def test_types_and_the_message_template_are_in_the_wheel(unpacked: Path) -> None:
    wanted = {"roadmap/py.typed", "requirements/py.typed", "requirements/locale/roadmap.pot"}
    assert wanted <= _files(unpacked, "**/*")


def test_the_wheel_installs_nothing_else(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"roadmap", "requirements"}


def test_the_source_archive_holds_what_the_wheel_is_made_of_and_the_tests(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    for pattern in ("roadmap/**/*", "requirements/**/*", "templates/**/*", "examples/**/*", "tests/**/*.py"):
        assert _files(ROOT, pattern) <= names
    assert {"pyproject.toml", "README.md", "CHANGELOG.md"} <= names


def _run(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run python with the unpacked wheel first on its path, in a folder that holds no sources."""
    # The unpacked copy is not the code whose coverage is measured.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment |= {"PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_unpacked_wheel_is_what_runs(unpacked: Path, tmp_path: Path) -> None:
    code = "import roadmap, requirements.language as l; print(roadmap.__file__); print(l.CATALOGUES)"
    done = _run(unpacked, tmp_path, "-c", code)
    assert done.stdout.splitlines() == [
        str(unpacked / "roadmap" / "__init__.py"),
        str(unpacked / "requirements" / "locale"),
    ]


def test_the_wheel_writes_its_example_and_finds_no_fault_in_it(unpacked: Path, tmp_path: Path) -> None:
    assert _run(unpacked, tmp_path, "-m", "roadmap", "init", "first").returncode == 0
    assert (tmp_path / "first" / "roadmap.yaml").is_file()
    checked = _run(unpacked, tmp_path, "-m", "roadmap", "check", "first")
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout + checked.stderr
    library = "import roadmap; print(roadmap.check('first').is_good(), roadmap.load('first').counts['deals'])"
    assert _run(unpacked, tmp_path, "-c", library).stdout == "True 5\n"
